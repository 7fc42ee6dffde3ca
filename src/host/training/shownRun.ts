/**
 * The run in the panel, whether it is under way or was kept: its record, its losses, its moments, its comparison.
 *
 * Sees to it that all four change together, and that a page that was made anew is told all of them.
 */
import type { ExampleSet } from '../../core/data/dataset';
import type { RunEvent } from '../../core/training/runEvents';
import { runUpTo, type RunState } from '../../core/training/runState';
import type { ExampleSetName } from '../../protocol/probe';
import type { Comparison, LossesWritten, ShownMoment, TestImages } from '../../protocol/training';
import { Comparisons } from './comparisons';
import { Moments } from './moments';
import type { RunController } from './runController';
import { imagesOf, RunExamples } from './runExamples';
import type { RunLibrary } from './runLibrary';
import type { PlannedRun, RunPlanner } from './runPlanner';
import { RunRecorder } from './runRecorder';
import type { RunRecord } from './store/runRecord';
import type { RunStore } from './store/runStore';

/** The page, as far as it draws. */
export interface DrawingPage {
  showState(state: RunState): void;
  showLosses(losses: LossesWritten): void;
  showMoment(moment: ShownMoment | null): void;
  showComparison(comparison: Comparison): void;
}

export interface ShownRunParts {
  readonly page: DrawingPage;
  readonly store: RunStore;
  readonly library: RunLibrary;
  readonly planner: RunPlanner;
  readonly controller: () => RunController;
  /** Other runs are drawn beside the one that is shown. */
  readonly comparedChanged: (runIds: readonly string[]) => void;
  /** Another moment may be shown. */
  readonly momentChanged: () => void;
  /** Tells the user of something that could not be done, once. */
  readonly fail: (message: string) => void;
}

export class ShownRun {
  readonly moments: Moments;
  readonly comparisons: Comparisons;
  private readonly recorder: RunRecorder;
  private readonly sets = new RunExamples();
  private moment: ShownMoment | null = null;
  private comparison: Comparison = { runs: [], parting: null };

  constructor(private readonly parts: ShownRunParts) {
    const { page, store, library, fail } = parts;
    this.recorder = new RunRecorder(store, {
      recordChanged: () => {
        this.noteRecord();
      },
      lossesWritten: (runId, from, losses) => {
        page.showLosses({ runId, from, losses });
        this.comparisons.lossesWritten(from, this.losses, this.record);
      },
      writeFailed: (message) => {
        parts.controller().note(message);
      },
    });
    this.moments = new Moments(
      {
        readCheckpoint: (runId, step) => store.readCheckpoint(runId, step),
        testSet: ({ subject }) => this.examples(subject.runId, 'test'),
      },
      (moment) => {
        this.moment = moment;
        page.showMoment(moment);
        parts.momentChanged();
      },
      fail,
    );
    this.comparisons = new Comparisons(
      { record: (runId) => library.get(runId), readLosses: (runId) => store.readLosses(runId) },
      (comparison) => {
        this.comparison = comparison;
        page.showComparison(comparison);
        parts.comparedChanged(this.comparisons.runIds);
      },
      fail,
    );
  }

  get record(): RunRecord | undefined {
    return this.recorder.record;
  }

  /** The losses of all its steps; the view is valid until the next step. */
  get losses(): Float32Array {
    return this.recorder.stepLosses;
  }

  /** What was read of each test example at the moment that is shown, or last before it; `undefined` if nothing was. */
  get predictions(): Int16Array | undefined {
    return this.moment?.test?.predicted;
  }

  /** A plan is about to be run. */
  begin(plan: PlannedRun): void {
    this.recorder.begin(plan);
    this.sets.forget();
    this.comparisons.runShown({ runId: plan.record.runId, origin: plan.record.origin });
    // A run that goes on has been measured before.
    const { from } = plan;
    const measured = from?.run.subject.runId === plan.record.runId ? runUpTo(from.run, from.step) : undefined;
    this.moments.runShown(measured);
  }

  /** Shows a run as it was kept. @throws Error when its losses cannot be read. */
  async show(record: RunRecord): Promise<void> {
    const losses = await this.parts.store.readLosses(record.runId);
    const controller = this.parts.controller();
    if (controller.isActive) return;
    this.sets.forget();
    this.recorder.show(record, losses);
    controller.show(keptState(record));
    this.comparisons.runShown(record);
    this.comparisons.lossesWritten(0, losses, record);
    this.moments.runShown(record.run);
  }

  /** Nothing is shown any more. */
  clear(): void {
    this.recorder.clear();
    this.sets.forget();
    this.moments.runShown(undefined);
    this.comparisons.runShown(undefined);
  }

  follow(state: RunState): void {
    this.recorder.follow(state);
    this.parts.page.showState(state);
  }

  eventHappened(event: RunEvent): void {
    this.recorder.eventHappened(event);
    const { state } = this.parts.controller();
    if (state.phase !== 'idle') void this.moments.eventHappened(event, state.run);
  }

  /** Tells a page that was made anew everything. */
  refresh(): void {
    const { page, controller } = this.parts;
    const { state } = controller();
    page.showState(state);
    if (state.phase === 'idle') return;
    page.showLosses({ runId: state.run.subject.runId, from: 0, losses: this.losses });
    page.showMoment(this.moment);
    page.showComparison(this.comparison);
  }

  /** @throws Error when the dataset cannot be had any more, or has no such example. */
  async testImages(indices: readonly number[]): Promise<TestImages> {
    const { state } = this.parts.controller();
    if (state.phase === 'idle') throw new Error('No run is shown, so there are no digits to show.');
    return imagesOf(await this.examples(state.run.subject.runId, 'test'), indices);
  }

  /**
   * A set of a run's examples; of the run that is under way those that it trains on.
   * @throws Error when the dataset cannot be had any more, or the run is not kept.
   */
  examples(runId: string, set: ExampleSetName): Promise<ExampleSet> {
    return this.sets.of(runId, set, async () => {
      const { preparedData, state } = this.parts.controller();
      if (preparedData !== undefined && state.phase !== 'idle' && state.run.subject.runId === runId) {
        return preparedData.data;
      }
      const record = this.record?.runId === runId ? this.record : this.parts.library.get(runId);
      if (record === undefined) throw new Error('The run is not kept any more.');
      const { data } = await this.parts.planner.loadKeptData(record, {
        signal: new AbortController().signal,
        report: () => undefined,
        note: () => undefined,
      });
      return data;
    });
  }

  /** Writes no more: what is on the disk stays as it is. Resolves when all is written. */
  freeze(): Promise<void> {
    return this.recorder.freeze();
  }

  private noteRecord(): void {
    if (this.record !== undefined) this.parts.library.put(this.record);
  }
}

/** How a run that was kept stands when it is shown again. */
export function keptState({
  status,
  message,
  run,
}: RunRecord): Extract<RunState, { phase: 'ended' | 'stopped' | 'failed' }> {
  switch (status) {
    case 'ended':
      return { phase: 'ended', run, live: false };
    case 'failed':
      return { phase: 'failed', run, message: message ?? 'It failed.' };
    case 'stopped':
    case 'active':
      return { phase: 'stopped', run };
  }
}
