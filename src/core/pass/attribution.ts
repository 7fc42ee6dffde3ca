/**
 * Which pixels an answer rests on: by derivative (saliency), and by covering them up (occlusion).
 *
 * Both are about one class. Where the output is a single value it speaks for class 1; class 0 is its opposite.
 */
import type { Network } from '../network/network';
import { elementCount, type Shape } from '../shape';
import type { WeightMap } from '../weights/weightMap';
import { backwardPass } from './backwardPass';
import { outputMaker } from './cost';
import { forwardPass, passOf } from './forwardPass';

export interface OcclusionOptions {
  /** Height and width of the patch, in pixels; 5 without it. */
  readonly patch?: number;
  /** How far the patch moves; 2 without it. */
  readonly stride?: number;
  /** Awaited before each place of the patch: lets others work, and stops the whole by rejecting. */
  readonly breathe: () => Promise<void>;
}

/** ∂z/∂x of the class's output, signed, in the input's shape. */
export function saliency(network: Network, weights: WeightMap, x: Float64Array, about: number): Float64Array {
  const { unit, opposite } = outputOf(network, about);
  const forward = forwardPass(network, weights, x);
  const { deltas } = backwardPass(network, weights, forward, { kind: 'output', unit });
  const byInput = deltas.get(network.layers[0]?.id ?? '') ?? new Float64Array(x.length);
  return opposite ? byInput.map((value) => -value) : byInput;
}

/**
 * How much the class's output a falls when a pixel is covered: the mean over the patches of zeros that cover it, in the
 * input's shape. Positive where the answer rests on the pixel.
 */
export async function occlusion(
  network: Network,
  weights: WeightMap,
  x: Float64Array,
  about: number,
  { patch = 5, stride = 2, breathe }: OcclusionOptions,
): Promise<Float64Array> {
  const { unit, opposite } = outputOf(network, about);
  const maker = outputMaker(network).id;
  const answer = (image: Float64Array): number =>
    passOf(forwardPass(network, weights, image), maker).a[unit] ?? Number.NaN;
  const whole = answer(x);
  const drops = new Float64Array(x.length);
  const covered = new Float64Array(x.length);
  const [height, width, channels] = imageAxes(network.inputShape);
  for (const top of patchStarts(height, patch, stride)) {
    for (const left of patchStarts(width, patch, stride)) {
      await breathe();
      const pixels = pixelsOf(top, left, patch, [height, width, channels]);
      const image = x.slice();
      for (const pixel of pixels) image[pixel] = 0;
      const drop = (whole - answer(image)) * (opposite ? -1 : 1);
      for (const pixel of pixels) {
        drops[pixel] = (drops[pixel] ?? 0) + drop;
        covered[pixel] = (covered[pixel] ?? 0) + 1;
      }
    }
  }
  return drops.map((sum, pixel) => sum / (covered[pixel] ?? 1));
}

function outputOf(network: Network, about: number): { readonly unit: number; readonly opposite: boolean } {
  const units = elementCount(network.outputShape);
  const classes = units === 1 ? 2 : units;
  if (!Number.isInteger(about) || about < 0 || about >= classes) {
    throw new RangeError(
      `The network tells classes 0 to ${classes - 1} apart, but class ${about} was asked for.`,
    );
  }
  return units === 1 ? { unit: 0, opposite: about === 0 } : { unit: about, opposite: false };
}

/** [height, width, channels]; a flat input is one row. */
function imageAxes(shape: Shape): readonly [number, number, number] {
  if (shape.length < 2) return [1, shape[0] ?? 0, 1];
  return [shape[0] ?? 0, shape[1] ?? 0, elementCount(shape.slice(2))];
}

/** So that every pixel is covered: the last patch ends at the edge, and none is farther from the next than its size. */
function patchStarts(size: number, patch: number, stride: number): number[] {
  const last = Math.max(0, size - patch);
  const step = Math.min(stride, patch);
  const count = Math.ceil(last / step) + 1;
  return Array.from({ length: count }, (_, index) => Math.min(index * step, last));
}

function pixelsOf(
  top: number,
  left: number,
  patch: number,
  [height, width, channels]: readonly [number, number, number],
): number[] {
  const pixels: number[] = [];
  for (let row = top; row < Math.min(top + patch, height); row++) {
    for (let column = left; column < Math.min(left + patch, width); column++) {
      for (let c = 0; c < channels; c++) pixels.push((row * width + column) * channels + c);
    }
  }
  return pixels;
}
