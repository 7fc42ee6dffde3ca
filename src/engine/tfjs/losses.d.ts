import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Activation } from '../../core/layers/layerConfig';
import type { Loss } from '../../core/hyperparameters/hyperparameters';
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
export declare function meanLoss(loss: Loss, last: LayerOutput, y: Tensor): Scalar;
