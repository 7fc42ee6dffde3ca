import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { ExampleSet } from '../../core/data/dataset';
import type { OptimizerConfig } from '../../core/hyperparameters/hyperparameters';
import type { WeightSpec } from '../../core/layers/weights';
import type { Network } from '../../core/network/network';
import type { TrainingStep } from '../engine';
import type { Pass } from './forwardPass';
import { type Moment } from './modelTensors';
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
export declare class MiniBatch {
    private readonly network;
    /** All weights, in the order of the layers. */
    readonly specs: readonly WeightSpec[];
    /** Those that a gradient reaches. */
    readonly trainable: readonly WeightSpec[];
    /** Outputs of the network. */
    readonly units: number;
    private readonly pass;
    constructor(network: Network);
    /** Every layer's output in inference; runs in the caller's `tf.tidy`. */
    infer(tensors: Moment, examples: ExampleSet, indices: Uint32Array): Pass;
    /** Mean loss an example of outputs; runs in the caller's `tf.tidy`. */
    loss(last: Pass['last'], examples: ExampleSet, indices: Uint32Array): Scalar;
    /**
     * Loss and gradients in training mode. All tensors are the caller's to dispose.
     * @param observe Sees all outputs inside of the pass; what it makes must be kept with `tf.keep`.
     */
    lossAndGradients(tensors: Moment, examples: ExampleSet, { step, indices }: TrainingStep, observe?: (pass: Pass) => void): LossAndGradients;
    /** The step that the optimiser takes off each trainable weight, and its next state; runs in the caller's `tf.tidy`. */
    optimizerSteps(tensors: Moment, gradients: readonly Tensor[], optimizer: OptimizerConfig, step: number): OptimizerStep[];
    /** The moment after an update, from new tensors and those that no update changes; disposes what it is given. */
    momentAfter(tensors: Moment, { gradients, moved }: Pick<LossAndGradients, 'gradients' | 'moved'>, optimizer: OptimizerConfig, step: number): Moment;
    private forward;
}
