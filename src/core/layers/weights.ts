/**
 * The weights that layers of one kind share: kernel and bias, with the fans that scale their initialisers.
 */
import type { LayerId } from '../graph/graph';
import type { WeightSpec } from '../network/network';
import type { Initializer, Shape } from './layerConfig';

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

/** Number of elements of a tensor of this shape; 1 for a scalar. */
export function elementCount(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}
