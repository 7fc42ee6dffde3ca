/**
 * The weights that layers of one kind share: kernel and bias, with the fans that scale their initialisers.
 */
import type { LayerId } from '../graph/graph';
import type { Initializer } from './layerConfig';
import type { Shape } from '../shape';

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

interface KernelAndBias {
  readonly kernelShape: Shape;
  /** Length of the bias. */
  readonly units: number;
  readonly fanIn: number;
  readonly fanOut: number;
  readonly config: {
    readonly useBias: boolean;
    readonly kernelInitializer: Initializer;
    readonly biasInitializer: Initializer;
  };
}

/** The kernel, then the bias where there is one. */
export function kernelAndBias(id: LayerId, layer: KernelAndBias): WeightSpec[] {
  const { kernelShape, units, fanIn, fanOut, config } = layer;
  const kernel: WeightSpec = {
    name: `${id}.kernel`,
    role: 'kernel',
    shape: kernelShape,
    initializer: config.kernelInitializer,
    fanIn,
    fanOut,
    trainable: true,
  };
  if (!config.useBias) return [kernel];
  const bias: WeightSpec = {
    name: `${id}.bias`,
    role: 'bias',
    shape: [units],
    initializer: config.biasInitializer,
    fanIn,
    fanOut,
    trainable: true,
  };
  return [kernel, bias];
}
