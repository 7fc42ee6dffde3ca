/** How large a picture of weights is drawn. Pure. */
import { mosaicOf } from '../../../src/core/inspection/mosaic';
import type { TensorPicture } from '../../../src/core/inspection/readings';

export interface PictureLayout {
  /** Tiles in a row. */
  readonly columns: number;
  /** Pixels of the page for one number, across. */
  readonly zoom: number;
  /** And down; the same but in heat maps, whose columns are to be pointed at. */
  readonly rowZoom: number;
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
const HEAT_MAP = { zoom: 24, height: 384 } as const;

/** Enlarges by whole pixels: few tiles or bars further than many, with as many in a row as there is room for. */
export function pictureLayout(picture: TensorPicture, room: number): PictureLayout {
  const { kind, tileWidth, tileHeight } = picture;
  if (kind === 'heatMap') {
    const zoom = within(Math.floor(room / tileWidth), 1, HEAT_MAP.zoom);
    return { columns: 1, zoom, rowZoom: within(Math.floor(HEAT_MAP.height / tileHeight), 1, MAX_ZOOM) };
  }
  const { least, most, height } = sizesOf(picture);
  for (let zoom = most; zoom > least; zoom--) {
    const mosaic = mosaicOf(picture, { maxWidth: Math.floor(room / zoom) });
    const { columns } = mosaic;
    if (mosaic.width * zoom <= room && mosaic.height * zoom <= height)
      return { columns, zoom, rowZoom: zoom };
  }
  const { columns } = mosaicOf(picture, { maxWidth: Math.floor(room / least) });
  return { columns, zoom: least, rowZoom: least };
}

function sizesOf({ kind, tileWidth, tiles }: TensorPicture): Sizes {
  if (kind === 'bars') return { least: 7, most: 24, height: 56 };
  const least = within(Math.floor(TILE / tileWidth), 1, MAX_ZOOM);
  return { least, most: tiles === 1 ? 4 * MAX_ZOOM : MAX_ZOOM, height: 230 };
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
