/**
 * A picture's tiles laid out in rows, and painted: one pixel a number, one empty pixel between two tiles.
 */
import type { ColourMap } from './colours';
import type { TensorPicture } from './readings';

export interface Mosaic {
  readonly columns: number;
  readonly rows: number;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

const GAP = 1;

type Tiled = Pick<TensorPicture, 'tileWidth' | 'tileHeight' | 'tiles'>;

/** Rows of as many tiles as bring the whole nearest to the wanted ratio of width to height. */
export function mosaicOf({ tileWidth, tileHeight, tiles }: Tiled, ratio = 1.6): Mosaic {
  const wanted = Math.sqrt((tiles * ratio * tileHeight) / Math.max(1, tileWidth));
  const columns = Math.max(1, Math.min(tiles, Math.round(wanted)));
  const rows = Math.ceil(tiles / columns);
  const pixels = (count: number, size: number): number => count * (size + GAP) - GAP;
  return { columns, rows, width: pixels(columns, tileWidth), height: pixels(rows, tileHeight) };
}

/** The tile at a pixel, or `undefined` in a gap and where there is none. */
export function tileAt(
  { tileWidth, tileHeight, tiles }: Tiled,
  { columns }: Mosaic,
  x: number,
  y: number,
): number | undefined {
  const [column, row] = [Math.floor(x / (tileWidth + GAP)), Math.floor(y / (tileHeight + GAP))];
  if (x < 0 || y < 0 || column >= columns) return undefined;
  if (x % (tileWidth + GAP) >= tileWidth || y % (tileHeight + GAP) >= tileHeight) return undefined;
  const tile = row * columns + column;
  return tile < tiles ? tile : undefined;
}

/** Bytes R, G, B, A row by row, [height, width, 4]; gaps are transparent. */
export function paintPicture(
  picture: TensorPicture,
  { columns, width, height }: Mosaic,
  map: ColourMap,
): Uint8ClampedArray<ArrayBuffer> {
  const { tileWidth, tileHeight, tiles, levels } = picture;
  const rgba = new Uint8ClampedArray(width * height * 4);
  let next = 0;
  for (let tile = 0; tile < tiles; tile++) {
    const left = (tile % columns) * (tileWidth + GAP);
    const top = Math.floor(tile / columns) * (tileHeight + GAP);
    for (let row = 0; row < tileHeight; row++) {
      let at = ((top + row) * width + left) * 4;
      for (let column = 0; column < tileWidth; column++) {
        const [red, green, blue] = map.colourOf(levels[next++] ?? 0);
        rgba[at++] = red;
        rgba[at++] = green;
        rgba[at++] = blue;
        rgba[at++] = 255;
      }
    }
  }
  return rgba;
}
