/**
 * Which Dense layers look at the input's image itself, so that the weights of a neuron make a picture of it.
 */
import type { LayerId } from '../graph/graph';
import type { LayerType } from '../layers/layerConfig';
import type { Network } from '../network/network';
import type { Shape } from '../shape';

/** Layers that hand on as many elements as they get, in the same order. */
const IN_PLACE: ReadonlySet<LayerType> = new Set<LayerType>([
  'Flatten',
  'Reshape',
  'Dropout',
  'Activation',
  'BatchNormalization',
]);

/**
 * The input's shape, [height, width] or [height, width, channels], when the layer is a Dense whose inputs are the input's elements in
 * their order; otherwise `undefined`.
 */
export function imageSeenBy(network: Network, id: LayerId): Shape | undefined {
  const layers = new Map(network.layers.map((layer) => [layer.id, layer]));
  let layer = layers.get(id);
  // A Dense works on the last axis: it sees a whole image only where that has been laid out in one row.
  if (layer?.config.type !== 'Dense' || layer.inputShapes[0]?.length !== 1) return undefined;
  do {
    layer = layers.get(layer.inputs[0] ?? '');
  } while (layer !== undefined && IN_PLACE.has(layer.config.type));
  if (layer?.config.type !== 'Input') return undefined;
  const { inputShape } = network;
  return inputShape.length === 2 || inputShape.length === 3 ? inputShape : undefined;
}
