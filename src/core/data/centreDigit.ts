/**
 * A drawn digit in MNIST's form: scaled to a box of 20 × 20 pixels with its proportions kept, and put with its centre of
 * mass at the centre of 28 × 28. Sizes that are not MNIST's have a box in the same proportion.
 *
 * Scaling and moving are one step: each pixel is the mean of the ink in the part of the drawing that falls on it.
 */
import { MNIST_FORM } from './mnistForm';

const BOX_SHARE = 20 / 28;

/** Height and width of an image. */
type Size = readonly [height: number, width: number];

/** A span of one axis, from its start up to its end. */
type Span = readonly [start: number, end: number];

/**
 * Centres a drawing.
 * @param ink Row by row; 0 is paper, and the most is 1 in floats and 255 in bytes.
 * @returns One byte a pixel, row by row; all 0 when nothing is drawn.
 */
export function centreDigit(
  ink: Float32Array | Uint8Array,
  width: number,
  height: number,
  [rows, columns]: Size = [MNIST_FORM.imageSide, MNIST_FORM.imageSide],
): Uint8Array {
  if (ink.length !== width * height) {
    throw new Error(
      `A drawing of ${width} × ${height} has ${width * height} values, but there are ${ink.length}; give one a pixel.`,
    );
  }
  const centred = new Uint8Array(rows * columns);
  const drawn = extentOf(ink, width);
  if (drawn === undefined) return centred;
  const { across, down, centre } = drawn;
  const scale = Math.min(
    (BOX_SHARE * columns) / (across[1] - across[0]),
    (BOX_SHARE * rows) / (down[1] - down[0]),
  );
  const left = startOf(across, centre[0], columns / scale);
  const top = startOf(down, centre[1], rows / scale);
  const full = (ink instanceof Uint8Array ? 1 : 255) * scale * scale;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x: Span = [left + column / scale, left + (column + 1) / scale];
      const y: Span = [top + row / scale, top + (row + 1) / scale];
      centred[row * columns + column] = Math.min(255, Math.round(full * inkIn(ink, [height, width], x, y)));
    }
  }
  return centred;
}

/** Where the ink begins and ends, and its centre of mass [x, y]; `undefined` where there is none. */
function extentOf(
  ink: Float32Array | Uint8Array,
  width: number,
): { across: Span; down: Span; centre: readonly [number, number] } | undefined {
  let [left, right, top, bottom] = [Infinity, 0, Infinity, 0];
  let [mass, momentX, momentY] = [0, 0, 0];
  for (const [i, value] of ink.entries()) {
    if (!(value > 0)) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
    mass += value;
    momentX += value * (x + 0.5);
    momentY += value * (y + 0.5);
  }
  return mass === 0
    ? undefined
    : { across: [left, right], down: [top, bottom], centre: [momentX / mass, momentY / mass] };
}

/** Where the image begins in the drawing: its middle at the centre of mass, unless ink would fall outside. */
function startOf([from, to]: Span, centre: number, length: number): number {
  return Math.min(from, Math.max(to - length, centre - length / 2));
}

/** The ink in a rectangle of the drawing, pixels at its edges by the part of them that is in it. */
function inkIn(ink: Float32Array | Uint8Array, [height, width]: Size, x: Span, y: Span): number {
  let sum = 0;
  for (let row = Math.max(0, Math.floor(y[0])); row < Math.min(height, y[1]); row++) {
    const tall = Math.min(row + 1, y[1]) - Math.max(row, y[0]);
    for (let column = Math.max(0, Math.floor(x[0])); column < Math.min(width, x[1]); column++) {
      const wide = Math.min(column + 1, x[1]) - Math.max(column, x[0]);
      sum += (ink[row * width + column] ?? 0) * tall * wide;
    }
  }
  return sum;
}
