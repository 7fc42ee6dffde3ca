/**
 * The one way in the host to the numbers of a network file: which moment is shown, and the tensors at it.
 *
 * The file's run is the one in the panel when that trains this file, otherwise the newest run of the file that the
 * workspace keeps. Its numbers come from the worker while that is there, or from a checkpoint.
 */
import type { Network } from '../../core/network/network';
import type { WeightQuantity } from '../../core/inspection/quantity';
import type { WeightMap } from '../../core/weights/weightMap';
import type { InspectedMoment, Unavailable } from '../../protocol/inspection';

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

export interface Inspection {
  /** @param file The network file's Uri as text, in all methods. */
  momentOf(file: string): InspectedMoment | null;
  /** The network of the file's run; `undefined` without a run. */
  networkOf(file: string): Network | undefined;
  /**
   * @param names Names of weights, or `all`.
   * @throws Error when the numbers are there and cannot be read.
   */
  readTensors(
    file: string,
    names: readonly string[] | 'all',
    quantity: WeightQuantity,
  ): Promise<ReadTensors | Unavailable>;
  /** Calls the listener when the moment of a file may have changed; many times a second while a run trains. */
  onDidChange(listener: () => void): { dispose(): void };
}
