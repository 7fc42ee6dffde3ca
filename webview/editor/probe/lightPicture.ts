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

/** Room for a picture, in pixels of the page. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

const MAX_TILES = 36;
/** Of all tiles together, at least one tile aside. */
const MAX_PIXELS = 2 ** 14;
const MAX_CELLS = 4096;
const MAX_ZOOM = 14;
/** From here on a part of a pixel more is nothing that anyone would see. */
const WHOLE_ZOOM = 3;

/** Draws a layer's activations or δ. */
export function lightPicture(shape: Shape, values: Float32Array, room: Room): LightPicture {
  return laidOut(pictureOf(shape, values), room);
}

/** Lays a picture out to fill its room. */
export function laidOut(picture: TensorPicture, room: Room): LightPicture {
  const columns = columnsFor(picture, room.width / room.height);
  const maxWidth = picture.kind === 'bars' ? columns : columns * (picture.tileWidth + 1);
  const { width, height } = mosaicOf(picture, { maxWidth });
  const zoom = Math.min(MAX_ZOOM, room.width / Math.max(1, width), room.height / Math.max(1, height));
  return { picture, columns, zoom: zoom < WHOLE_ZOOM ? zoom : Math.floor(zoom) };
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

/** So that the whole is about as wide for its height as its room, and its last row full where that can be. */
function columnsFor({ tiles, tileWidth, tileHeight }: TensorPicture, widthToHeight: number): number {
  const wish = Math.ceil(Math.sqrt((tiles * tileHeight * widthToHeight) / Math.max(1, tileWidth)) - 0.5);
  const even = Math.max(1, Math.min(tiles, wish));
  for (let more = 0; more <= even / 2; more++) {
    if (tiles % (even + more) === 0) return even + more;
    if (tiles % (even - more) === 0) return even - more;
  }
  return even;
}
