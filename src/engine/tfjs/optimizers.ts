/**
 * The optimisers: from a weight, its gradient and the optimiser's own state to the next weight and state.
 *
 * State is a list of tensors of the weight's shape, all zero before the first step.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type {
  AdamConfig,
  OptimizerConfig,
  RmspropConfig,
  SgdConfig,
} from '../../core/hyperparameters/hyperparameters';

export interface Update {
  readonly weight: Tensor;
  readonly state: readonly Tensor[];
}

/** Number of state tensors that the optimiser keeps for each weight. */
export function stateSize(optimizer: OptimizerConfig): number {
  switch (optimizer.type) {
    case 'sgd':
      return optimizer.momentum === 0 ? 0 : 1;
    case 'adam':
      return 2;
    case 'rmsprop':
      return 1;
  }
}

/**
 * One step of one weight.
 * @param t Number of this update, from 1.
 */
export function updateWeight(
  optimizer: OptimizerConfig,
  weight: Tensor,
  gradient: Tensor,
  state: readonly Tensor[],
  t: number,
): Update {
  switch (optimizer.type) {
    case 'sgd':
      return sgd(optimizer, weight, gradient, state);
    case 'adam':
      return adam(optimizer, weight, gradient, state, t);
    case 'rmsprop':
      return rmsprop(optimizer, weight, gradient, state);
  }
}

/** v ← m·v + g; w ← w − η·v, with Nesterov w ← w − η·(g + m·v) (Sutskever et al., 2013, in PyTorch's form). */
function sgd(config: SgdConfig, w: Tensor, g: Tensor, [v]: readonly Tensor[]): Update {
  const { learningRate, momentum, nesterov } = config;
  if (v === undefined) return { weight: tf.sub(w, tf.mul(g, learningRate)), state: [] };
  const velocity = tf.add(tf.mul(v, momentum), g);
  const direction = nesterov ? tf.add(g, tf.mul(velocity, momentum)) : velocity;
  return { weight: tf.sub(w, tf.mul(direction, learningRate)), state: [velocity] };
}

/** w ← w − η·m̂/(√v̂ + ε), the ε outside of the corrected root (Kingma and Ba, 2015, Algorithm 1). */
function adam(config: AdamConfig, w: Tensor, g: Tensor, [m, v]: readonly Tensor[], t: number): Update {
  if (m === undefined || v === undefined) throw new RangeError('Adam keeps two tensors for each weight.');
  const { learningRate, beta1, beta2, epsilon } = config;
  const mean = tf.add(tf.mul(m, beta1), tf.mul(g, 1 - beta1));
  const variance = tf.add(tf.mul(v, beta2), tf.mul(tf.square(g), 1 - beta2));
  const correctedRoot = tf.sqrt(tf.mul(variance, 1 / (1 - beta2 ** t)));
  const step = tf.div(tf.mul(mean, learningRate / (1 - beta1 ** t)), tf.add(correctedRoot, epsilon));
  return { weight: tf.sub(w, step), state: [mean, variance] };
}

/** v ← ρ·v + (1 − ρ)·g²; w ← w − η·g/(√v + ε): ε outside of the root, as in PyTorch (Keras has it inside). */
function rmsprop(config: RmspropConfig, w: Tensor, g: Tensor, [v]: readonly Tensor[]): Update {
  if (v === undefined) throw new RangeError('RMSprop keeps one tensor for each weight.');
  const { learningRate, rho, epsilon } = config;
  const variance = tf.add(tf.mul(v, rho), tf.mul(tf.square(g), 1 - rho));
  const step = tf.div(tf.mul(g, learningRate), tf.add(tf.sqrt(variance), epsilon));
  return { weight: tf.sub(w, step), state: [variance] };
}
