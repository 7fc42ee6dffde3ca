/**
 * What a network costs: parameters, work and memory, as the foot of the canvas shows them.
 *
 * From what could be inferred, so that a half-built network has figures too; they say when they leave layers out.
 */
import { batchSizeOf } from '../hyperparameters/checkHyperparameters';
import { elementCount } from '../shape';
import type { CheckedFile } from './checkNnFile';

/** float32, in which all engines hold weights and values. */
const BYTES_PER_ELEMENT = 4;

export interface NetworkCost {
  /** Elements of all weights. */
  readonly parameters: number;
  /** Of one example's forward pass; see `InferredLayer` for what counts. */
  readonly multiplyAdds: number;
  readonly weightBytes: number;
  /** The outputs of every layer, the input among them, for one mini-batch. */
  readonly activationBytes: number;
  /** The batch size that counts for the activations: the file's where it is right, otherwise the default. */
  readonly batchSize: number;
  /** False where layers could not be inferred, so that every sum is "at least". */
  readonly complete: boolean;
}

/** Sums what is known of a file's layers. */
export function networkCost({ file, layers }: CheckedFile): NetworkCost {
  const batchSize = batchSizeOf(file.graph.training);
  let [parameters, multiplyAdds, elements] = [0, 0, 0];
  let complete = file.wellFormed;
  for (const layer of layers.values()) {
    if (layer.outputShape === undefined) complete = false;
    else elements += elementCount(layer.outputShape);
    parameters += layer.parameterCount ?? 0;
    multiplyAdds += layer.multiplyAdds ?? 0;
  }
  return {
    parameters,
    multiplyAdds,
    weightBytes: parameters * BYTES_PER_ELEMENT,
    activationBytes: elements * batchSize * BYTES_PER_ELEMENT,
    batchSize,
    complete,
  };
}
