/**
 * Numbers as levels of a diverging map, laid out as a picture: the one place that knows how.
 */
import { elementCount, type Shape } from '../shape';
import { asImage, type ImageShape } from './inputGeometry';
import type { TensorPicture } from './readings';
import { greatestMagnitude, type Numbers } from './statistics';

/** The level of a value that is NaN or infinite. */
export const NOT_FINITE = -128;

/** The level that stands for a value when 127 stands for `scale`. */
export function levelOf(value: number, scale: number): number {
  if (!Number.isFinite(value)) return NOT_FINITE;
  return scale === 0 ? 0 : Math.round((127 * value) / scale);
}

/** One value a bar, the first `limit` of them. */
export function barsPicture(values: Numbers, caption: string, limit: number): TensorPicture {
  const scale = greatestMagnitude(values);
  const tiles = Math.min(values.length, limit);
  const levels = Int8Array.from({ length: tiles }, (_, i) => levelOf(values[i] ?? NaN, scale));
  return {
    kind: 'bars',
    tileWidth: 1,
    tileHeight: 1,
    tiles,
    totalTiles: values.length,
    levels,
    scale,
    caption,
  };
}

/** Tiles of images [height, width, channels, units], the channels of one side by side. */
export function tilesPicture(
  values: Numbers,
  [height, width, channels]: ImageShape,
  units: number,
  shown: { readonly tiles: number; readonly caption: string },
): TensorPicture {
  const scale = greatestMagnitude(values);
  const tileWidth = width * channels;
  const levels = new Int8Array(shown.tiles * height * tileWidth);
  let at = 0;
  for (let unit = 0; unit < shown.tiles; unit++) {
    for (let y = 0; y < height; y++) {
      for (let channel = 0; channel < channels; channel++) {
        for (let x = 0; x < width; x++) {
          const index = ((y * width + x) * channels + channel) * units + unit;
          levels[at++] = levelOf(values[index] ?? NaN, scale);
        }
      }
    }
  }
  return { kind: 'tiles', tileWidth, tileHeight: height, totalTiles: units, levels, scale, ...shown };
}

const MAX_BARS = 4096;

/** One tile of an image, channels side by side, or bars where the shape is no image: activations, saliency, δ. */
export function valuesPicture(shape: Shape, values: Numbers): TensorPicture {
  if (values.length !== elementCount(shape)) {
    throw new Error(
      `A picture of ${elementCount(shape)} values was asked for, but there are ${values.length}; give one a place of the shape.`,
    );
  }
  const image = asImage(shape);
  return image === undefined
    ? barsPicture(values, `${values.length} values`, MAX_BARS)
    : tilesPicture(values, image, 1, { tiles: 1, caption: imageCaption(image) });
}

/** "28 × 28", "3 × 3, 8 channels side by side" */
export function imageCaption([height, width, channels]: ImageShape): string {
  const size = `${height} × ${width}`;
  return channels === 1 ? size : `${size}, ${channels} channels side by side`;
}
