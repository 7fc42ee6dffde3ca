/**
 * A labelled set of images in memory, as IDX files hold it: one byte a pixel, one byte a label.
 */
import type { Shape } from '../shape';

export interface ExampleSet {
  readonly count: number;
  /** [height, width, channels]; IDX images have one channel. */
  readonly imageShape: Shape;
  /** count × height × width × channels bytes, 0 (background) to 255 (ink); engines scale them to [0, 1]. */
  readonly images: Uint8Array;
  /** count bytes, each below the dataset's number of classes. */
  readonly labels: Uint8Array;
}

export interface Dataset {
  /** What a person and the headless run's `start` event call it: `mnist`, `fashionMnist`, `syntheticDigits`, or `idx:` and a folder. */
  readonly name: string;
  /** Number of classes: one more than the greatest label. */
  readonly classes: number;
  readonly training: ExampleSet;
  readonly test: ExampleSet;
}
