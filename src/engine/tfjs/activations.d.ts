import type { Tensor } from '@tensorflow/tfjs-core';
import type { Activation } from '../../core/layers/layerConfig';
/** Applies an activation to z of any shape; softmax works on the last axis. Differentiable by tfjs's tape. */
export declare function activate(activation: Activation, z: Tensor): Tensor;
