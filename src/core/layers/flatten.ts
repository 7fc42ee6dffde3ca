/** All values of an example in one row, in row-major order. */
import type { FlattenConfig } from './layerConfig';
import type { LayerDefinition } from './layerDefinition';
import { firstInput } from './layerInputs';
import { elementCount } from '../shape';

export const flatten: LayerDefinition<FlattenConfig> = {
  type: 'Flatten',
  category: 'core',
  description: 'Puts all values of an example into one row, as Dense layers need them.',
  arity: 'one',
  parameters: [],
  initialParameters: {},
  toConfig: () => ({ type: 'Flatten' }),
  infer: (_id, _config, inputs) => ({
    ok: true,
    outputShape: [elementCount(firstInput(inputs).shape)],
    weights: [],
    multiplyAdds: 0,
  }),
};
