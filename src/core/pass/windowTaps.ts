/**
 * Which pixels a sliding window sees: the geometry that convolution and pooling share.
 */
import type { Padding } from '../layers/layerConfig';
import type { Pair, Shape } from '../shape';

/** Windows over an image [height, width, channels]. */
export interface WindowGrid {
  readonly image: Shape;
  /** [height, width] of the output: how many windows there are down and across. */
  readonly windows: Pair;
  readonly size: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
}

/** Calls back for every pixel that a window sees; those beyond the edge are left out. All places count pixels, row-major. */
export function forEachTap(
  grid: WindowGrid,
  visit: (window: number, pixel: number, tap: number) => void,
): void {
  const [rows, columns] = grid.windows;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) tapsOf(grid, row, column, visit);
  }
}

/** The same for one window. */
export function tapsOf(
  grid: WindowGrid,
  row: number,
  column: number,
  visit: (window: number, pixel: number, tap: number) => void,
): void {
  const [height = 0, width = 0] = grid.image;
  const top = row * grid.strides[0] - paddingBefore(grid, 0);
  const left = column * grid.strides[1] - paddingBefore(grid, 1);
  const window = row * grid.windows[1] + column;
  for (let y = Math.max(top, 0); y < Math.min(top + grid.size[0], height); y++) {
    for (let x = Math.max(left, 0); x < Math.min(left + grid.size[1], width); x++) {
      visit(window, y * width + x, (y - top) * grid.size[1] + (x - left));
    }
  }
}

/** TensorFlow's `same` puts the odd pixel of padding at the end. */
function paddingBefore({ image, windows, size, strides, padding }: WindowGrid, axis: 0 | 1): number {
  if (padding === 'valid') return 0;
  const total = (windows[axis] - 1) * strides[axis] + size[axis] - (image[axis] ?? 0);
  return Math.floor(Math.max(0, total) / 2);
}
