/** The same values in the same order under another shape. */
import { describeShape, quote } from '../wording';
import type { ReshapeConfig } from './layerConfig';
import { elementCount, type Shape } from '../shape';
import type { LayerDefinition } from './layerDefinition';
import { firstInput } from './layerInputs';

export const reshape: LayerDefinition<ReshapeConfig> = {
  type: 'Reshape',
  category: 'core',
  description: 'Gives the same values another shape.',
  arity: 'one',
  parameters: [
    {
      kind: 'shape',
      name: 'targetShape',
      allowsRest: true,
      description: 'The new shape of one example; one entry may be -1, which takes whatever is left.',
    },
  ],
  initialParameters: { targetShape: [-1] },
  toConfig: (values) => ({ type: 'Reshape', targetShape: values.get('targetShape') as Shape }),
  infer(id, config, inputs) {
    const from = firstInput(inputs);
    const values = elementCount(from.shape);
    const hasRest = config.targetShape.includes(-1);
    const fixed = elementCount(config.targetShape.filter((size) => size !== -1));
    if (hasRest ? values % fixed !== 0 : values !== fixed) {
      const needed = hasRest ? `a multiple of ${String(fixed)}` : String(fixed);
      return {
        ok: false,
        code: 'shape-mismatch',
        parameter: 'targetShape',
        message: `Reshape ${quote(id)} needs ${needed} values for targetShape ${describeShape(config.targetShape)}, but ${quote(from.id)} outputs ${describeShape(from.shape)}, which has ${String(values)}; change targetShape.`,
      };
    }
    const outputShape = config.targetShape.map((size) => (size === -1 ? values / fixed : size));
    return { ok: true, outputShape, weights: [], multiplyAdds: 0 };
  },
};
