import type { Tensor } from '@tensorflow/tfjs-core';
import type { ExampleSet } from '../../core/data/dataset';
import type { OptimizerConfig } from '../../core/hyperparameters/hyperparameters';
import type { Network } from '../../core/network/network';
import { type NetworkHealth } from '../../core/training/health';
import type { TrainingStep } from '../engine';
import type { MiniBatch } from './miniBatch';
import type { Moment } from './modelTensors';
/** Measures one mini-batch in training mode; the tensors stay as they are. */
export declare function measureHealth(network: Network, miniBatch: MiniBatch, tensors: Moment, examples: ExampleSet, step: TrainingStep, optimizer: OptimizerConfig, read: (tensor: Tensor) => Promise<Float32Array>): Promise<NetworkHealth>;
