/**
 * The one way in the host to the numbers of a network file: which moment is shown, and the tensors at it.
 *
 * The file's run is the one in the panel when that trains this file, otherwise the newest run of the file that the
 * workspace keeps. Its numbers come from the worker while that is there, or from a checkpoint.
 */
import type { Network } from '../../core/network/network';
import type { WeightQuantity } from '../../core/inspection/quantity';
import type { ExampleSet } from '../../core/data/dataset';
import type { CheckpointSummary } from '../../core/training/runState';
import type { WeightMap } from '../../core/weights/weightMap';
import type { InspectedMoment, Unavailable, UnitsReply } from '../../protocol/inspection';

/** Tensors at a moment. */
export interface ReadTensors {
  readonly kind: 'tensors';
  readonly moment: InspectedMoment;
  /** The network that has them, as it was trained; the file may have moved on. */
  readonly network: Network;
  readonly note: string;
  /** Those of the asked names that there are. */
  readonly tensors: WeightMap;
}

export interface Inspection {
  /** @param file The network file's Uri as text, in all methods. */
  momentOf(file: string): InspectedMoment | null;
  /** The network of the file's run; `undefined` without a run. */
  networkOf(file: string): Network | undefined;
  /** The checkpoints of the file's run, in the order of their steps. */
  checkpointsOf(file: string): readonly CheckpointSummary[];
  /**
   * @param names Names of weights, or `all`.
   * @param at The step of a checkpoint; without it the moment that is shown.
   */
  readTensors(
    file: string,
    names: readonly string[] | 'all',
    quantity: WeightQuantity,
    at?: number,
  ): Promise<ReadTensors | Unavailable>;
  /** The examples of the file's run. @throws Error when the dataset cannot be had any more. */
  examples(file: string, set: 'training' | 'test'): Promise<ExampleSet>;
  /** What the network said of each test example at the moment shown, or before; `undefined` where it was not measured. */
  predictions(file: string): Promise<Int16Array | undefined>;
  /** Surveys the units over the test set. */
  readUnits(file: string): Promise<(UnitsReply & { readonly moment: InspectedMoment }) | Unavailable>;
  /** Calls the listener, twice a second at most, when the moment of a file may have changed. */
  onDidChange(listener: () => void): { dispose(): void };
}
