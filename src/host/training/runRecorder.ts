/**
 * Keeps the run that is shown: its record and the loss of every step in memory, and in the workspace's storage whenever
 * something in it is worth keeping, so that nothing that it found out is lost.
 *
 * A run that is cut off (the window closed, the browser killed) stays there as "active": that is how the next window
 * knows that it can be resumed.
 */
import type { RunEvent } from '../../core/training/runEvents';
import { isActive, type RunState } from '../../core/training/runState';
import { scheduleOf } from '../../core/training/schedule';
import { StepLosses } from '../../core/training/stepLosses';
import { RecordWriter, type WrittenRun } from './recordWriter';
import type { PlannedRun } from './runPlanner';
import type { RunRecord } from './store/runRecord';
import type { RunStore } from './store/runStore';

export interface RecorderListener {
  /** The record has changed, in memory or on the disk. */
  recordChanged(): void;
  /** Losses were written from that step on. */
  lossesWritten(runId: string, from: number, losses: Float32Array): void;
  /** The record could not be written. */
  writeFailed(message: string): void;
}

export class RunRecorder {
  private readonly writer: RecordWriter;
  /** The run under way; `undefined` where a kept run is shown, or none. */
  private run: WrittenRun | undefined;
  private last: RunRecord | undefined;
  private losses = new StepLosses();
  private isFrozen = false;

  constructor(
    store: Pick<RunStore, 'save' | 'writeStart' | 'writeCheckpoint' | 'writeLosses'>,
    private readonly listener: RecorderListener,
  ) {
    this.writer = new RecordWriter(store, {
      recordWritten: () => {
        listener.recordChanged();
      },
      writeFailed: (message) => {
        listener.writeFailed(message);
      },
    });
  }

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
    this.last = undefined;
    this.losses = new StepLosses();
    if (losses !== undefined) this.losses.write(0, losses.subarray(0, from?.step));
    const isNew = from?.run.subject.runId !== record.runId;
    this.run = { plan, losses: this.losses, writtenLosses: 0, isNew, hasFailed: false };
    this.listener.lossesWritten(record.runId, 0, this.losses.view());
  }

  /** Shows a run as it was kept: what is written from now on belongs to none. */
  show(record: RunRecord, losses: Float32Array): void {
    this.run = undefined;
    this.last = record;
    this.losses = new StepLosses();
    this.losses.write(0, losses);
    this.listener.lossesWritten(record.runId, 0, this.losses.view());
  }

  /** Nothing is shown any more. */
  clear(): void {
    this.run = undefined;
    this.last = undefined;
    this.losses = new StepLosses();
  }

  /** Takes down the losses of a report. */
  eventHappened(event: RunEvent): void {
    const { run } = this;
    if (run === undefined) return;
    if (event.type === 'stepsTrained') {
      const from = event.step - event.losses.length;
      run.losses.write(from, event.losses);
      run.writtenLosses = Math.min(run.writtenLosses, from);
      this.listener.lossesWritten(run.plan.record.runId, from, event.losses);
    } else if (event.type === 'runStarted') {
      run.losses.cut(event.step);
      run.writtenLosses = Math.min(run.writtenLosses, event.step);
    }
  }

  /** Writes the record when something in it is worth keeping. */
  follow(state: RunState): void {
    const { run } = this;
    if (run === undefined || this.isFrozen || state.phase === 'idle') return;
    const { record } = run.plan;
    if (state.run.subject.runId !== record.runId) return;
    const next: RunRecord = {
      ...record,
      request: { ...record.request, schedule: scheduleOf(record.request.schedule, state.run) },
      status: statusOf(state),
      message: state.phase === 'failed' ? state.message : null,
      run: state.run,
    };
    const isWorthKeeping = this.last === undefined || differ(this.last, next);
    this.last = next;
    // Before the first step there is nothing that could not be had again.
    if (!isWorthKeeping || state.run.started === null) return;
    this.listener.recordChanged();
    this.writer.write(run, next);
  }

  /** Writes no more: what is on the disk stays as it is. Resolves when all is written. */
  freeze(): Promise<void> {
    this.isFrozen = true;
    return this.writer.done();
  }
}

function statusOf(state: Exclude<RunState, { phase: 'idle' }>): RunRecord['status'] {
  if (isActive(state)) return 'active';
  return state.phase === 'ended' || state.phase === 'failed' ? state.phase : 'stopped';
}

function differ(a: RunRecord, b: RunRecord): boolean {
  return (
    a.status !== b.status ||
    a.run.started !== b.run.started ||
    // Each epoch and each measurement ends with a checkpoint.
    a.run.checkpoints !== b.run.checkpoints ||
    a.run.changes !== b.run.changes ||
    a.run.notes !== b.run.notes
  );
}
