/**
 * The inputs that a layer's arity promises, taken out of their list.
 */
import type { LayerInput } from './layerDefinition';

/** The first input of a merge, or the only one of a layer that takes one. */
export function firstInput(inputs: readonly LayerInput[]): LayerInput {
  const [input] = inputs;
  if (input === undefined) throw new RangeError('A layer that takes inputs was inferred without any.');
  return input;
}
