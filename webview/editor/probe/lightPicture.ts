/** The small picture of what a probe leaves in a layer: the channels of an image as tiles, a vector as cells. Pure. */
import type { Shape } from '../../../src/core/shape';
import { asImage } from '../../../src/core/inspection/inputGeometry';
import { mosaicOf } from '../../../src/core/inspection/mosaic';
import type { TensorPicture } from '../../../src/core/inspection/readings';
import { barsPicture, tilesPicture } from '../../../src/core/inspection/valuesPicture';

export interface LightPicture {
  readonly picture: TensorPicture;
  readonly columns: number;
  /** Pixels of the page for one number; below 1 where the picture is larger than its place. */
  readonly zoom: number;
}

const MAX_TILES = 36;
/** Of all tiles together, at least one tile aside. */
const MAX_PIXELS = 2 ** 14;
const MAX_CELLS = 4096;
const MAX_ZOOM = 14;

/** Draws a layer's activations or δ into a square place of so many pixels of the page. */
export function lightPicture(shape: Shape, values: Float32Array, side: number): LightPicture {
  return laidOut(pictureOf(shape, values), side);
}

/** Lays a picture out to fill a square place as well as whole pixels do. */
export function laidOut(picture: TensorPicture, side: number): LightPicture {
  const columns = columnsFor(picture);
  const width = columns * picture.tileWidth;
  const { height } = mosaicOf(picture, { maxWidth: width + columns });
  const zoom = Math.min(MAX_ZOOM, side / Math.max(1, width, height));
  return { picture, columns, zoom: zoom < 1 ? zoom : Math.floor(zoom) };
}

function pictureOf(shape: Shape, values: Float32Array): TensorPicture {
  const image = asImage(shape);
  if (image === undefined) return barsPicture(values, `${values.length} values`, MAX_CELLS);
  const [height, width, channels] = image;
  const tiles = Math.max(1, Math.min(channels, MAX_TILES, Math.floor(MAX_PIXELS / (height * width))));
  const shown = tiles < channels ? `first ${tiles} of ${channels} channels` : `${channels} channels`;
  return tilesPicture(values, [height, width, 1], channels, {
    tiles,
    caption: channels === 1 ? `${height} × ${width}` : `${height} × ${width}, ${shown}`,
  });
}

/** So that the whole is about as wide as high, and its last row full where that can be. */
function columnsFor({ tiles, tileWidth, tileHeight }: TensorPicture): number {
  const even = Math.max(1, Math.ceil(Math.sqrt((tiles * tileHeight) / Math.max(1, tileWidth))));
  for (let columns = even; columns <= 2 * even; columns++) {
    if (tiles % columns === 0) return columns;
  }
  return Math.min(even, Math.max(1, tiles));
}
