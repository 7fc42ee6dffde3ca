/** While training, zeroes a random share of the values and scales the rest by 1/(1 − rate). */
import type { DropoutConfig } from './layerConfig';
import type { LayerDefinition } from './layerDefinition';
import { firstInput } from './layerInputs';

export const dropout: LayerDefinition<DropoutConfig> = {
  type: 'Dropout',
  category: 'regularization',
  description: 'Drops a random share of the values while training, and does nothing otherwise.',
  arity: 'one',
  parameters: [
    {
      kind: 'number',
      name: 'rate',
      min: 0,
      max: 1,
      belowMax: true,
      description: 'The share of values that is dropped.',
    },
  ],
  initialParameters: { rate: 0.5 },
  toConfig: (values) => ({ type: 'Dropout', rate: values.get('rate') as number }),
  infer: (_id, _config, inputs) => ({
    ok: true,
    outputShape: firstInput(inputs).shape,
    weights: [],
    multiplyAdds: 0,
  }),
};
