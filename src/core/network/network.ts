/**
 * A network that is known to be right: layers in topological order, shapes inferred, weights listed.
 *
 * Second stop of the path Graph → Network → Model. Whoever holds a `Network` need not check anything again.
 */
import type { LayerId } from '../graph/graph';
import type { Initializer, LayerConfig, Shape } from '../layers/layerConfig';
import type { Hyperparameters } from '../training/hyperparameters';

/** One tensor that a layer learns or keeps. */
export interface WeightSpec {
  /** The name in a weights file: `<layer id>.<kernel | bias | gamma | beta | movingMean | movingVariance>`. */
  readonly name: string;
  readonly role: 'kernel' | 'bias' | 'gamma' | 'beta' | 'movingMean' | 'movingVariance';
  /** Dense kernel [inputs, units], Conv2D kernel [height, width, inChannels, filters], the rest [units]. */
  readonly shape: Shape;
  readonly initializer: Initializer | 'ones';
  /** Inputs that reach one output of the layer; scales `scaledGaussian`, `heNormal` and `glorotUniform`. */
  readonly fanIn: number;
  readonly fanOut: number;
  /** False for BatchNormalization's moving statistics, which no gradient reaches. */
  readonly trainable: boolean;
}

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
