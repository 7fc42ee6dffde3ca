/** The sum of its inputs, value by value: the end of a skip connection. */
import { describeShape, quote } from '../wording';
import type { AddConfig } from './layerConfig';
import type { LayerDefinition } from './layerDefinition';
import { firstInput } from './layerInputs';

export const add: LayerDefinition<AddConfig> = {
  type: 'Add',
  category: 'merge',
  description: 'Adds its inputs value by value; they must have one shape.',
  arity: 'many',
  parameters: [],
  initialParameters: {},
  toConfig: () => ({ type: 'Add' }),
  infer(id, _config, inputs) {
    const first = firstInput(inputs);
    const shape = describeShape(first.shape);
    const other = inputs.find((input) => describeShape(input.shape) !== shape);
    if (other !== undefined) {
      return {
        ok: false,
        code: 'shape-mismatch',
        message: `Add ${quote(id)} needs inputs of one shape, but ${quote(first.id)} outputs ${shape} and ${quote(other.id)} outputs ${describeShape(other.shape)}; make them equal.`,
      };
    }
    return { ok: true, outputShape: first.shape, weights: [], multiplyAdds: 0 };
  },
};
