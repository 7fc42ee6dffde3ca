/**
 * All that is shown of one tensor of a layer: figures, histogram and picture.
 */
import type { Network, NetworkLayer } from '../network/network';
import { describeShape, quote } from '../wording';
import type { WeightMap, WeightTensor } from '../weights/weightMap';
import { histogramOf } from './histogram';
import type { TensorReading } from './readings';
import { statisticsOf } from './statistics';
import { tensorPicture } from './tensorPicture';

/** Reads a tensor of a layer. @throws Error when the layer has none of this name and shape. */
export function readTensor(
  network: Network,
  layer: NetworkLayer,
  name: string,
  tensor: WeightTensor,
): TensorReading {
  const spec = layer.weights.find((weight) => weight.name === name);
  const shape = describeShape(tensor.shape);
  if (spec === undefined || describeShape(spec.shape) !== shape) {
    const expected = layer.weights.map((weight) => `${quote(weight.name)} ${describeShape(weight.shape)}`);
    throw new Error(
      `Layer ${quote(layer.id)} has no weight ${quote(name)} ${shape}; it has ${expected.join(', ') || 'none'}.`,
    );
  }
  const statistics = statisticsOf(tensor.values);
  return {
    name,
    role: spec.role,
    shape: tensor.shape,
    statistics,
    histogram: histogramOf(tensor.values, statistics),
    picture: tensorPicture(network, layer, spec.role, tensor),
  };
}

/** Reads those of a layer's tensors that there are, in the layer's order. */
export function readTensors(network: Network, layer: NetworkLayer, weights: WeightMap): TensorReading[] {
  return layer.weights.flatMap(({ name }) => {
    const tensor = weights.get(name);
    return tensor === undefined ? [] : [readTensor(network, layer, name, tensor)];
  });
}
