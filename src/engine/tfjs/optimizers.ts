/**
 * The optimisers: from a gradient and the optimiser's own state to the step that is taken off the weight, and the next
 * state.
 *
 * State is a few tensors of the weight's shape, by what they hold, all zero before the first step. A state that lacks
 * one counts as zero in it, so that a momentum which begins in mid-run begins at rest.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type {
  AdamConfig,
  OptimizerConfig,
  RmspropConfig,
  SgdConfig,
} from '../../core/hyperparameters/hyperparameters';

/** What a tensor of the state holds; its name is the weight's with this behind it: `hidden.kernel/velocity`. */
export type StateSlot = 'velocity' | 'mean' | 'variance';

export interface OptimizerStep {
  /** w ← w − step. */
  readonly step: Tensor;
  /** The next state, in the order of `stateSlots`. */
  readonly state: readonly Tensor[];
}

/** What the optimiser keeps for each weight. */
export function stateSlots(optimizer: OptimizerConfig): readonly StateSlot[] {
  switch (optimizer.type) {
    case 'sgd':
      return optimizer.momentum === 0 ? [] : ['velocity'];
    case 'adam':
      return ['mean', 'variance'];
    case 'rmsprop':
      return ['variance'];
  }
}

/**
 * One step of one weight.
 * @param stateOf The state's tensor in a slot, or `undefined` for zeros.
 * @param t Number of this update, from 1.
 */
export function optimizerStep(
  optimizer: OptimizerConfig,
  gradient: Tensor,
  stateOf: (slot: StateSlot) => Tensor | undefined,
  t: number,
): OptimizerStep {
  const state = (slot: StateSlot): Tensor => stateOf(slot) ?? tf.zerosLike(gradient);
  switch (optimizer.type) {
    case 'sgd':
      return optimizer.momentum === 0
        ? { step: tf.mul(gradient, optimizer.learningRate), state: [] }
        : momentumStep(optimizer, gradient, state('velocity'));
    case 'adam':
      return adamStep(optimizer, gradient, state('mean'), state('variance'), t);
    case 'rmsprop':
      return rmspropStep(optimizer, gradient, state('variance'));
  }
}

/** v ← m·v + g; w ← w − η·v, with Nesterov w ← w − η·(g + m·v) (Sutskever et al., 2013, in PyTorch's form). */
function momentumStep(config: SgdConfig, g: Tensor, v: Tensor): OptimizerStep {
  const { learningRate, momentum, nesterov } = config;
  const velocity = tf.add(tf.mul(v, momentum), g);
  const direction = nesterov ? tf.add(g, tf.mul(velocity, momentum)) : velocity;
  return { step: tf.mul(direction, learningRate), state: [velocity] };
}

/** w ← w − η·m̂/(√v̂ + ε), the ε outside of the corrected root (Kingma and Ba, 2015, Algorithm 1). */
function adamStep(config: AdamConfig, g: Tensor, m: Tensor, v: Tensor, t: number): OptimizerStep {
  const { learningRate, beta1, beta2, epsilon } = config;
  const mean = tf.add(tf.mul(m, beta1), tf.mul(g, 1 - beta1));
  const variance = tf.add(tf.mul(v, beta2), tf.mul(tf.square(g), 1 - beta2));
  const correctedRoot = tf.sqrt(tf.mul(variance, 1 / (1 - beta2 ** t)));
  const step = tf.div(tf.mul(mean, learningRate / (1 - beta1 ** t)), tf.add(correctedRoot, epsilon));
  return { step, state: [mean, variance] };
}

/** v ← ρ·v + (1 − ρ)·g²; w ← w − η·g/(√v + ε): ε outside of the root, as in PyTorch (Keras has it inside). */
function rmspropStep(config: RmspropConfig, g: Tensor, v: Tensor): OptimizerStep {
  const { learningRate, rho, epsilon } = config;
  const variance = tf.add(tf.mul(v, rho), tf.mul(tf.square(g), 1 - rho));
  const step = tf.div(tf.mul(g, learningRate), tf.add(tf.sqrt(variance), epsilon));
  return { step, state: [variance] };
}
