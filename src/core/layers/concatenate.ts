/** Its inputs one after the other along one axis, in the order of the edges. */
import { describeShape, quote } from '../wording';
import type { ConcatenateConfig } from './layerConfig';
import type { LayerDefinition } from './layerDefinition';
import { firstInput } from './layerInputs';

export const concatenate: LayerDefinition<ConcatenateConfig> = {
  type: 'Concatenate',
  category: 'merge',
  description: 'Puts its inputs one after the other along an axis; all other axes must be equal.',
  arity: 'many',
  parameters: [
    {
      kind: 'integer',
      name: 'axis',
      min: -4,
      max: 4,
      default: -1,
      description: 'The axis, counted from 1 (0 is the batch), or from -1 at the end.',
    },
  ],
  initialParameters: {},
  toConfig: (values) => ({ type: 'Concatenate', axis: values.get('axis') as number }),
  infer(id, config, inputs) {
    const first = firstInput(inputs);
    const rank = first.shape.length;
    // Keras counts the batch axis as 0; shapes here leave it out.
    const axis = config.axis < 0 ? rank + config.axis : config.axis - 1;
    if (axis < 0 || axis >= rank) {
      return {
        ok: false,
        code: 'bad-parameter',
        parameter: 'axis',
        message: `Concatenate ${quote(id)} has axis ${String(config.axis)}, but its input ${quote(first.id)} with shape ${describeShape(first.shape)} has axes 1 to ${String(rank)} (0 is the batch) or -${String(rank)} to -1; choose one of these.`,
      };
    }
    const other = inputs.find(
      ({ shape }) => shape.length !== rank || shape.some((size, i) => i !== axis && size !== first.shape[i]),
    );
    if (other !== undefined) {
      return {
        ok: false,
        code: 'shape-mismatch',
        message: `Concatenate ${quote(id)} needs inputs that differ only along axis ${String(config.axis)}, but ${quote(first.id)} outputs ${describeShape(first.shape)} and ${quote(other.id)} outputs ${describeShape(other.shape)}; make the other axes equal.`,
      };
    }
    const total = inputs.reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0);
    const outputShape = first.shape.map((size, i) => (i === axis ? total : size));
    return { ok: true, outputShape, weights: [], multiplyAdds: 0 };
  },
};
