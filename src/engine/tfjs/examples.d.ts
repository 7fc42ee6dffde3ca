import type { Tensor } from '@tensorflow/tfjs-core';
import type { ExampleSet } from '../../core/data/dataset';
import { type Shape } from '../../core/shape';
/** The images as float32 in [0, 1], [indices.length, …inputShape]. */
export declare function imageBatch(examples: ExampleSet, indices: Uint32Array, inputShape: Shape): Tensor;
/** The targets y, [indices.length, units]. */
export declare function targetBatch(examples: ExampleSet, indices: Uint32Array, units: number): Tensor;
