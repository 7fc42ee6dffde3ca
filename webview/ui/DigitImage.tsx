/** One image, pixel for pixel: grey ones as ink on the page's own ground, coloured ones as they are. */
import { useEffect, useRef } from 'react';

/** Bytes, row by row, of an image of [height, width, channels]; one channel where the shape has no third axis. */
export interface PixelImage {
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export interface DigitImageProps {
  /** `undefined` while it is on its way. */
  readonly image: PixelImage | undefined;
}

export function DigitImage({ image }: DigitImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height = 28, width = 28, channels = 1] = image?.shape ?? [];
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (image === undefined || context === null || context === undefined) return;
    const pixels = new ImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel++) {
      pixels.data.set(colourAt(image.bytes, pixel, channels), pixel * 4);
    }
    context.putImageData(pixels, 0, 0);
  }, [image, width, height, channels]);
  return (
    <canvas
      ref={canvas}
      className={channels === 1 ? 'digit digit-ink' : 'digit'}
      width={width}
      height={height}
      aria-hidden="true"
    />
  );
}

/** [red, green, blue, opacity]; ink is white here, and black on light themes by the style sheet. */
function colourAt(bytes: Uint8Array, pixel: number, channels: number): readonly number[] {
  const at = (channel: number): number => bytes[pixel * channels + channel] ?? 0;
  return channels === 1 ? [255, 255, 255, at(0)] : [at(0), at(1), at(2), 255];
}
