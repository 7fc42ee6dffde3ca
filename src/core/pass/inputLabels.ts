/**
 * What the numbers that come into a unit are called: the one naming of written-out sums and of the table of weights.
 */
import { sourceThrough } from '../inspection/inputGeometry';
import type { LayerType } from '../layers/layerConfig';
import type { Network, NetworkLayer } from '../network/network';
import type { Shape } from '../shape';

/** Layers that hand on the very numbers that they get. */
const RESHAPING: ReadonlySet<LayerType> = new Set(['Flatten', 'Reshape', 'Dropout']);

/**
 * Names the numbers that come into a unit of a layer by their place, row-major: those of a Dense neuron by the layer that
 * computed them, through any reshaping; those of a filter by their place in it.
 */
export function inputLabels(network: Network, layer: NetworkLayer): (index: number) => string {
  if (layer.config.type === 'Conv2D') {
    const filter = [...layer.config.kernelSize, layer.inputShapes[0]?.[2] ?? 1];
    return (index) => imagePlace(filter, index);
  }
  const { id, config, outputShape } = sourceThrough(network, layer, RESHAPING) ?? layer;
  if (outputShape.length < 2) return (index) => `${id} ${index}`;
  if (config.type !== 'Input') return (index) => `${id}, ${imagePlace(outputShape, index)}`;
  return (index) => {
    const [row, column, channel] = placeIn(outputShape, index);
    const pixel = `pixel (${row}, ${column})`;
    return (outputShape[2] ?? 1) > 1 ? `${pixel} of channel ${channel}` : pixel;
  };
}

function imagePlace(shape: Shape, index: number): string {
  const [row, column, channel] = placeIn(shape, index);
  const place = `row ${row}, column ${column}`;
  return (shape[2] ?? 1) > 1 ? `${place} of channel ${channel}` : place;
}

function placeIn(shape: Shape, index: number): readonly [number, number, number] {
  const [, width = 1, channels = 1] = shape;
  const pixel = Math.floor(index / channels);
  return [Math.floor(pixel / width), pixel % width, index % channels];
}
