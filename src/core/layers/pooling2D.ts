/** Windows over an image that keep their greatest or their mean value, channel by channel. */
import { quote } from '../wording';
import type { Padding, Pooling2DConfig } from './layerConfig';
import type { Pair } from '../shape';
import type { LayerDefinition } from './layerDefinition';
import { firstInput } from './layerInputs';
import { paddingParameter } from './sharedParameters';
import { imageOf, slide } from './windows';

export const maxPooling2D = pooling2D(
  'MaxPooling2D',
  'Shrinks an image to the greatest value of each window.',
);

/** With `same` padding the mean is over the pixels inside the image only, as in TensorFlow. */
export const averagePooling2D = pooling2D('AveragePooling2D', 'Shrinks an image to the mean of each window.');

function pooling2D(type: Pooling2DConfig['type'], description: string): LayerDefinition<Pooling2DConfig> {
  return {
    type,
    category: 'pooling',
    description,
    arity: 'one',
    parameters: [
      {
        kind: 'pair',
        name: 'poolSize',
        min: 1,
        default: [2, 2],
        description: 'Height and width of a window.',
      },
      {
        kind: 'pair',
        name: 'strides',
        min: 1,
        defaultsTo: 'poolSize',
        description: 'How far the window moves down and across; by default its own size.',
      },
      paddingParameter,
    ],
    initialParameters: { poolSize: 2 },
    toConfig: (values) => ({
      type,
      poolSize: values.get('poolSize') as Pair,
      strides: values.get('strides') as Pair,
      padding: values.get('padding') as Padding,
    }),
    infer(id, config, inputs) {
      const from = firstInput(inputs);
      const layer = `${type} ${quote(id)}`;
      const found = imageOf(layer, from);
      if (!found.ok) return found;
      const { poolSize, strides, padding } = config;
      const slid = slide(layer, from.id, found.image, {
        parameter: 'poolSize',
        size: poolSize,
        strides,
        padding,
      });
      if (!slid.ok) return slid;
      return { ok: true, outputShape: [...slid.size, found.image[2]], weights: [], multiplyAdds: 0 };
    },
  };
}
