/**
 * The runs of the workspace in memory: what the Runs view lists and what commands find by a run's name.
 *
 * Read once from the storage; the run that is under way is put in as it changes.
 */
import type { CheckpointPlace } from './store/pruning';
import type { RunRecord } from './store/runRecord';
import type { RunStore } from './store/runStore';

export class RunLibrary {
  private readonly records = new Map<string, RunRecord>();

  constructor(
    private readonly store: Pick<RunStore, 'list' | 'findCutOff' | 'settle' | 'delete'>,
    /** The record of that run has changed; `undefined`: there are other runs. */
    private readonly changed: (runId: string | undefined) => void,
  ) {}

  /** Reads what earlier sessions have kept. */
  async load(): Promise<void> {
    for (const record of await this.store.list()) {
      if (!this.records.has(record.runId)) this.records.set(record.runId, record);
    }
    this.changed(undefined);
  }

  /** The runs that were cut off, the newest first; takes some seconds where one was a moment ago. */
  async findCutOff(): Promise<readonly RunRecord[]> {
    const found = await this.store.findCutOff();
    for (const record of found) this.put(record);
    return found;
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

  /** Takes out checkpoints that had to go to make room. */
  checkpointsDropped(places: readonly CheckpointPlace[]): void {
    for (const runId of new Set(places.map((place) => place.runId))) {
      const record = this.records.get(runId);
      if (record === undefined) continue;
      const steps = new Set(places.filter((place) => place.runId === runId).map(({ step }) => step));
      const checkpoints = record.run.checkpoints.filter(({ step }) => !steps.has(step));
      if (checkpoints.length < record.run.checkpoints.length) {
        this.put({ ...record, run: { ...record.run, checkpoints } });
      }
    }
  }

  /** Remembers that a run that was cut off is not to be offered again. */
  async settle({ runId }: RunRecord): Promise<void> {
    const settled = await this.store.settle(runId);
    if (settled !== undefined) this.put(settled);
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
