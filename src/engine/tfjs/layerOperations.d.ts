import type { Tensor } from '@tensorflow/tfjs-core';
import type { Conv2DConfig, Pooling2DConfig } from '../../core/layers/layerConfig';
/**
 * z = x·W + b, over the last axis of x.
 * @param x [batch, inputs]
 * @param kernel [inputs, units]
 * @param needsInputGradient False when nothing before this layer learns, which saves a product as large as the forward one.
 */
export declare function affine(x: Tensor, kernel: Tensor, bias: Tensor | undefined, needsInputGradient: boolean): Tensor;
/**
 * z = x ∗ W + b (a cross-correlation, as everywhere in deep learning).
 * @param x [batch, height, width, channels]
 * @param kernel [kernelHeight, kernelWidth, channels, filters]
 */
export declare function convolve(x: Tensor, kernel: Tensor, bias: Tensor | undefined, config: Conv2DConfig): Tensor;
export declare function maxPool(x: Tensor, config: Pooling2DConfig): Tensor;
/**
 * The mean of each window; with `same` padding the mean of the pixels that exist (TensorFlow's).
 *
 * tfjs divides the gradient by the whole window even where it hangs over the edge, so `same` is done in the open: pad
 * with zeros, pool, and correct by window size over pixels that exist.
 */
export declare function averagePool(x: Tensor, config: Pooling2DConfig): Tensor;
/** Mean and biased variance of each channel, over all axes but the last; both [channels]. */
export declare function channelMoments(x: Tensor): {
    mean: Tensor;
    variance: Tensor;
};
/** y = γ·(x − μ)/√(σ² + ε) + β with given statistics, as in inference. */
export declare function normalize(x: Tensor, gamma: Tensor, beta: Tensor, mean: Tensor, variance: Tensor, epsilon: number): Tensor;
/**
 * The same with the mini-batch's own statistics, as in training (Ioffe and Szegedy, 2015).
 *
 * Backwards, with x̂ = (x − μ)/√(σ² + ε) and n values a channel:
 * ∂β = Σ dy, ∂γ = Σ dy·x̂, ∂x = γ/√(σ² + ε) · (dy − (∂β + x̂·∂γ)/n).
 */
export declare function normalizeBatch(x: Tensor, gamma: Tensor, beta: Tensor, { mean, variance }: {
    mean: Tensor;
    variance: Tensor;
}, epsilon: number): Tensor;
