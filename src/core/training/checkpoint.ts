/**
 * A moment of a run, complete: weights, optimiser state, position, settings in force, and the last evaluation. A run
 * that goes on from it gives the numbers of an undisturbed run to the last digit.
 *
 * The generators need no state of their own: batch order follows from (seed, epoch), dropout from (seed, layer, step).
 * The file is a safetensors file: weights by their names, the optimiser's tensors as `hidden.kernel/velocity`, `/mean`
 * and `/variance`, the evaluation as `test/predicted` and `test/confidence`; the rest is in `__metadata__`.
 */
import type { WeightMap } from '../weights/weightMap';
import type { SteeredHyperparameters } from './steering';

/** Where a run stands between two steps. */
export interface RunPosition {
  /** Updates done. */
  readonly step: number;
  /** Sum of the mean losses of the steps of the epoch under way, in float64. */
  readonly summedLoss: number;
  /** At the end of an epoch: whether its evaluation is done and reported. */
  readonly epochReported: boolean;
  /** What is in force. */
  readonly hyperparameters: SteeredHyperparameters;
  readonly elapsedMs: number;
  /** Time of the steps of the epoch under way. */
  readonly trainingMs: number;
}

/** What the network said of the test set at this moment. */
export interface TestPredictions {
  readonly loss: number;
  readonly accuracy: number;
  /** One a test example; −1 where an output is no number. */
  readonly predicted: Int16Array;
  readonly confidence: Float32Array;
}

export interface Checkpoint {
  readonly weights: WeightMap;
  /** The optimiser's tensors as `<weight>/velocity` (sgd), `/mean` and `/variance` (adam), `/variance` (rmsprop). */
  readonly optimizerState: WeightMap;
  readonly position: RunPosition;
  /** `undefined` where the test set was not measured at this moment. */
  readonly test: TestPredictions | undefined;
}
