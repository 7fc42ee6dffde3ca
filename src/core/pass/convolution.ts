/**
 * Conv2D layers: z = x ∗ W + b (a cross-correlation) with the kernel as [height, width, inChannels, filters].
 */
import { forEachTap, type WindowGrid } from './windowTaps';

/** z, [rows, columns, filters]. */
export function convolve(
  x: Float64Array,
  kernel: Float32Array,
  bias: Float32Array | undefined,
  filters: number,
  grid: WindowGrid,
): Float64Array {
  const channels = grid.image[2] ?? 0;
  const z = new Float64Array(grid.windows[0] * grid.windows[1] * filters);
  if (bias !== undefined) for (let start = 0; start < z.length; start += filters) z.set(bias, start);
  forEachTap(grid, (window, pixel, tap) => {
    for (let channel = 0; channel < channels; channel++) {
      const input = x[pixel * channels + channel] ?? 0;
      if (input === 0) continue;
      const from = (tap * channels + channel) * filters;
      const to = window * filters;
      for (let f = 0; f < filters; f++) z[to + f] = (z[to + f] ?? 0) + input * (kernel[from + f] ?? 0);
    }
  });
  return z;
}

/** ∂/∂x: every pixel gathers from the windows that see it. */
export function convolutionByInput(
  delta: Float64Array,
  kernel: Float32Array,
  filters: number,
  grid: WindowGrid,
): Float64Array {
  const [height = 0, width = 0, channels = 0] = grid.image;
  const byInput = new Float64Array(height * width * channels);
  forEachTap(grid, (window, pixel, tap) => {
    for (let channel = 0; channel < channels; channel++) {
      const from = (tap * channels + channel) * filters;
      let sum = 0;
      for (let f = 0; f < filters; f++) sum += (kernel[from + f] ?? 0) * (delta[window * filters + f] ?? 0);
      byInput[pixel * channels + channel] = (byInput[pixel * channels + channel] ?? 0) + sum;
    }
  });
  return byInput;
}

/** ∂/∂W: every weight gathers from the windows that it is part of. */
export function convolutionByKernel(
  x: Float64Array,
  delta: Float64Array,
  filters: number,
  grid: WindowGrid,
): Float64Array {
  const channels = grid.image[2] ?? 0;
  const byKernel = new Float64Array(grid.size[0] * grid.size[1] * channels * filters);
  forEachTap(grid, (window, pixel, tap) => {
    for (let channel = 0; channel < channels; channel++) {
      const input = x[pixel * channels + channel] ?? 0;
      const to = (tap * channels + channel) * filters;
      for (let f = 0; f < filters; f++) {
        byKernel[to + f] = (byKernel[to + f] ?? 0) + input * (delta[window * filters + f] ?? 0);
      }
    }
  });
  return byKernel;
}
