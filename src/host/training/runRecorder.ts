/**
 * Keeps the run that is under way in the workspace's storage, so that nothing that it found out is lost: its record
 * whenever something in it is worth keeping, and the loss of every step.
 *
 * A run that is cut off (the window closed, the browser killed) stays there as "active": that is how the next window
 * knows that it can be resumed. Writes come one after the other; one that fails is told once and costs no training.
 */
import type { RunEvent } from '../../core/training/runEvents';
import { isActive, type Run, type RunState } from '../../core/training/runState';
import { StepLosses } from '../../core/training/stepLosses';
import { messageOf } from '../../core/wording';
import type { PlannedRun } from './runPlanner';
import type { KeptRequest, RunRecord } from './store/runRecord';
import type { RunStore } from './store/runStore';

export interface RecorderListener {
  /** The records have changed, in memory or on the disk. */
  recordsChanged(): void;
  /** Losses were written from that step on. */
  lossesWritten(runId: string, from: number, losses: Float32Array): void;
  /** The record could not be written. */
  writeFailed(message: string): void;
}

export class RunRecorder {
  private kept: PlannedRun['record'] | undefined;
  private last: RunRecord | undefined;
  /** The plan of a run that is not on the disk yet. */
  private beginning: PlannedRun | undefined;
  private losses = new StepLosses();
  /** Losses before this step are on the disk. */
  private writtenLosses = 0;
  private writing: Promise<void> = Promise.resolve();
  private hasFailed = false;
  private isFrozen = false;

  constructor(
    private readonly store: Pick<RunStore, 'save' | 'writeStart' | 'writeCheckpoint' | 'writeLosses'>,
    private readonly listener: RecorderListener,
  ) {}

  /** The record of the run that is shown, as far as it goes. */
  get record(): RunRecord | undefined {
    return this.last;
  }

  /** The losses of the run that is shown; the view is valid until the next step. */
  get stepLosses(): Float32Array {
    return this.losses.view();
  }

  /** A plan is about to be run. */
  begin(plan: PlannedRun): void {
    const { record, from, losses } = plan;
    this.kept = record;
    this.last = undefined;
    this.beginning = from?.run.subject.runId === record.runId ? undefined : plan;
    this.hasFailed = false;
    this.losses = new StepLosses();
    if (losses !== undefined) this.losses.write(0, losses.subarray(0, from?.step));
    this.writtenLosses = 0;
    this.listener.lossesWritten(record.runId, 0, this.losses.view());
  }

  /** Shows a run as it was kept: what is written from now on belongs to none. */
  show(record: RunRecord, losses: Float32Array): void {
    this.kept = undefined;
    this.last = record;
    this.losses = new StepLosses();
    this.losses.write(0, losses);
    this.listener.lossesWritten(record.runId, 0, this.losses.view());
  }

  /** Nothing is shown any more. */
  clear(): void {
    this.kept = undefined;
    this.last = undefined;
    this.losses = new StepLosses();
  }

  /** Takes down the losses of a report. */
  eventHappened(event: RunEvent): void {
    if (this.kept === undefined) return;
    if (event.type === 'stepsTrained') {
      const from = event.step - event.losses.length;
      this.losses.write(from, event.losses);
      this.writtenLosses = Math.min(this.writtenLosses, from);
      this.listener.lossesWritten(this.kept.runId, from, event.losses);
    } else if (event.type === 'runStarted') {
      this.losses.cut(event.step);
      this.writtenLosses = Math.min(this.writtenLosses, event.step);
    }
  }

  /** Writes the record when something in it is worth keeping. */
  follow(state: RunState): void {
    if (this.kept === undefined || this.isFrozen || state.phase === 'idle') return;
    if (state.run.subject.runId !== this.kept.runId) return;
    const next: RunRecord = {
      ...this.kept,
      request: { ...this.kept.request, schedule: scheduleOf(this.kept, state.run) },
      status: statusOf(state),
      message: state.phase === 'failed' ? state.message : null,
      run: state.run,
    };
    const isWorthKeeping = this.last === undefined || differ(this.last, next);
    this.last = next;
    if (isWorthKeeping) this.save(next);
  }

  /** Writes no more: what is on the disk stays as it is. Resolves when all is written. */
  async freeze(): Promise<void> {
    this.isFrozen = true;
    await this.writing;
  }

  private save(record: RunRecord): void {
    // Before the first step there is nothing that could not be had again.
    if (record.run.started === null) return;
    const from = this.writtenLosses;
    const losses = this.losses.view().slice();
    this.writtenLosses = losses.length;
    const { beginning } = this;
    this.beginning = undefined;
    this.write(async () => {
      if (beginning !== undefined) await this.writeBeginning(beginning, record);
      await this.store.writeLosses(record.runId, from, losses);
      await this.store.save(record);
      this.listener.recordsChanged();
    });
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

  private write(task: () => Promise<void>): void {
    this.writing = this.writing.then(task).catch((error: unknown) => {
      if (!this.hasFailed) this.listener.writeFailed(messageOf(error));
      this.hasFailed = true;
    });
  }
}

/** What the run has changed on its way and is still to change, so that another run can give the same numbers. */
function scheduleOf({ request }: PlannedRun['record'], { changes, step: now }: Run): KeptRequest['schedule'] {
  const made = changes.map(({ step, hyperparameters: { learningRate, momentum, epochs } }) => ({
    step,
    change: { learningRate, ...(momentum === null ? {} : { momentum }), epochs },
  }));
  const lastMade = made.at(-1)?.step ?? -1;
  return [...made, ...request.schedule.filter(({ step }) => step > lastMade && step >= now)];
}

function statusOf(state: Exclude<RunState, { phase: 'idle' }>): RunRecord['status'] {
  if (isActive(state)) return 'active';
  return state.phase === 'ended' || state.phase === 'failed' ? state.phase : 'stopped';
}

function differ(a: RunRecord, b: RunRecord): boolean {
  return (
    a.status !== b.status ||
    a.run.started !== b.run.started ||
    a.run.epochs !== b.run.epochs ||
    a.run.checkpoints !== b.run.checkpoints ||
    a.run.changes !== b.run.changes ||
    a.run.notes !== b.run.notes ||
    a.run.test !== b.run.test
  );
}
