/** How large a picture of weights is drawn. Pure. */
import { mosaicOf } from '../../../src/core/inspection/mosaic';
import type { TensorPicture } from '../../../src/core/inspection/readings';

export interface PictureLayout {
  /** Tiles in a row. */
  readonly columns: number;
  /** Pixels of the page for one number. */
  readonly zoom: number;
}

interface Sizes {
  /** What one number is enlarged to at least and at most. */
  readonly least: number;
  readonly most: number;
  /** What is enlarged further than that is no higher. */
  readonly height: number;
}

/** A tile is about as wide as this at least, as far as whole pixels do it. */
const TILE = 24;
const MAX_ZOOM = 12;

/** Enlarges by whole pixels: few tiles or bars further than many, with as many in a row as there is room for. */
export function pictureLayout(picture: TensorPicture, room: number): PictureLayout {
  const { kind, tileWidth } = picture;
  if (kind === 'heatMap') {
    return { columns: 1, zoom: within(Math.floor(room / tileWidth), 1, MAX_ZOOM) };
  }
  const { least, most, height } = sizesOf(picture);
  for (let zoom = most; zoom > least; zoom--) {
    const mosaic = mosaicOf(picture, { maxWidth: Math.floor(room / zoom) });
    if (mosaic.width * zoom <= room && mosaic.height * zoom <= height)
      return { columns: mosaic.columns, zoom };
  }
  return { columns: mosaicOf(picture, { maxWidth: Math.floor(room / least) }).columns, zoom: least };
}

function sizesOf({ kind, tileWidth }: TensorPicture): Sizes {
  if (kind === 'bars') return { least: 7, most: 24, height: 56 };
  return { least: within(Math.floor(TILE / tileWidth), 1, MAX_ZOOM), most: MAX_ZOOM, height: 230 };
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
