/**
 * What layers with weights or windows do to their tensors. Gradients that tfjs gets wrong, or cannot take on every
 * backend, are written out here.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Conv2DConfig, Pooling2DConfig } from '../../core/layers/layerConfig';
import { differentiable } from './differentiable';

/**
 * z = x·W + b, over the last axis of x.
 * @param x [batch, inputs]
 * @param kernel [inputs, units]
 * @param needsInputGradient False when nothing before this layer learns, which saves a product as large as the forward one.
 */
export function affine(
  x: Tensor,
  kernel: Tensor,
  bias: Tensor | undefined,
  needsInputGradient: boolean,
): Tensor {
  const inputs = bias === undefined ? [kernel] : [kernel, bias];
  return differentiable(
    needsInputGradient ? [...inputs, x] : inputs,
    () => {
      const product = tf.matMul(x, kernel);
      return { value: bias === undefined ? product : tf.add(product, bias), saved: [x, kernel] };
    },
    (dz, saved) => {
      // Transposing first: the WebAssembly backend has a fast product only for matrices as they lie.
      const gradients: Tensor[] = [tf.matMul(tf.transpose(saved(0) as Tensor2D), dz)];
      if (bias !== undefined) gradients.push(tf.sum(dz, 0));
      if (needsInputGradient) gradients.push(tf.matMul(dz, tf.transpose(saved(1) as Tensor2D)));
      return gradients;
    },
  );
}

/**
 * z = x ∗ W + b (a cross-correlation, as everywhere in deep learning).
 * @param x [batch, height, width, channels]
 * @param kernel [kernelHeight, kernelWidth, channels, filters]
 */
export function convolve(x: Tensor, kernel: Tensor, bias: Tensor | undefined, config: Conv2DConfig): Tensor {
  const z = tf.conv2d(x as Tensor4D, kernel as Tensor4D, [...config.strides], config.padding);
  return bias === undefined ? z : tf.add(z, bias);
}

export function maxPool(x: Tensor, config: Pooling2DConfig): Tensor {
  return tf.maxPool(x as Tensor4D, [...config.poolSize], [...config.strides], config.padding);
}

/**
 * The mean of each window; with `same` padding the mean of the pixels that exist (TensorFlow's).
 *
 * tfjs divides the gradient by the whole window even where it hangs over the edge, so `same` is done in the open: pad
 * with zeros, pool, and correct by window size over pixels that exist.
 */
export function averagePool(x: Tensor, config: Pooling2DConfig): Tensor {
  const [poolHeight, poolWidth] = config.poolSize;
  const strides: [number, number] = [...config.strides];
  const pool = (image: Tensor): Tensor4D =>
    tf.avgPool(image as Tensor4D, [poolHeight, poolWidth], strides, 'valid');
  if (config.padding === 'valid') return pool(x);

  const [, height = 1, width = 1] = x.shape;
  const rows = samePadding(height, poolHeight, strides[0]);
  const columns = samePadding(width, poolWidth, strides[1]);
  const padding: [number, number][] = [[0, 0], rows, columns, [0, 0]];
  const pixels = tf.pad(tf.ones([1, height, width, 1]), padding);
  return tf.div(pool(tf.pad(x, padding)), pool(pixels));
}

/** TensorFlow's `same`: ⌈size / stride⌉ windows, the odd pixel of padding at the end. */
function samePadding(size: number, window: number, stride: number): [number, number] {
  const windows = Math.ceil(size / stride);
  const total = Math.max(0, (windows - 1) * stride + window - size);
  const before = Math.floor(total / 2);
  return [before, total - before];
}

/** Mean and biased variance of each channel, over all axes but the last; both [channels]. */
export function channelMoments(x: Tensor): { mean: Tensor; variance: Tensor } {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const mean = tf.mean(x, axes);
  return { mean, variance: tf.mean(tf.square(tf.sub(x, mean)), axes) };
}

/** y = γ·(x − μ)/√(σ² + ε) + β with given statistics, as in inference. */
export function normalize(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  mean: Tensor,
  variance: Tensor,
  epsilon: number,
): Tensor {
  const scale = tf.mul(gamma, tf.rsqrt(tf.add(variance, epsilon)));
  return tf.add(tf.mul(tf.sub(x, mean), scale), beta);
}

/**
 * The same with the mini-batch's own statistics, as in training (Ioffe and Szegedy, 2015).
 *
 * Backwards, with x̂ = (x − μ)/√(σ² + ε) and n values a channel:
 * ∂β = Σ dy, ∂γ = Σ dy·x̂, ∂x = γ/√(σ² + ε) · (dy − (∂β + x̂·∂γ)/n).
 */
export function normalizeBatch(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  { mean, variance }: { mean: Tensor; variance: Tensor },
  epsilon: number,
): Tensor {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const valuesPerChannel = axes.reduce((product, axis) => product * (x.shape[axis] ?? 1), 1);
  return differentiable(
    [x, gamma, beta],
    () => {
      const inverseDeviation = tf.rsqrt(tf.add(variance, epsilon));
      const normalized = tf.mul(tf.sub(x, mean), inverseDeviation);
      const value = tf.add(tf.mul(normalized, gamma), beta);
      return { value, saved: [normalized, tf.mul(gamma, inverseDeviation)] };
    },
    (dy, saved) => {
      const normalized = saved(0);
      const betaGradient = tf.sum(dy, axes);
      const gammaGradient = tf.sum(tf.mul(dy, normalized), axes);
      const common = tf.mul(tf.add(betaGradient, tf.mul(normalized, gammaGradient)), 1 / valuesPerChannel);
      return [tf.mul(saved(1), tf.sub(dy, common)), gammaGradient, betaGradient];
    },
  );
}
