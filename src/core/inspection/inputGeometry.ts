/**
 * Which Dense layers see the network's image, number for number: their weights can be drawn as the image is.
 */
import type { LayerId } from '../graph/graph';
import type { LayerType } from '../layers/layerConfig';
import type { Network, NetworkLayer } from '../network/network';
import type { Shape } from '../shape';

/** An image's height, width and channels. */
export type ImageShape = readonly [number, number, number];

/** Layers that hand on their input's numbers one by one in the same order, whatever they do to each. */
const KEEPS_ORDER: ReadonlySet<LayerType> = new Set([
  'Flatten',
  'Reshape',
  'Dropout',
  'Activation',
  'BatchNormalization',
]);

/** [height, width, channels] of a shape that is an image; a matrix has one channel. */
export function asImage(shape: Shape): ImageShape | undefined {
  const [height, width, channels = 1] = shape;
  return height === undefined || width === undefined || shape.length > 3
    ? undefined
    : [height, width, channels];
}

/** The image whose numbers, in their order, are a Dense layer's inputs; `undefined` for every other layer. */
export function imageOf(network: Network, layer: LayerId): ImageShape | undefined {
  const start = network.layers.find(({ id }) => id === layer);
  if (start?.config.type !== 'Dense') return undefined;
  const source = sourceThrough(network, start, KEEPS_ORDER);
  return source?.config.type === 'Input' ? asImage(source.outputShape) : undefined;
}

/** The layer whose output comes into a layer's first input, seen through layers of the given types. */
export function sourceThrough(
  network: Network,
  layer: NetworkLayer,
  types: ReadonlySet<LayerType>,
): NetworkLayer | undefined {
  const layers = new Map(network.layers.map((each) => [each.id, each]));
  let source = layers.get(layer.inputs[0] ?? '');
  while (source !== undefined && types.has(source.config.type)) {
    source = layers.get(source.inputs[0] ?? '');
  }
  return source;
}
