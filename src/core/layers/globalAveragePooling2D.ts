/** One number a channel: its mean over the whole image. */
import { quote } from '../wording';
import type { GlobalAveragePooling2DConfig } from './layerConfig';
import type { LayerDefinition } from './layerDefinition';
import { firstInput } from './layerInputs';
import { imageOf } from './windows';

export const globalAveragePooling2D: LayerDefinition<GlobalAveragePooling2DConfig> = {
  type: 'GlobalAveragePooling2D',
  category: 'pooling',
  description: 'Shrinks an image to the mean of each channel.',
  arity: 'one',
  parameters: [],
  initialParameters: {},
  toConfig: () => ({ type: 'GlobalAveragePooling2D' }),
  infer(id, _config, inputs) {
    const found = imageOf(`GlobalAveragePooling2D ${quote(id)}`, firstInput(inputs));
    return found.ok ? { ok: true, outputShape: [found.image[2]], weights: [], multiplyAdds: 0 } : found;
  },
};
