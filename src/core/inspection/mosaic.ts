/**
 * A picture's tiles laid out in rows, and painted: one pixel a number, one empty pixel between two tiles.
 */
import type { ColourMap } from './colours';
import type { TensorPicture } from './readings';

export interface Painted {
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Bytes R, G, B, A row by row, [height, width, 4]; gaps are transparent. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

const GAP = 1;

/** @param columns Tiles in a row. */
export function paintPicture(picture: TensorPicture, columns: number, map: ColourMap): Painted {
  const { tileWidth, tileHeight, tiles, levels } = picture;
  const width = pixels(Math.min(columns, tiles), tileWidth);
  const height = pixels(Math.ceil(tiles / columns), tileHeight);
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
  return { width, height, rgba };
}

function pixels(count: number, size: number): number {
  return count === 0 ? 0 : count * (size + GAP) - GAP;
}
