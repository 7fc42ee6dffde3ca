/**
 * Which mini-batches come next, and how many of them at once: long enough to keep the engine busy, short enough to
 * answer an order at once.
 */
import { epochBatches, type BatchSettings } from '../core/training/batches';
import type { TrainingStep } from './engine';
import type { RunPlace } from './runPlace';

/** Aim for one call of `train`. */
const CHUNK_MS = 40;

export class StepChunks {
  /** What a step of the last chunk took, in milliseconds; infinite before the first. */
  stepMs = Number.POSITIVE_INFINITY;
  private steps = 1;
  private batches: { readonly epoch: number; readonly all: readonly Uint32Array[] } | undefined;

  constructor(private readonly settings: BatchSettings) {}

  /** The steps after those that are done: as many as fit the time, within the epoch, and none after `limit` steps. */
  next({ epoch, step, stepsInEpoch, endOfEpoch }: RunPlace, limit: number): TrainingStep[] {
    const count = Math.min(this.steps, endOfEpoch - step, limit - step);
    return this.batchesOf(epoch)
      .slice(stepsInEpoch, stepsInEpoch + count)
      .map((indices, index) => ({ step: step + index, indices }));
  }

  /** The one step after those that are done; after an epoch's last it is the first of the next epoch. */
  following({ epoch, step, stepsInEpoch, endOfEpoch }: RunPlace): TrainingStep {
    const indices = step < endOfEpoch ? this.batchesOf(epoch)[stepsInEpoch] : this.batchesOf(epoch + 1)[0];
    if (indices === undefined) throw new RangeError(`There is no mini-batch after step ${step}.`);
    return { step, indices };
  }

  /** Learns from a chunk; never more than twice as many steps as before: the first may be strangely fast. */
  measure(steps: number, elapsedMs: number): void {
    this.stepMs = elapsedMs / steps;
    const fitting = elapsedMs > 0 ? Math.floor((steps * CHUNK_MS) / elapsedMs) : Number.POSITIVE_INFINITY;
    this.steps = Math.max(1, Math.min(fitting, Math.max(this.steps, steps * 2)));
  }

  private batchesOf(epoch: number): readonly Uint32Array[] {
    if (this.batches?.epoch !== epoch) {
      this.batches = { epoch, all: epochBatches(this.settings, epoch) };
    }
    return this.batches.all;
  }
}
