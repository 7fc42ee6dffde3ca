/**
 * Windows that slide over an image: what convolution and pooling have in common.
 */
import { describeShape, quote } from '../wording';
import type { LayerId } from '../graph/graph';
import type { Padding } from './layerConfig';
import type { Pair, Shape } from '../shape';
import type { InferenceProblem, LayerInput } from './layerDefinition';

/** Length of one axis after the windows: ⌈n/s⌉ with `same`, ⌊(n − k)/s⌋ + 1 with `valid` (TensorFlow's rule). */
function windowCount(size: number, window: number, stride: number, padding: Padding): number {
  return padding === 'same' ? Math.ceil(size / stride) : Math.floor((size - window) / stride) + 1;
}

/** An image [height, width, channels], or why the input is none. */
export function imageOf(
  layer: string,
  input: LayerInput,
): { readonly ok: true; readonly image: readonly [number, number, number] } | InferenceProblem {
  const [height, width, channels] = input.shape;
  if (input.shape.length === 3 && height !== undefined && width !== undefined && channels !== undefined) {
    return { ok: true, image: [height, width, channels] };
  }
  const advice =
    height !== undefined && width !== undefined && input.shape.length === 2
      ? `insert a Reshape layer with targetShape ${describeShape([height, width, 1])}`
      : 'insert a Reshape layer, or wire it before the image is flattened';
  return {
    ok: false,
    code: 'wrong-rank',
    message: `${layer} needs an image [height, width, channels], but ${quote(input.id)} outputs ${describeShape(input.shape)}; ${advice}.`,
  };
}

/** The image's height and width after the windows, or why they do not fit. */
export function slide(
  layer: string,
  inputId: LayerId,
  image: Shape,
  windows: {
    readonly parameter: string;
    readonly size: Pair;
    readonly strides: Pair;
    readonly padding: Padding;
  },
): { readonly ok: true; readonly size: Pair } | InferenceProblem {
  const [height = 0, width = 0] = image;
  const { size, strides, padding, parameter } = windows;
  if (padding === 'valid' && (size[0] > height || size[1] > width)) {
    return {
      ok: false,
      code: 'window-too-large',
      parameter,
      message: `${layer} has ${parameter} ${describeShape(size)}, larger than the ${String(height)} × ${String(width)} image from ${quote(inputId)}; make it smaller, or set padding to "same".`,
    };
  }
  return {
    ok: true,
    size: [
      windowCount(height, size[0], strides[0], padding),
      windowCount(width, size[1], strides[1], padding),
    ],
  };
}
