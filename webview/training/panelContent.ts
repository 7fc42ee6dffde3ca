/**
 * Everything that the panel draws, kept together as the host's messages bring it: what belongs to another run than the
 * one shown is not drawn.
 */
import { IDLE, type RunState } from '../../src/core/training/runState';
import { StepLosses } from '../../src/core/training/stepLosses';
import type { Comparison, LossesWritten, ShownMoment } from '../../src/protocol/training';
import { announcementOf } from './announcements';

const NO_LOSSES = new Float32Array(0);
const NO_COMPARISON: Comparison = { runs: [], parting: null };

/** The latest of everything, as one picture. */
export interface PanelPicture {
  readonly state: RunState;
  /** Of every step of the run; valid until the next losses come. */
  readonly losses: Float32Array;
  readonly moment: ShownMoment | null;
  readonly comparison: Comparison;
  /** For screen readers. */
  readonly announcement: string;
}

export class PanelContent {
  private state: RunState = IDLE;
  private losses: { readonly runId: string; readonly steps: StepLosses } | undefined;
  private view: Float32Array = NO_LOSSES;
  private moment: ShownMoment | null = null;
  private comparison: Comparison = NO_COMPARISON;
  private announcement = '';

  showState(state: RunState): void {
    this.announcement = announcementOf(this.state, state) ?? this.announcement;
    this.state = state;
  }

  /** Losses of another run than before replace those that are there. */
  writeLosses({ runId, from, losses }: LossesWritten): void {
    if (this.losses?.runId !== runId) this.losses = { runId, steps: new StepLosses() };
    this.losses.steps.write(from, losses);
    this.view = this.losses.steps.view();
  }

  showMoment(moment: ShownMoment | null): void {
    this.moment = moment;
  }

  showComparison(comparison: Comparison): void {
    this.comparison = comparison;
  }

  picture(): PanelPicture {
    const { state, losses, moment, comparison, announcement } = this;
    const runId = state.phase === 'idle' ? undefined : state.run.subject.runId;
    return {
      state,
      losses: losses !== undefined && losses.runId === runId ? this.view : NO_LOSSES,
      moment: moment?.runId === runId ? moment : null,
      comparison,
      announcement,
    };
  }
}
