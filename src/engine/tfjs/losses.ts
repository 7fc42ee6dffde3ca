/**
 * The losses, each averaged over the mini-batch.
 *
 * Where the last layer ends in the activation that belongs to the loss (softmax with categorical, sigmoid with binary
 * cross-entropy) the loss is taken from z, the numbers before that activation: no logarithm of a rounded 0, and the
 * output error is simply δ = (a − y)/B.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Activation } from '../../core/layers/layerConfig';
import type { Loss } from '../../core/hyperparameters/hyperparameters';
import { differentiable } from './differentiable';

/** Probabilities are kept this far from 0 and 1 before a logarithm, as in Keras. */
const PROBABILITY_MARGIN = 1e-7;

/** A layer's outputs a, [batch, …outputShape], and as many z before the activation, in the shape that it worked on. */
export interface LayerOutput {
  readonly z: Tensor;
  readonly a: Tensor;
  readonly activation: Activation;
}

/**
 * Mean loss an example.
 * @param y Targets, [batch, units].
 */
export function meanLoss(loss: Loss, last: LayerOutput, y: Tensor): Scalar {
  const flat = { ...last, z: tf.reshape(last.z, y.shape), a: tf.reshape(last.a, y.shape) };
  const value = summedLoss(loss, flat, y);
  return tf.mul<Scalar>(value, 1 / y.shape[0]);
}

function summedLoss(loss: Loss, { z, a, activation }: LayerOutput, y: Tensor): Tensor {
  switch (loss) {
    case 'quadratic':
      return quadratic(a, y);
    case 'categoricalCrossentropy':
      return activation === 'softmax' ? softmaxCrossentropy(z, y) : categoricalCrossentropy(a, y);
    case 'binaryCrossentropy':
      return activation === 'sigmoid' ? sigmoidCrossentropy(z, y) : binaryCrossentropy(a, y);
  }
}

/** Σ ½‖y − a‖²; ∂/∂a = a − y. */
function quadratic(a: Tensor, y: Tensor): Tensor {
  return differentiable(
    [a],
    () => {
      const difference = tf.sub(a, y);
      return { value: tf.mul(tf.sum(tf.square(difference)), 0.5), saved: [difference] };
    },
    (dy, saved) => [tf.mul(dy, saved(0))],
  );
}

/** Σ (log Σₖ e^zₖ − z_y) with the row's greatest z taken out first; ∂/∂z = softmax(z) − y. */
function softmaxCrossentropy(z: Tensor, y: Tensor): Tensor {
  return differentiable(
    [z],
    () => {
      const shifted = tf.sub(z, tf.max(z, -1, true));
      const logSum = tf.log(tf.sum(tf.exp(shifted), -1, true)); // [batch, 1]
      const negativeLogProbability = tf.sub(logSum, shifted);
      return { value: tf.sum(tf.mul(y, negativeLogProbability)), saved: [negativeLogProbability] };
    },
    (dy, saved) => [tf.mul(dy, tf.sub(tf.exp(tf.neg(saved(0))), y))],
  );
}

/** Σ max(z, 0) − z·y + log(1 + e^−|z|); ∂/∂z = σ(z) − y. */
function sigmoidCrossentropy(z: Tensor, y: Tensor): Tensor {
  return differentiable(
    [z],
    () => {
      const softened = tf.log1p(tf.exp(tf.neg(tf.abs(z))));
      return { value: tf.sum(tf.add(tf.sub(tf.relu(z), tf.mul(z, y)), softened)), saved: [z] };
    },
    (dy, saved) => [tf.mul(dy, tf.sub(tf.sigmoid(saved(0)), y))],
  );
}

/**
 * −Σ y·log p for outputs that are no softmax: as in Keras they are first divided by their row's sum, then clipped. A row
 * of zeros, which Keras would divide by zero, has no probability for any class.
 */
function categoricalCrossentropy(a: Tensor, y: Tensor): Tensor {
  const sum = tf.maximum(tf.sum(a, -1, true), PROBABILITY_MARGIN); // [batch, 1]
  const p = clipProbability(tf.div(a, sum));
  return tf.neg(tf.sum(tf.mul(y, tf.log(p))));
}

/** −Σ y·log p + (1 − y)·log(1 − p) for outputs that are no sigmoid, clipped as in Keras. */
function binaryCrossentropy(a: Tensor, y: Tensor): Tensor {
  const p = clipProbability(a);
  const hit = tf.mul(y, tf.log(p));
  const miss = tf.mul(tf.sub(1, y), tf.log(tf.sub(1, p)));
  return tf.neg(tf.sum(tf.add(hit, miss)));
}

function clipProbability(p: Tensor): Tensor {
  return tf.clipByValue(p, PROBABILITY_MARGIN, 1 - PROBABILITY_MARGIN);
}
