/** Filters that slide over an image, kernel [height, width, inChannels, filters]. */
import { quote } from '../wording';
import type { Activation, Conv2DConfig, Initializer, Padding } from './layerConfig';
import { elementCount, type Pair } from '../shape';
import type { LayerDefinition } from './layerDefinition';
import { firstInput } from './layerInputs';
import { activationParameter, paddingParameter, weightParameters } from './sharedParameters';
import { kernelAndBias } from './weights';
import { imageOf, slide } from './windows';

export const conv2D: LayerDefinition<Conv2DConfig> = {
  type: 'Conv2D',
  category: 'convolution',
  description: 'Learned filters that slide over an image and give one output channel each.',
  arity: 'one',
  parameters: [
    {
      kind: 'integer',
      name: 'filters',
      min: 1,
      description: 'Number of filters, which is the number of output channels.',
    },
    { kind: 'pair', name: 'kernelSize', min: 1, description: 'Height and width of a filter.' },
    {
      kind: 'pair',
      name: 'strides',
      min: 1,
      default: [1, 1],
      description: 'How far the filter moves down and across.',
    },
    paddingParameter,
    activationParameter,
    ...weightParameters,
  ],
  initialParameters: { filters: 8, kernelSize: 3 },
  toConfig: (values) => ({
    type: 'Conv2D',
    filters: values.get('filters') as number,
    kernelSize: values.get('kernelSize') as Pair,
    strides: values.get('strides') as Pair,
    padding: values.get('padding') as Padding,
    activation: values.get('activation') as Activation,
    useBias: values.get('useBias') as boolean,
    kernelInitializer: values.get('kernelInitializer') as Initializer,
    biasInitializer: values.get('biasInitializer') as Initializer,
  }),
  infer(id, config, inputs) {
    const from = firstInput(inputs);
    const layer = `Conv2D ${quote(id)}`;
    const found = imageOf(layer, from);
    if (!found.ok) return found;
    const { kernelSize, strides, padding, filters } = config;
    const slid = slide(layer, from.id, found.image, {
      parameter: 'kernelSize',
      size: kernelSize,
      strides,
      padding,
    });
    if (!slid.ok) return slid;
    const inChannels = found.image[2];
    const window = kernelSize[0] * kernelSize[1];
    const weights = kernelAndBias(id, {
      kernelShape: [...kernelSize, inChannels, filters],
      units: filters,
      fanIn: window * inChannels,
      fanOut: window * filters,
      config,
    });
    const outputShape = [...slid.size, filters];
    return { ok: true, outputShape, weights, multiplyAdds: elementCount(outputShape) * window * inChannels };
  },
};
