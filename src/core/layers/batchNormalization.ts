/** Normalises every channel by its batch's mean and variance, then scales by gamma and shifts by beta. */
import { elementCount } from '../shape';
import type { WeightSpec } from './weights';
import type { BatchNormalizationConfig } from './layerConfig';
import type { LayerDefinition } from './layerDefinition';
import { firstInput } from './layerInputs';

export const batchNormalization: LayerDefinition<BatchNormalizationConfig> = {
  type: 'BatchNormalization',
  category: 'regularization',
  description:
    'Keeps every channel near mean 0 and variance 1, then scales and shifts it by learned amounts.',
  arity: 'one',
  parameters: [
    {
      kind: 'number',
      name: 'momentum',
      min: 0,
      max: 1,
      default: 0.99,
      description: 'How much of the moving mean and variance is kept at each step.',
    },
    {
      kind: 'number',
      name: 'epsilon',
      min: 0,
      aboveMin: true,
      default: 0.001,
      description: 'Added to the variance, so that nothing is divided by zero.',
    },
  ],
  initialParameters: {},
  toConfig: (values) => ({
    type: 'BatchNormalization',
    momentum: values.get('momentum') as number,
    epsilon: values.get('epsilon') as number,
  }),
  infer(id, _config, inputs) {
    const { shape } = firstInput(inputs);
    const channels = shape.at(-1) ?? 1;
    const weight = (
      role: WeightSpec['role'],
      initializer: WeightSpec['initializer'],
      trainable: boolean,
    ): WeightSpec => ({
      name: `${id}.${role}`,
      role,
      shape: [channels],
      initializer,
      fanIn: 1,
      fanOut: 1,
      trainable,
    });
    return {
      ok: true,
      outputShape: shape,
      weights: [
        weight('gamma', 'ones', true),
        weight('beta', 'zeros', true),
        weight('movingMean', 'zeros', false),
        weight('movingVariance', 'ones', false),
      ],
      multiplyAdds: elementCount(shape),
    };
  },
};
