/**
 * Writes the records of runs, with the losses of their steps, one after the other. While one is being written only the
 * newest record of each run waits: training may be faster than a disk, and what is newest is all that counts.
 *
 * A write that fails is told once for each run and costs no training.
 */
import type { StepLosses } from '../../core/training/stepLosses';
import { messageOf } from '../../core/wording';
import type { PlannedRun } from './runPlanner';
import type { RunRecord } from './store/runRecord';
import type { RunStore } from './store/runStore';

/** A run that is being kept. */
export interface WrittenRun {
  readonly plan: PlannedRun;
  readonly losses: StepLosses;
  /** Losses before this step are on the disk. */
  writtenLosses: number;
  /** Nothing of it is on the disk yet. */
  isNew: boolean;
  hasFailed: boolean;
}

export interface RecordWriterListener {
  /** A record is on the disk. */
  recordWritten(): void;
  writeFailed(message: string): void;
}

export class RecordWriter {
  private readonly waiting = new Map<WrittenRun, RunRecord>();
  private writing: Promise<void> | undefined;

  constructor(
    private readonly store: Pick<RunStore, 'save' | 'writeStart' | 'writeCheckpoint' | 'writeLosses'>,
    private readonly listener: RecordWriterListener,
  ) {}

  write(run: WrittenRun, record: RunRecord): void {
    this.waiting.set(run, record);
    this.writing ??= this.writeAll();
  }

  /** Resolves when all is written. */
  async done(): Promise<void> {
    while (this.writing !== undefined) await this.writing;
  }

  private async writeAll(): Promise<void> {
    for (let [next] = this.waiting; next !== undefined; [next] = this.waiting) {
      const [run, record] = next;
      this.waiting.delete(run);
      try {
        await this.writeRun(run, record);
      } catch (error) {
        if (!run.hasFailed) this.listener.writeFailed(messageOf(error));
        run.hasFailed = true;
      }
    }
    this.writing = undefined;
  }

  private async writeRun(run: WrittenRun, record: RunRecord): Promise<void> {
    if (run.isNew) await this.writeBeginning(run.plan, record);
    run.isNew = false;
    const from = run.writtenLosses;
    const losses = run.losses.view().slice();
    // Before the write, since losses may change while it lasts.
    run.writtenLosses = losses.length;
    try {
      await this.store.writeLosses(record.runId, from, losses);
    } catch (error) {
      run.writtenLosses = Math.min(run.writtenLosses, from);
      throw error;
    }
    await this.store.save(record);
    this.listener.recordWritten();
  }

  /** The run must be there before anything of it; what it begins with is its own first checkpoint, too. */
  private async writeBeginning({ request: { start }, from }: PlannedRun, record: RunRecord): Promise<void> {
    await this.store.save(record);
    if (start.kind === 'initialWeights') return;
    await this.store.writeStart(record.runId, start.bytes);
    for (const checkpoint of from?.run.checkpoints ?? []) {
      await this.store.writeCheckpoint(record.runId, checkpoint, start.bytes);
    }
  }
}
