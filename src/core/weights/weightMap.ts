/**
 * Weights outside of any engine: plain float32 arrays by tensor name (`hidden.kernel`), row-major in Keras's layouts.
 */
import type { Shape } from '../shape';

export interface WeightTensor {
  readonly shape: Shape;
  /** Row-major; length is the product of the shape. */
  readonly values: Float32Array;
}

/** By tensor name, in the order of the network's layers. */
export type WeightMap = ReadonlyMap<string, WeightTensor>;
