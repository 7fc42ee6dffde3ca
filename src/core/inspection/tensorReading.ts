/**
 * All that is shown of one tensor: its figures, its histogram and its picture.
 */
import type { Network, NetworkLayer } from '../network/network';
import type { WeightTensor } from '../weights/weightMap';
import type { TensorReading } from './readings';
import { histogramOf, statisticsOf } from './statistics';
import { tensorPicture } from './tensorPicture';

/**
 * Reads a tensor that belongs to one of the layer's weights: the weight itself, its gradient or its change.
 * @throws RangeError when the layer has no weight of that name.
 */
export function readTensor(
  network: Network,
  layer: NetworkLayer,
  name: string,
  tensor: WeightTensor,
): TensorReading {
  const spec = layer.weights.find((weight) => weight.name === name);
  if (spec === undefined) throw new RangeError(`Layer "${layer.id}" has no weight "${name}".`);
  const statistics = statisticsOf(tensor.values);
  return {
    name,
    role: spec.role,
    shape: tensor.shape,
    statistics,
    histogram: histogramOf(tensor.values, statistics),
    picture: tensorPicture(network, layer, tensor),
  };
}
