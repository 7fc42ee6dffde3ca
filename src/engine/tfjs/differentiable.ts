/**
 * Operations that bring their own gradient: a typed face for tfjs's `customGrad`.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { GradSaveFunc, Tensor } from '@tensorflow/tfjs-core';

export interface Forward {
  readonly value: Tensor;
  /** What the backward pass needs; tfjs keeps these until then. */
  readonly saved: readonly Tensor[];
}

/**
 * Runs an operation on the inputs; on the backward pass tfjs's tape uses the given gradient instead of looking inside.
 * @param backward One gradient for each input, of its shape.
 */
export function differentiable(
  inputs: readonly Tensor[],
  forward: () => Forward,
  backward: (dy: Tensor, saved: (index: number) => Tensor) => Tensor[],
): Tensor {
  const operation = tf.customGrad((...args) => {
    // tfjs passes the inputs, then the function that saves.
    const save = args[inputs.length] as GradSaveFunc;
    const { value, saved } = forward();
    save([...saved]);
    return {
      value,
      gradFunc: (dy: Tensor, kept: Tensor[]) =>
        backward(dy, (index) => {
          const tensor = kept[index];
          if (tensor === undefined)
            throw new RangeError(`No tensor ${index} was saved for the backward pass.`);
          return tensor;
        }),
    };
  });
  return operation(...inputs);
}
