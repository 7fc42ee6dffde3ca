import type { Tensor } from '@tensorflow/tfjs-core';
export interface Forward {
    readonly value: Tensor;
    /** What the backward pass needs; tfjs keeps these until then. */
    readonly saved: readonly Tensor[];
}
/**
 * Runs an operation on the inputs; on the backward pass tfjs's tape uses the given gradient instead of looking inside.
 * @param backward One gradient for each input, of its shape.
 */
export declare function differentiable(inputs: readonly Tensor[], forward: () => Forward, backward: (dy: Tensor, saved: (index: number) => Tensor) => Tensor[]): Tensor;
