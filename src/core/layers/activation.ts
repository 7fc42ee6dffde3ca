/** An activation function as a layer of its own. */
import type { Activation, ActivationConfig } from './layerConfig';
import type { LayerDefinition } from './layerDefinition';
import { firstInput } from './layerInputs';
import { activationParameter } from './sharedParameters';

export const activation: LayerDefinition<ActivationConfig> = {
  type: 'Activation',
  category: 'activation',
  description: 'Applies an activation function to every value; softmax works along the last axis.',
  arity: 'one',
  parameters: [
    {
      kind: 'choice',
      name: 'activation',
      choices: activationParameter.choices,
      description: activationParameter.description,
    },
  ],
  initialParameters: { activation: 'relu' },
  toConfig: (values) => ({ type: 'Activation', activation: values.get('activation') as Activation }),
  infer: (_id, _config, inputs) => ({
    ok: true,
    outputShape: firstInput(inputs).shape,
    weights: [],
    multiplyAdds: 0,
  }),
};
