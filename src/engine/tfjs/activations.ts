/**
 * The activation functions with their derivatives, written out over elementary tensor operations.
 *
 * Each has its formula here rather than tfjs's own gradient: backends differ in which gradients they have and in how
 * they approximate (`erf`, `softplus`). Where a derivative does not exist its value is that of PyTorch and TensorFlow:
 * relu'(0) = 0, leakyRelu'(0) = 0.2, elu'(0) = 1; `step` has derivative 0 everywhere.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Activation } from '../../core/layers/layerConfig';
import { differentiable } from './differentiable';

const LEAKY_SLOPE = 0.2;

interface ElementwiseActivation {
  /** a = f(z). */
  readonly value: (z: Tensor) => Tensor;
  /** f'(z), given z and a = f(z). */
  readonly derivative: (z: Tensor, a: Tensor) => Tensor;
}

const elementwise = {
  step: {
    value: (z) => tf.cast(tf.greaterEqual(z, 0), 'float32'),
    derivative: (z) => tf.zerosLike(z),
  },
  sigmoid: {
    value: (z) => tf.sigmoid(z),
    derivative: (_z, a) => tf.mul(a, tf.sub(1, a)),
  },
  tanh: {
    value: (z) => tf.tanh(z),
    derivative: (_z, a) => tf.sub(1, tf.square(a)),
  },
  relu: {
    value: (z) => tf.relu(z),
    derivative: (z) => tf.step(z),
  },
  leakyRelu: {
    value: (z) => tf.maximum(z, tf.mul(z, LEAKY_SLOPE)),
    derivative: (z) => tf.add(tf.mul(tf.step(z), 1 - LEAKY_SLOPE), LEAKY_SLOPE),
  },
  elu: {
    // The exponential sees min(z, 0) only, so that it cannot overflow in the branch that is not taken.
    value: (z) => tf.add(tf.relu(z), tf.sub(tf.exp(tf.minimum(z, 0)), 1)),
    derivative: (z) => tf.exp(tf.minimum(z, 0)),
  },
  gelu: {
    value: (z) => tf.mul(z, normalDistribution(z)),
    derivative: (z) => tf.add(normalDistribution(z), tf.mul(z, normalDensity(z))),
  },
  softplus: {
    // log(1 + eᶻ) = max(z, 0) + log(1 + e^−|z|), which cannot overflow.
    value: (z) => tf.add(tf.relu(z), tf.log1p(tf.exp(tf.neg(tf.abs(z))))),
    derivative: (z) => tf.sigmoid(z),
  },
  swish: {
    value: (z) => tf.mul(z, tf.sigmoid(z)),
    derivative: (z, a) => {
      const s = tf.sigmoid(z);
      return tf.add(s, tf.mul(a, tf.sub(1, s)));
    },
  },
} satisfies Record<Exclude<Activation, 'linear' | 'softmax'>, ElementwiseActivation>;

/** Applies an activation to z of any shape; softmax works on the last axis. Differentiable by tfjs's tape. */
export function activate(activation: Activation, z: Tensor): Tensor {
  if (activation === 'linear') return z;
  if (activation === 'softmax') return softmax(z);
  const { value, derivative }: ElementwiseActivation = elementwise[activation];
  return differentiable(
    [z],
    () => {
      const a = value(z);
      return { value: a, saved: [z, a] };
    },
    (dy, saved) => [tf.mul(dy, derivative(saved(0), saved(1)))],
  );
}

/** Softmax over the last axis; backwards dz = a ⊙ (dy − Σ dy ⊙ a). */
function softmax(z: Tensor): Tensor {
  return differentiable(
    [z],
    () => {
      const a = tf.softmax(z);
      return { value: a, saved: [a] };
    },
    (dy, saved) => {
      const a = saved(0);
      return [tf.mul(a, tf.sub(dy, tf.sum(tf.mul(dy, a), -1, true)))];
    },
  );
}

/** Φ(z) = ½(1 + erf(z/√2)), the distribution function of N(0, 1). */
function normalDistribution(z: Tensor): Tensor {
  return tf.mul(tf.add(tf.erf(tf.mul(z, Math.SQRT1_2)), 1), 0.5);
}

/** φ(z) = e^(−z²/2) / √(2π). */
function normalDensity(z: Tensor): Tensor {
  return tf.mul(tf.exp(tf.mul(tf.square(z), -0.5)), 1 / Math.sqrt(2 * Math.PI));
}
