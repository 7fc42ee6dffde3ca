/**
 * Where a run stands between two steps, and what follows from it.
 *
 * An epoch that has had all its steps is still under way until its evaluation is reported.
 */
import type { RunPosition } from '../core/training/checkpoint';
import type { SteeredHyperparameters } from '../core/training/steering';

export class RunPlace {
  private updates = 0;
  private summedLoss = 0;
  private trainingMs = 0;
  private isReported = false;

  constructor(
    readonly stepsPerEpoch: number,
    /** In force for the next step. */
    public settings: SteeredHyperparameters,
    position: RunPosition | undefined,
  ) {
    if (position === undefined) return;
    this.updates = position.step;
    this.summedLoss = position.summedLoss;
    this.trainingMs = position.trainingMs;
    this.isReported = position.epochReported;
  }

  /** Updates done. */
  get step(): number {
    return this.updates;
  }

  /** Whether an epoch has had all its steps and not yet its evaluation. */
  get isEvaluationDue(): boolean {
    return this.updates > 0 && this.updates % this.stepsPerEpoch === 0 && !this.isReported;
  }

  /** Whole epochs, evaluated. */
  get epochsDone(): number {
    return Math.floor(this.updates / this.stepsPerEpoch) - (this.isEvaluationDue ? 1 : 0);
  }

  /** Epochs of which a step was taken. */
  get epochsBegun(): number {
    return Math.ceil(this.updates / this.stepsPerEpoch);
  }

  /** The epoch under way, from 1; between two epochs the next one. */
  get epoch(): number {
    return this.epochsDone + 1;
  }

  /** Steps done in the epoch under way. */
  get stepsInEpoch(): number {
    return this.updates - this.epochsDone * this.stepsPerEpoch;
  }

  /** Steps of the run when the epoch under way has had all its steps. */
  get endOfEpoch(): number {
    return this.epoch * this.stepsPerEpoch;
  }

  /** Whether all epochs are done. */
  get isComplete(): boolean {
    return this.epochsDone >= this.settings.epochs;
  }

  /** Mean training loss of the steps done in the epoch under way. */
  get loss(): number {
    return this.summedLoss / this.stepsInEpoch;
  }

  /** Time of the steps done in the epoch under way. */
  get stepsMs(): number {
    return this.trainingMs;
  }

  /** Counts steps that were taken, in `elapsedMs` together. */
  advance(losses: Float64Array, elapsedMs: number): void {
    if (losses.length > 0) this.isReported = false;
    this.updates += losses.length;
    // One after the other: the sum must not depend on how the steps are divided into calls.
    for (const loss of losses) this.summedLoss += loss;
    this.trainingMs += elapsedMs;
  }

  /** The epoch's evaluation is reported; the next epoch begins. */
  endEpoch(): void {
    this.isReported = true;
    this.summedLoss = 0;
    this.trainingMs = 0;
  }

  /** @param elapsedMs How long the run has run. */
  position(elapsedMs: number): RunPosition {
    return {
      step: this.updates,
      summedLoss: this.summedLoss,
      epochReported: this.isReported,
      hyperparameters: this.settings,
      elapsedMs,
      trainingMs: this.trainingMs,
    };
  }
}
