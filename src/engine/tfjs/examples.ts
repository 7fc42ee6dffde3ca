/**
 * Mini-batches as tensors: cut from the bytes on the processor, one upload a batch.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { ExampleSet } from '../../core/data/dataset';
import { elementCount, type Shape } from '../../core/shape';
import { targetsOf } from '../../core/training/targets';

/** The images as float32 in [0, 1], [indices.length, …inputShape]. */
export function imageBatch(examples: ExampleSet, indices: Uint32Array, inputShape: Shape): Tensor {
  const { images } = examples;
  const pixels = elementCount(inputShape);
  const values = new Float32Array(indices.length * pixels);
  let next = 0;
  for (const index of indices) {
    const start = index * pixels;
    for (let pixel = start; pixel < start + pixels; pixel++) values[next++] = (images[pixel] ?? 0) / 255;
  }
  return tf.tensor(values, [indices.length, ...inputShape]);
}

/** The targets y, [indices.length, units]. */
export function targetBatch(examples: ExampleSet, indices: Uint32Array, units: number): Tensor {
  return tf.tensor(targetsOf(examples, indices, units), [indices.length, units]);
}
