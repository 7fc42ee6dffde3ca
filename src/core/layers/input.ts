/** Where examples enter the network. */
import type { InputConfig } from './layerConfig';
import type { Shape } from '../shape';
import type { LayerDefinition } from './layerDefinition';

export const input: LayerDefinition<InputConfig> = {
  type: 'Input',
  category: 'core',
  description: 'The example that the network is shown; MNIST digits have shape [28, 28, 1].',
  arity: 'none',
  parameters: [
    {
      kind: 'shape',
      name: 'shape',
      allowsRest: false,
      description: 'Shape of one example; images are [height, width, channels].',
    },
  ],
  initialParameters: { shape: [28, 28, 1] },
  toConfig: (values) => ({ type: 'Input', shape: values.get('shape') as Shape }),
  infer: (_id, config) => ({ ok: true, outputShape: config.shape, weights: [], multiplyAdds: 0 }),
};
