/**
 * The tiles of a picture laid out in rows, one pixel a number, and painted: the same pixels wherever they are shown.
 */
import type { Colour } from './colours';
import type { TensorPicture } from './readings';

export interface Mosaic {
  readonly columns: number;
  readonly rows: number;
  /** In pixels, of one pixel a number and the gaps between tiles. */
  readonly width: number;
  readonly height: number;
  /** The pixel at the upper left of a tile. */
  readonly placeOf: (tile: number) => readonly [x: number, y: number];
  /** The tile at a pixel; `undefined` in a gap and behind the last one. */
  readonly tileAt: (x: number, y: number) => number | undefined;
}

/** Pixels, four bytes each: red, green, blue and how opaque. */
export interface PaintedPicture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

/** Lays a picture's tiles out in as many columns as fit into a width, one at least. */
export function mosaicOf(picture: TensorPicture, { maxWidth }: { readonly maxWidth: number }): Mosaic {
  const gap = gapOf(picture);
  return mosaicIn(picture, Math.min(picture.tiles, Math.floor((maxWidth + gap) / (picture.tileWidth + gap))));
}

/** Paints a picture in so many columns by a map; gaps are transparent. */
export function paintPicture(
  picture: TensorPicture,
  columns: number,
  map: readonly Colour[],
): PaintedPicture {
  const { tiles, tileWidth, tileHeight, levels } = picture;
  const { width, height, placeOf } = mosaicIn(picture, columns);
  const rgba = new Uint8ClampedArray(width * height * 4);
  let at = 0;
  for (let tile = 0; tile < tiles; tile++) {
    const [left, top] = placeOf(tile);
    for (let y = top; y < top + tileHeight; y++) {
      for (let x = left; x < left + tileWidth; x++) {
        const colour = map[(levels[at++] ?? 0) + 128];
        const pixel = (y * width + x) * 4;
        rgba[pixel] = colour?.[0] ?? 0;
        rgba[pixel + 1] = colour?.[1] ?? 0;
        rgba[pixel + 2] = colour?.[2] ?? 0;
        rgba[pixel + 3] = 255;
      }
    }
  }
  return { width, height, rgba };
}

/** Bars stand side by side; other tiles a pixel apart. */
function gapOf({ kind }: TensorPicture): number {
  return kind === 'bars' ? 0 : 1;
}

/** Lays a picture's tiles out in so many columns. */
export function mosaicIn(picture: TensorPicture, wished: number): Mosaic {
  const { tiles, tileWidth, tileHeight } = picture;
  const gap = gapOf(picture);
  const columns = Math.max(1, wished);
  const rows = Math.ceil(tiles / columns);
  const [stepX, stepY] = [tileWidth + gap, tileHeight + gap];
  return {
    columns,
    rows,
    width: columns * stepX - gap,
    height: Math.max(0, rows * stepY - gap),
    placeOf: (tile) => [(tile % columns) * stepX, Math.floor(tile / columns) * stepY],
    tileAt(x, y) {
      const [column, row] = [Math.floor(x / stepX), Math.floor(y / stepY)];
      if (column < 0 || row < 0 || column >= columns) return undefined;
      if (x - column * stepX >= tileWidth || y - row * stepY >= tileHeight) return undefined;
      const tile = row * columns + column;
      return tile < tiles ? tile : undefined;
    },
  };
}
