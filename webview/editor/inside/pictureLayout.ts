/** How large a picture of weights is drawn. Pure. */
import { mosaicOf } from '../../../src/core/inspection/mosaic';
import type { TensorPicture } from '../../../src/core/inspection/readings';

export interface PictureLayout {
  /** Tiles in a row. */
  readonly columns: number;
  /** Pixels of the page for one number. */
  readonly zoom: number;
}

/** What a tile is enlarged to, as far as whole pixels do it. */
const TILE = 24;
const MAX_ZOOM = 12;
const BAR_ZOOM = 7;

/** Enlarges small tiles by whole pixels, and puts as many into a row as there is room for. */
export function pictureLayout(picture: TensorPicture, room: number): PictureLayout {
  const { kind, tileWidth } = picture;
  if (kind === 'heatMap') {
    return { columns: 1, zoom: within(Math.floor(room / tileWidth), 1, MAX_ZOOM) };
  }
  const zoom = kind === 'bars' ? BAR_ZOOM : within(Math.floor(TILE / tileWidth), 1, MAX_ZOOM);
  const { columns } = mosaicOf(picture, { maxWidth: Math.floor(room / zoom) });
  return { columns: Math.max(1, columns), zoom };
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
