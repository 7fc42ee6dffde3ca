/**
 * Pooling layers, forwards and back, channel by channel.
 */
import { forEachTap, type WindowGrid } from './windowTaps';

/** The greatest value of each window. */
export function maxPool(x: Float64Array, grid: WindowGrid): Float64Array {
  return greatestOf(x, grid).map((place) => x[place] ?? Number.NaN);
}

/** ∂/∂x goes to the pixel that was the greatest, the first of equals. */
export function maxPoolByInput(x: Float64Array, delta: Float64Array, grid: WindowGrid): Float64Array {
  const byInput = new Float64Array(x.length);
  greatestOf(x, grid).forEach((place, output) => {
    byInput[place] = (byInput[place] ?? 0) + (delta[output] ?? 0);
  });
  return byInput;
}

/** The mean of the pixels that each window sees: with `same` padding of those inside the image only. */
export function averagePool(x: Float64Array, grid: WindowGrid): Float64Array {
  const channels = grid.image[2] ?? 0;
  const seen = pixelsSeen(grid);
  const means = new Float64Array(seen.length * channels);
  forEachTap(grid, (window, pixel) => {
    for (let channel = 0; channel < channels; channel++) {
      const to = window * channels + channel;
      means[to] = (means[to] ?? 0) + (x[pixel * channels + channel] ?? 0) / (seen[window] ?? 1);
    }
  });
  return means;
}

/** ∂/∂x is shared out equally among the pixels that a window saw. */
export function averagePoolByInput(delta: Float64Array, grid: WindowGrid): Float64Array {
  const [height = 0, width = 0, channels = 0] = grid.image;
  const seen = pixelsSeen(grid);
  const byInput = new Float64Array(height * width * channels);
  forEachTap(grid, (window, pixel) => {
    for (let channel = 0; channel < channels; channel++) {
      const to = pixel * channels + channel;
      byInput[to] = (byInput[to] ?? 0) + (delta[window * channels + channel] ?? 0) / (seen[window] ?? 1);
    }
  });
  return byInput;
}

/** Where the greatest value of each window and channel lies. */
function greatestOf(x: Float64Array, grid: WindowGrid): Float64Array {
  const channels = grid.image[2] ?? 0;
  const places = new Float64Array(grid.windows[0] * grid.windows[1] * channels).fill(-1);
  forEachTap(grid, (window, pixel) => {
    for (let channel = 0; channel < channels; channel++) {
      const place = pixel * channels + channel;
      const best = places[window * channels + channel] ?? -1;
      if (best < 0 || (x[place] ?? 0) > (x[best] ?? 0)) places[window * channels + channel] = place;
    }
  });
  return places;
}

function pixelsSeen(grid: WindowGrid): Float64Array {
  const seen = new Float64Array(grid.windows[0] * grid.windows[1]);
  forEachTap(grid, (window) => {
    seen[window] = (seen[window] ?? 0) + 1;
  });
  return seen;
}
