/**
 * The runs of the workspace in memory: what the Runs view lists and what commands find by a run's name.
 *
 * Read once from the storage; the run that is under way is put in as it changes.
 */
import type { RunRecord } from './store/runRecord';
import type { RunStore } from './store/runStore';

export class RunLibrary {
  private readonly records = new Map<string, RunRecord>();

  constructor(
    private readonly store: Pick<RunStore, 'list' | 'save' | 'delete'>,
    /** The record of that run has changed; `undefined`: there are other runs. */
    private readonly changed: (runId: string | undefined) => void,
  ) {}

  /** Reads what earlier sessions have kept; resolves with those runs that were cut off, the newest first. */
  async load(): Promise<readonly RunRecord[]> {
    const kept = await this.store.list();
    for (const record of kept) {
      if (!this.records.has(record.runId)) this.records.set(record.runId, record);
    }
    this.changed(undefined);
    return kept.filter(({ status }) => status === 'active');
  }

  /** All runs, the newest first. */
  list(): RunRecord[] {
    return [...this.records.values()].sort((a, b) => b.createdAt - a.createdAt);
  }

  get(runId: string): RunRecord | undefined {
    return this.records.get(runId);
  }

  /** Takes the record in, as it is on the disk or about to be. */
  put(record: RunRecord): void {
    const isKnown = this.records.has(record.runId);
    this.records.set(record.runId, record);
    this.changed(isKnown ? record.runId : undefined);
  }

  /** Remembers that a run that was cut off is not to be offered again. */
  async settle(record: RunRecord): Promise<void> {
    const settled: RunRecord = { ...record, status: 'stopped' };
    this.put(settled);
    await this.store.save(settled);
  }

  /** @throws Error when the files of one cannot be deleted. */
  async delete(runIds: readonly string[]): Promise<void> {
    for (const runId of runIds) {
      await this.store.delete(runId);
      this.records.delete(runId);
    }
    this.changed(undefined);
  }
}
