/** What the probe leaves in a layer as a picture: one tile a channel of an image, bars of everything else. Pure. */
import { asImage } from '../../../src/core/inspection/inputGeometry';
import type { TensorPicture } from '../../../src/core/inspection/readings';
import { tilesPicture, valuesPicture } from '../../../src/core/inspection/valuesPicture';
import type { Shape } from '../../../src/core/shape';

const MAX_CHANNELS = 256;

export function lightPicture(shape: Shape, values: Float32Array): TensorPicture {
  const image = asImage(shape);
  if (image === undefined) return valuesPicture(shape, values);
  const [height, width, channels] = image;
  const tiles = Math.min(channels, MAX_CHANNELS);
  const size = `${height} × ${width}`;
  const caption =
    channels === 1
      ? size
      : `${size}, one tile a channel${tiles < channels ? `, the first ${tiles} of ${channels}` : ''}`;
  return tilesPicture(values, [height, width, 1], channels, { tiles, caption });
}
