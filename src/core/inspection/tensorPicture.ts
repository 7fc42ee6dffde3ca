/**
 * From the weights of a layer to a picture of them: which numbers make a tile, in which order.
 *
 * A picture holds levels around zero and no colours; see `colours`.
 */
import type { Network, NetworkLayer } from '../network/network';
import { elementCount, type Shape } from '../shape';
import type { WeightTensor } from '../weights/weightMap';
import { imageSeenBy } from './inputGeometry';
import type { TensorPicture } from './readings';

/** More tiles than this cannot be told apart; the table shows all. */
const MAX_TILES = 256;
const MAX_ROWS = 1024;
const MAX_COLUMNS = 512;

/** Stands for a value that is not finite. */
export const NOT_FINITE = -128;
/** The level of the greatest magnitude. */
export const FULL = 127;

/** A picture of one of the layer's tensors. */
export function tensorPicture(
  network: Network,
  layer: NetworkLayer,
  { shape, values }: WeightTensor,
): TensorPicture {
  const scale = scaleOf(values);
  if (shape.length === 1) return bars(values, scale);
  if (shape.length === 4) return filters(shape, values, scale);
  const [inputs = 0, units = 0] = shape;
  const image = imageSeenBy(network, layer.id);
  return image === undefined
    ? heatMap(inputs, units, values, scale)
    : neurons(image, inputs, units, values, scale);
}

/** The greatest magnitude of the finite values; 0 where there is none. */
export function scaleOf(values: Float32Array): number {
  let scale = 0;
  for (const value of values) {
    const magnitude = Math.abs(value);
    if (magnitude > scale && magnitude < Infinity) scale = magnitude;
  }
  return scale;
}

/** round(127 · value / scale); `NOT_FINITE` for a value that is not finite. */
export function levelOf(value: number, scale: number): number {
  if (!Number.isFinite(value)) return NOT_FINITE;
  return scale === 0 ? 0 : Math.round((FULL * value) / scale);
}

function bars(values: Float32Array, scale: number): TensorPicture {
  const tiles = Math.min(values.length, MAX_ROWS);
  return {
    kind: 'bars',
    tileWidth: 1,
    tileHeight: 1,
    tiles,
    totalTiles: values.length,
    levels: Int8Array.from({ length: tiles }, (_, unit) => levelOf(values[unit] ?? 0, scale)),
    scale,
    caption: shown('one bar a unit', tiles, values.length),
  };
}

function heatMap(inputs: number, units: number, values: Float32Array, scale: number): TensorPicture {
  const [rows, columns] = [Math.min(inputs, MAX_ROWS), Math.min(units, MAX_COLUMNS)];
  const levels = new Int8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      levels[row * columns + column] = levelOf(values[row * units + column] ?? 0, scale);
    }
  }
  const cut =
    rows < inputs || columns < units
      ? `, the first ${rows} × ${columns} of ${inputs} × ${units}`
      : `, ${inputs} × ${units}`;
  return {
    kind: 'heatMap',
    tileWidth: columns,
    tileHeight: rows,
    tiles: 1,
    totalTiles: 1,
    levels,
    scale,
    caption: `rows are inputs, columns units${cut}`,
  };
}

/** Kernel [inputs, units], whose rows are the elements of an image [height, width, channels]. */
function neurons(
  image: Shape,
  inputs: number,
  units: number,
  values: Float32Array,
  scale: number,
): TensorPicture {
  const [height = 0, width = 0, channels = 1] = image;
  const at = (unit: number, element: number): number => values[element * units + unit] ?? 0;
  const picture = tilesOf(units, height, width, channels, at, scale);
  return {
    ...picture,
    caption: shown(
      `one tile a neuron, ${describeTile(height, width, channels)} of the input`,
      picture.tiles,
      inputs === elementCount(image) ? units : picture.totalTiles,
    ),
  };
}

/** Kernel [height, width, inChannels, filters]. */
function filters(shape: Shape, values: Float32Array, scale: number): TensorPicture {
  const [height = 0, width = 0, channels = 0, count = 0] = shape;
  const at = (filter: number, element: number): number => values[element * count + filter] ?? 0;
  const picture = tilesOf(count, height, width, channels, at, scale);
  return {
    ...picture,
    caption: shown(`one tile a filter, ${describeTile(height, width, channels)}`, picture.tiles, count),
  };
}

/**
 * Tiles with the channels side by side.
 * @param at The value of a unit's element, elements row-major in [height, width, channels].
 */
function tilesOf(
  units: number,
  height: number,
  width: number,
  channels: number,
  at: (unit: number, element: number) => number,
  scale: number,
): Omit<TensorPicture, 'caption'> {
  const tiles = Math.min(units, MAX_TILES);
  const tileWidth = width * channels;
  const levels = new Int8Array(tiles * height * tileWidth);
  for (let unit = 0; unit < tiles; unit++) {
    for (let element = 0; element < height * tileWidth; element++) {
      const channel = element % channels;
      const column = Math.floor(element / channels) % width;
      const row = Math.floor(element / tileWidth);
      const place = (unit * height + row) * tileWidth + channel * width + column;
      levels[place] = levelOf(at(unit, element), scale);
    }
  }
  return { kind: 'tiles', tileWidth, tileHeight: height, tiles, totalTiles: units, levels, scale };
}

function describeTile(height: number, width: number, channels: number): string {
  return `${height} × ${width}${channels > 1 ? `, ${channels} channels side by side` : ''}`;
}

function shown(what: string, here: number, total: number): string {
  return here < total ? `${what}, the first ${here} of ${total}` : what;
}
