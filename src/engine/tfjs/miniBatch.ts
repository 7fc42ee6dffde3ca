/**
 * What is computed of one mini-batch: outputs, loss, gradients, and the tensors after the optimiser's step.
 *
 * Works on the tensors that it is given and keeps none: what becomes of the results is the model's business.
 */
import * as tf from '@tensorflow/tfjs-core';
// tfjs-core alone can record operations, but knows no gradients.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { ExampleSet } from '../../core/data/dataset';
import type { OptimizerConfig } from '../../core/hyperparameters/hyperparameters';
import type { WeightSpec } from '../../core/layers/weights';
import type { Network } from '../../core/network/network';
import { weightSpecs } from '../../core/network/network';
import { elementCount } from '../../core/shape';
import type { TrainingStep } from '../engine';
import { imageBatch, targetBatch } from './examples';
import { ForwardPass } from './forwardPass';
import type { Pass, PassMode } from './forwardPass';
import { meanLoss } from './losses';
import { type Moment, stateName } from './modelTensors';
import { optimizerStep, stateSlots } from './optimizers';
import type { OptimizerStep } from './optimizers';

/** What one mini-batch says of the weights. */
export interface LossAndGradients {
  readonly loss: Scalar;
  /** In the order of `trainable`. */
  readonly gradients: readonly Tensor[];
  /** BatchNormalization's new moving statistics, by name. */
  readonly moved: ReadonlyMap<string, Tensor>;
}

/** A computation on mini-batches of one network. */
export class MiniBatch {
  /** All weights, in the order of the layers. */
  readonly specs: readonly WeightSpec[];
  /** Those that a gradient reaches. */
  readonly trainable: readonly WeightSpec[];
  /** Outputs of the network. */
  readonly units: number;
  private readonly pass: ForwardPass;

  constructor(private readonly network: Network) {
    this.specs = weightSpecs(network);
    this.trainable = this.specs.filter((spec) => spec.trainable);
    this.units = elementCount(network.outputShape);
    this.pass = new ForwardPass(network);
  }

  /** Every layer's output in inference; runs in the caller's `tf.tidy`. */
  infer(tensors: Moment, examples: ExampleSet, indices: Uint32Array): Pass {
    return this.forward(tensors, examples, indices, { kind: 'inference' });
  }

  /** Mean loss an example of outputs; runs in the caller's `tf.tidy`. */
  loss(last: Pass['last'], examples: ExampleSet, indices: Uint32Array): Scalar {
    return meanLoss(this.network.training.loss, last, targetBatch(examples, indices, this.units));
  }

  /**
   * Loss and gradients in training mode. All tensors are the caller's to dispose.
   * @param observe Sees all outputs inside of the pass; what it makes must be kept with `tf.keep`.
   */
  lossAndGradients(
    tensors: Moment,
    examples: ExampleSet,
    { step, indices }: TrainingStep,
    observe?: (pass: Pass) => void,
  ): LossAndGradients {
    const movingStatistics = new Map<string, Tensor>();
    const { loss, gradients } = tf.tidy(() => {
      const y = targetBatch(examples, indices, this.units);
      const lossOfPass = (): Scalar => {
        const pass = this.forward(tensors, examples, indices, { kind: 'training', step, movingStatistics });
        observe?.(pass);
        return meanLoss(this.network.training.loss, pass.last, y);
      };
      // tfjs has no gradient with respect to nothing.
      if (this.trainable.length === 0) return { loss: lossOfPass(), gradients: [] };
      const { value, grads } = tf.valueAndGrads(lossOfPass)(
        this.trainable.map(({ name }) => tensorOf(tensors, name)),
      );
      return { loss: value, gradients: grads };
    });
    return { loss, gradients, moved: movingStatistics };
  }

  /** The step that the optimiser takes off each trainable weight, and its next state; runs in the caller's `tf.tidy`. */
  optimizerSteps(
    tensors: Moment,
    gradients: readonly Tensor[],
    optimizer: OptimizerConfig,
    step: number,
  ): OptimizerStep[] {
    return gradients.map((gradient, index) => {
      const name = this.trainable[index]?.name ?? '';
      return optimizerStep(optimizer, gradient, (slot) => tensors.get(stateName(name, slot)), step + 1);
    });
  }

  /** The moment after an update, from new tensors and those that no update changes; disposes what it is given. */
  momentAfter(
    tensors: Moment,
    { gradients, moved }: Pick<LossAndGradients, 'gradients' | 'moved'>,
    optimizer: OptimizerConfig,
    step: number,
  ): Moment {
    const slots = stateSlots(optimizer);
    const updates = tf.tidy(() =>
      this.optimizerSteps(tensors, gradients, optimizer, step).map((update, index) => ({
        weight: tf.sub(tensorOf(tensors, this.trainable[index]?.name ?? ''), update.step),
        state: [...update.state],
      })),
    );
    tf.dispose([...gradients]);
    const next = new Map(this.specs.map(({ name }) => [name, tensorOf(tensors, name)]));
    for (const [name, tensor] of moved) next.set(name, tensor);
    this.trainable.forEach(({ name }, index) => {
      const update = updates[index];
      if (update === undefined) return;
      next.set(name, update.weight);
      update.state.forEach((tensor, slot) => next.set(stateName(name, slots[slot] ?? 'velocity'), tensor));
    });
    return next;
  }

  private forward(tensors: Moment, examples: ExampleSet, indices: Uint32Array, mode: PassMode): Pass {
    const x = imageBatch(examples, indices, this.network.inputShape);
    return this.pass.run(x, (name) => tensorOf(tensors, name), mode);
  }
}

function tensorOf(tensors: Moment, name: string): Tensor {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new RangeError(`There is no tensor "${name}".`);
  return tensor;
}
