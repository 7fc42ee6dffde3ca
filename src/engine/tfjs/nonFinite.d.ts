import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { ExampleSet } from '../../core/data/dataset';
import type { OptimizerConfig } from '../../core/hyperparameters/hyperparameters';
import type { Network } from '../../core/network/network';
import type { TrainedSteps, TrainingStep } from '../engine';
import type { MiniBatch } from './miniBatch';
import type { Moment } from './modelTensors';
/** 0 when every number in the tensors is finite, otherwise NaN: ∞·0 and NaN·0 are NaN, and so is what they are added to. */
export declare function finiteness(tensors: Iterable<Tensor>): Scalar;
/**
 * Computes the step once more, without taking it, and finds the first number that is not finite: activations from the
 * input on, the loss, gradients from the output back, then what the update would have made.
 */
export declare function findNonFinite(network: Network, miniBatch: MiniBatch, tensors: Moment, examples: ExampleSet, step: TrainingStep, optimizer: OptimizerConfig, read: (tensor: Tensor) => Promise<Float32Array>): Promise<TrainedSteps['nonFinite']>;
