/** Where the units of a layer lie in its picture, and what the picture says of one. Pure. */
import { mosaicIn } from '../../../src/core/inspection/mosaic';
import type { TensorPicture } from '../../../src/core/inspection/readings';
import { NOT_FINITE } from '../../../src/core/inspection/valuesPicture';

/** A place in a picture, as shares of its width and height. */
export interface PicturePlace {
  readonly x: number;
  readonly y: number;
}

export interface PictureBox extends PicturePlace {
  readonly width: number;
  readonly height: number;
}

/** Units that are in the picture: tiles, or the columns of a heat map. */
export function unitCount({ kind, tiles, tileWidth }: TensorPicture): number {
  return kind === 'heatMap' ? tileWidth : tiles;
}

/** The unit at a place; `undefined` between tiles and outside. */
export function unitAt(picture: TensorPicture, columns: number, { x, y }: PicturePlace): number | undefined {
  if (x < 0 || y < 0 || x >= 1 || y >= 1) return undefined;
  const mosaic = mosaicIn(picture, columns);
  const column = Math.floor(x * mosaic.width);
  return picture.kind === 'heatMap' ? column : mosaic.tileAt(column, Math.floor(y * mosaic.height));
}

/** Where a unit lies. */
export function unitBox(picture: TensorPicture, columns: number, unit: number): PictureBox {
  if (picture.kind === 'heatMap') {
    return { x: unit / picture.tileWidth, y: 0, width: 1 / picture.tileWidth, height: 1 };
  }
  const { width, height, placeOf } = mosaicIn(picture, columns);
  const [x, y] = placeOf(unit);
  return {
    x: x / width,
    y: y / height,
    width: picture.tileWidth / width,
    height: picture.tileHeight / height,
  };
}

/** The unit that a key leads to; `undefined` for keys that lead nowhere. */
export function unitByKey(
  picture: TensorPicture,
  columns: number,
  unit: number,
  key: string,
): number | undefined {
  const row = picture.kind === 'heatMap' ? 1 : columns;
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -row,
    ArrowDown: row,
    PageUp: -10 * row,
    PageDown: 10 * row,
    Home: -Infinity,
    End: Infinity,
  };
  const step = steps[key];
  return step === undefined ? undefined : Math.max(0, Math.min(unit + step, unitCount(picture) - 1));
}

/** The unit's own tile, for a picture of that alone; `undefined` where it is no image. */
export function unitTile(picture: TensorPicture, unit: number): TensorPicture | undefined {
  if (picture.kind !== 'tiles') return undefined;
  const size = picture.tileWidth * picture.tileHeight;
  const levels = picture.levels.subarray(unit * size, (unit + 1) * size);
  return { ...picture, tiles: 1, totalTiles: 1, levels, caption: '' };
}

/** The least and greatest number that the picture shows of a unit, as exactly as its levels are; `undefined` without any. */
export function unitRange(
  picture: TensorPicture,
  unit: number,
): { readonly min: number; readonly max: number } | undefined {
  const { kind, levels, tileWidth, tileHeight, scale } = picture;
  let [min, max] = [Infinity, -Infinity];
  const take = (level = NOT_FINITE): void => {
    if (level === NOT_FINITE) return;
    min = Math.min(min, level);
    max = Math.max(max, level);
  };
  if (kind === 'heatMap') {
    for (let row = 0; row < tileHeight; row++) take(levels[row * tileWidth + unit]);
  } else {
    const size = tileWidth * tileHeight;
    levels.subarray(unit * size, (unit + 1) * size).forEach(take);
  }
  return min > max ? undefined : { min: (min * scale) / 127, max: (max * scale) / 127 };
}
