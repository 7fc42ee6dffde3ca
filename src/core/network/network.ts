/**
 * A network that is known to be right: layers in topological order, shapes inferred, weights listed.
 *
 * Second stop of the path Graph → Network → Model. Whoever holds a `Network` need not check anything again.
 */
import type { LayerId } from '../graph/graph';
import type { LayerConfig } from '../layers/layerConfig';
import type { Shape } from '../shape';
import type { WeightSpec } from '../layers/weights';
import type { Hyperparameters } from '../hyperparameters/hyperparameters';

export interface NetworkLayer {
  readonly id: LayerId;
  readonly config: LayerConfig;
  /** In the order of the file's edges. */
  readonly inputs: readonly LayerId[];
  readonly inputShapes: readonly Shape[];
  /** Without the batch axis. */
  readonly outputShape: Shape;
  readonly weights: readonly WeightSpec[];
  /** Elements of all weights, BatchNormalization's moving statistics included (as Keras's summary counts them). */
  readonly parameterCount: number;
  /** Of one example's forward pass; see `InferredLayer`. */
  readonly multiplyAdds: number;
}

export interface Network {
  readonly name: string;
  /** In topological order: a layer comes after all its inputs. The first is the input, the last the output. */
  readonly layers: readonly NetworkLayer[];
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly parameterCount: number;
  readonly training: Hyperparameters;
}

/** Every weight of the network, in the order of its layers. */
export function weightSpecs(network: Network): WeightSpec[] {
  return network.layers.flatMap((layer) => layer.weights);
}
