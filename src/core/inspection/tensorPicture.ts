/**
 * The picture of a layer's weights: one tile a unit where its weights are an image, a heat map or bars otherwise.
 *
 * In every kernel the last axis is the unit, so what comes into a unit is a strided slice in the order of the other axes.
 */
import type { WeightSpec } from '../layers/weights';
import type { Network, NetworkLayer } from '../network/network';
import { elementCount, type Shape } from '../shape';
import type { WeightTensor } from '../weights/weightMap';
import { imageOf, type ImageShape } from './inputGeometry';
import type { TensorPicture } from './readings';
import { greatestMagnitude } from './statistics';
import { barsPicture, imageCaption, levelOf, tilesPicture, valuesPicture } from './valuesPicture';

const MAX_TILES = 256;
/** Of all tiles together, at least one tile aside. */
const MAX_TILE_PIXELS = 2 ** 20;
const MAX_HEAT_MAP = { rows: 1024, columns: 512 } as const;
const MAX_BARS = 4096;

/** Draws one tensor of a layer. */
export function tensorPicture(
  network: Network,
  layer: NetworkLayer,
  role: WeightSpec['role'],
  { shape, values }: WeightTensor,
): TensorPicture {
  if (role !== 'kernel') return barsPicture(values, 'One bar a unit', MAX_BARS);
  const units = shape.at(-1) ?? 1;
  const image = incomingImage(network, layer);
  if (image === undefined) return heatMap(values, elementCount(shape.slice(0, -1)), units);
  const tiles = Math.min(units, MAX_TILES, Math.max(1, Math.floor(MAX_TILE_PIXELS / elementCount(image))));
  return tilesPicture(values, image, units, { tiles, caption: incomingCaption(layer, image) });
}

/** What comes into one unit of a kernel. @throws Error when the kernel has no such unit. */
export function unitWeights(
  { shape, values }: WeightTensor,
  unit: number,
): { readonly shape: Shape; readonly values: Float32Array } {
  const units = shape.at(-1) ?? 1;
  if (!Number.isInteger(unit) || unit < 0 || unit >= units) {
    throw new Error(
      `Unit ${unit} was asked for, but the kernel has ${units}; ask for one from 0 to ${units - 1}.`,
    );
  }
  const incoming = shape.slice(0, -1);
  const own = Float32Array.from(
    { length: elementCount(incoming) },
    (_, i) => values[i * units + unit] ?? NaN,
  );
  return { shape: incoming, values: own };
}

/** Draws what comes into one unit, on a scale of its own: one tile, or bars where it is no image. */
export function unitPicture(
  network: Network,
  layer: NetworkLayer,
  kernel: WeightTensor,
  unit: number,
): TensorPicture {
  const { values } = unitWeights(kernel, unit);
  const image = incomingImage(network, layer);
  return image === undefined
    ? barsPicture(values, 'One bar an input', MAX_BARS)
    : { ...valuesPicture(image, values), caption: incomingCaption(layer, image) };
}

/** The image that a unit's incoming weights are: a filter, or the network's input. */
function incomingImage(network: Network, { id, config, inputShapes }: NetworkLayer): ImageShape | undefined {
  return config.type === 'Conv2D' ? [...config.kernelSize, inputShapes[0]?.[2] ?? 1] : imageOf(network, id);
}

function incomingCaption({ config }: NetworkLayer, image: ImageShape): string {
  if (config.type !== 'Conv2D') {
    const [height, width, channels] = image;
    const pixels = `${height} × ${width} pixels of the input`;
    return channels === 1 ? pixels : `${pixels}, channels side by side`;
  }
  return imageCaption(image).replace(/\d+ channels/, 'input channels');
}

function heatMap(values: Float32Array, inputs: number, units: number): TensorPicture {
  const scale = greatestMagnitude(values);
  const rows = Math.min(inputs, MAX_HEAT_MAP.rows);
  const columns = Math.min(units, MAX_HEAT_MAP.columns);
  const levels = new Int8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      levels[row * columns + column] = levelOf(values[row * units + column] ?? NaN, scale);
    }
  }
  const caption = `${firstOf(rows, inputs, 'inputs')} down, ${firstOf(columns, units, 'units')} across`;
  return {
    kind: 'heatMap',
    tileWidth: columns,
    tileHeight: rows,
    tiles: 1,
    totalTiles: 1,
    levels,
    scale,
    caption,
  };
}

function firstOf(shown: number, total: number, what: string): string {
  return shown === total ? `${total} ${what}` : `first ${shown} of ${total} ${what}`;
}
