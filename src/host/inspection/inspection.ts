/**
 * The one way in the host to the numbers of a network file: which moment is shown, and the tensors at it.
 *
 * The file's run is the one in the panel when that trains this file, otherwise the newest run of the file that the
 * workspace keeps. Its numbers come from the worker while that is there, or from a checkpoint.
 */
import type { ExampleSet } from '../../core/data/dataset';
import type { LayerId } from '../../core/graph/graph';
import type { Network } from '../../core/network/network';
import type { LayerFindings, TensorReading } from '../../core/inspection/readings';
import type { WeightQuantity } from '../../core/inspection/quantity';
import type { CheckpointSummary } from '../../core/training/runState';
import type { WeightMap } from '../../core/weights/weightMap';
import type { ExampleSetName } from '../../protocol/probe';
import type { InspectedMoment, Unavailable } from '../../protocol/inspectedMoment';

/** Tensors at a moment. */
export interface ReadTensors {
  readonly kind: 'tensors';
  readonly moment: InspectedMoment;
  /** The network that has them, as it was trained; the file may have moved on. */
  readonly network: Network;
  /** What the numbers are: "w after 120 updates". */
  readonly note: string;
  /** Those of the asked names that there are. */
  readonly tensors: WeightMap;
}

/** What is shown of the tensors of a layer at a moment. */
export interface ReadPictures {
  readonly kind: 'pictures';
  readonly moment: InspectedMoment;
  readonly note: string;
  /** Those that there are, in the layer's order. */
  readonly tensors: readonly TensorReading[];
}

/** The units of a network over the whole test set at a moment. */
export interface SurveyedUnits {
  readonly kind: 'units';
  readonly moment: InspectedMoment;
  /** Examples of the test set. */
  readonly examples: number;
  readonly layers: readonly LayerFindings[];
}

export interface Inspection {
  /** @param file The network file's Uri as text, in all methods. */
  momentOf(file: string): InspectedMoment | null;
  /** The network of the file's run; `undefined` without a run. */
  networkOf(file: string): Network | undefined;
  /** The checkpoints of the file's run that are kept, in the order of their steps. */
  checkpointsOf(file: string): readonly CheckpointSummary[];
  /**
   * @param names Names of weights, or `all`.
   * @param at The step of a checkpoint of the file's run; without it the moment that is shown.
   * @throws Error when the numbers are there and cannot be read.
   */
  readTensors(
    file: string,
    names: readonly string[] | 'all',
    quantity: WeightQuantity,
    at?: number,
  ): Promise<ReadTensors | Unavailable>;
  /** What is shown of a layer at the moment that is shown. @throws Error as `readTensors`. */
  readPictures(file: string, layer: LayerId, quantity: WeightQuantity): Promise<ReadPictures | Unavailable>;
  /**
   * The examples of the file's run; `undefined` without a run.
   * @throws Error when the dataset cannot be had any more.
   */
  examples(file: string, set: ExampleSetName): Promise<ExampleSet | undefined>;
  /**
   * The class that was read of each test example at the moment that is shown, or at the last measurement before it;
   * `undefined` where there was none.
   */
  predictions(file: string): Promise<Int16Array | undefined>;
  /** How the units behave over the whole test set. @throws Error when they cannot be surveyed. */
  surveyUnits(file: string): Promise<SurveyedUnits | Unavailable>;
  /** Calls the listener when the moment of a file may have changed; many times a second while a run trains. */
  onDidChange(listener: () => void): { dispose(): void };
}
