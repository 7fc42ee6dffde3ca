/**
 * Digits drawn by this program: a dataset that is there without any network, and is never called MNIST.
 *
 * A digit is a style from `digitStrokes`, whose points are jittered, joined by smooth curves, stretched, slanted,
 * rotated and warped, inked with a pen of some thickness, and sprinkled with noise. As in MNIST, the ink fits a box of
 * 20 × 20 pixels, which lies with its centre of mass near the middle of 28 × 28, white (255) on black (0). The result
 * is four IDX files, so that drawn data goes the same path as downloaded data.
 */
import { Random } from '../random';
import type { Dataset } from './dataset';
import { datasetFromIdx, type IdxFiles } from './datasetFromIdx';
import { digitStyles, type Stroke } from './digitStrokes';
import { writeIdxImages, writeIdxLabels } from './idx';
import { MNIST_FORM } from './mnistForm';

/** The seed of the digits that a run trains on: a run's own seed changes the run, not its data. */
export const SYNTHETIC_DIGITS_SEED = 1;

const SIDE = MNIST_FORM.imageSide;
const PIXELS = SIDE * SIDE;
const BOX = 20;
/** Line segments that a curve between two points becomes. */
const SEGMENTS = 5;

/** A curve as points [x0, y0, x1, y1, …]. */
type Polyline = Float64Array;

/**
 * Draws the four IDX files of a dataset: classes equally frequent (as far as their number divides the counts) and in
 * random order, the same for the same seed. Training and test digits come from separate streams of random numbers.
 * @param classes How many of the digits are drawn, from 0 on.
 * @throws RangeError unless both counts are whole numbers of at least 1.
 */
export function syntheticDigits(
  seed: number,
  trainingCount: number = MNIST_FORM.trainingExamples,
  testCount: number = MNIST_FORM.testExamples,
  classes: number = MNIST_FORM.classes,
): IdxFiles {
  const training = drawDigits(seed, 'training', trainingCount, classes);
  const test = drawDigits(seed, 'test', testCount, classes);
  return {
    trainingImages: { name: 'syntheticDigits training images', bytes: training.images },
    trainingLabels: { name: 'syntheticDigits training labels', bytes: training.labels },
    testImages: { name: 'syntheticDigits test images', bytes: test.images },
    testLabels: { name: 'syntheticDigits test labels', bytes: test.labels },
  };
}

/** The dataset `syntheticDigits`. */
export function syntheticDigitsDataset(
  seed = SYNTHETIC_DIGITS_SEED,
  trainingCount?: number,
  testCount?: number,
): Dataset {
  return datasetFromIdx(
    'syntheticDigits',
    syntheticDigits(seed, trainingCount, testCount),
    MNIST_FORM.classes,
  );
}

function drawDigits(
  seed: number,
  stream: string,
  count: number,
  classes: number,
): { images: Uint8Array; labels: Uint8Array } {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`Cannot draw ${count} ${stream} digits; expected a whole number of at least 1.`);
  }
  const random = new Random(seed, 'syntheticDigits', stream);
  const labels = Uint8Array.from(random.permutation(count), (position) => position % classes);
  const pixels = new Uint8Array(count * PIXELS);
  const ink = new Float64Array(PIXELS);
  labels.forEach((label, index) => {
    drawDigit(label, random, ink);
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      pixels[index * PIXELS + pixel] = Math.round(255 * (ink[pixel] ?? 0));
    }
  });
  return {
    images: writeIdxImages({ count, rows: SIDE, columns: SIDE, pixels }),
    labels: writeIdxLabels(labels),
  };
}

/** Draws one digit into `ink`: [28 × 28], 0 (none) to 1 (full). */
function drawDigit(digit: number, random: Random, ink: Float64Array): void {
  const styles = digitStyles[digit] ?? [];
  const style = styles[random.below(styles.length)] ?? [];
  const curves = style.map((stroke) => curveThrough(jitter(stroke, 3.8, random)));
  const radius = 0.75 + 0.95 * random.uniform();
  bend(curves, random);
  placeInBox(curves, radius, random);
  ink.fill(0);
  for (const curve of curves) inkCurve(curve, radius, random, ink);
  addNoise(ink, random);
}

/** Moves every point a little; the two copies of a corner move together. */
function jitter(stroke: Stroke, deviation: number, random: Random): Stroke {
  let dx = 0;
  let dy = 0;
  return stroke.map(([x, y], index) => {
    const before = stroke[index - 1];
    const isCorner = before?.[0] === x && before[1] === y;
    if (!isCorner) {
      dx = deviation * random.gaussian();
      dy = deviation * random.gaussian();
    }
    return [x + dx, y + dy] as const;
  });
}

/** A uniform Catmull–Rom spline through the points (Catmull and Rom, 1974), as a polyline. */
function curveThrough(points: Stroke): Polyline {
  const last = points.length - 1;
  const curve = new Float64Array(2 * (last * SEGMENTS + 1));
  const at = (index: number, axis: 0 | 1): number => points[Math.min(last, Math.max(0, index))]?.[axis] ?? 0;
  for (let sample = 0; sample <= last * SEGMENTS; sample++) {
    const from = Math.min(last - 1, Math.floor(sample / SEGMENTS));
    const t = sample / SEGMENTS - from;
    for (const axis of [0, 1] as const) {
      const p0 = at(from - 1, axis);
      const p1 = at(from, axis);
      const p2 = at(from + 1, axis);
      const p3 = at(from + 2, axis);
      curve[2 * sample + axis] =
        p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
    }
  }
  return curve;
}

/** Stretches, warps, slants and rotates a digit about the middle of its grid. */
function bend(curves: readonly Polyline[], random: Random): void {
  const stretch = 0.75 + 0.4 * random.uniform();
  const slant = 0.12 + 0.22 * random.gaussian();
  const angle = 0.1 * random.gaussian();
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const warpX = 5 * random.gaussian();
  const warpY = 5 * random.gaussian();
  const phaseX = 2 * Math.PI * random.uniform();
  const phaseY = 2 * Math.PI * random.uniform();
  for (const curve of curves) {
    for (let index = 0; index < curve.length; index += 2) {
      const gridX = (curve[index] ?? 0) - 50;
      const gridY = (curve[index + 1] ?? 0) - 50;
      const warpedX = gridX * stretch + warpX * Math.sin(gridY * 0.06 + phaseX);
      const warpedY = gridY + warpY * Math.sin(gridX * 0.06 + phaseY);
      const x = warpedX - slant * warpedY;
      curve[index] = cos * x - sin * warpedY;
      curve[index + 1] = sin * x + cos * warpedY;
    }
  }
}

/** Scales a digit to the 20 × 20 box, pen included, and puts its centre of mass near the middle of the image. */
function placeInBox(curves: readonly Polyline[], radius: number, random: Random): void {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  let [mass, massX, massY] = [0, 0, 0];
  for (const curve of curves) {
    for (let index = 0; index < curve.length; index += 2) {
      const x = curve[index] ?? 0;
      const y = curve[index + 1] ?? 0;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      if (index === 0) continue;
      const beforeX = curve[index - 2] ?? 0;
      const beforeY = curve[index - 1] ?? 0;
      const length = Math.sqrt((x - beforeX) ** 2 + (y - beforeY) ** 2);
      mass += length;
      massX += (length * (x + beforeX)) / 2;
      massY += (length * (y + beforeY)) / 2;
    }
  }
  const size = BOX * (0.85 + 0.15 * random.uniform()) - 2 * radius;
  const scale = size / Math.max(right - left, bottom - top);
  // A lopsided digit, such as a 7, may reach far from its centre of mass; it still stays off the border.
  const margin = 1.5 + 1.5 * radius;
  const clamp = (shift: number, low: number, high: number) =>
    Math.max(margin - scale * low, Math.min(SIDE - margin - scale * high, shift));
  const shiftX = clamp(SIDE / 2 + 0.7 * random.gaussian() - (scale * massX) / mass, left, right);
  const shiftY = clamp(SIDE / 2 + 0.7 * random.gaussian() - (scale * massY) / mass, top, bottom);
  for (const curve of curves) {
    for (let index = 0; index < curve.length; index += 2) {
      curve[index] = (curve[index] ?? 0) * scale + shiftX;
      curve[index + 1] = (curve[index + 1] ?? 0) * scale + shiftY;
    }
  }
}

/** Inks a curve with a round pen that presses more at one end than at the other; edges are smoothed over one pixel. */
function inkCurve(curve: Polyline, radius: number, random: Random, ink: Float64Array): void {
  const pressure = 0.18 * random.gaussian();
  for (let index = 2; index < curve.length; index += 2) {
    const penRadius = radius * Math.min(1.5, Math.max(0.5, 1 + pressure * ((2 * index) / curve.length - 1)));
    const x0 = curve[index - 2] ?? 0;
    const y0 = curve[index - 1] ?? 0;
    inkSegment(x0, y0, curve[index] ?? 0, curve[index + 1] ?? 0, penRadius, ink);
  }
}

function inkSegment(x0: number, y0: number, x1: number, y1: number, radius: number, ink: Float64Array): void {
  const reach = radius + 0.5;
  const firstRow = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const lastRow = Math.min(SIDE - 1, Math.floor(Math.max(y0, y1) + reach));
  const firstColumn = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const lastColumn = Math.min(SIDE - 1, Math.floor(Math.max(x0, x1) + reach));
  const dx = x1 - x0;
  const dy = y1 - y0;
  const squaredLength = Math.max(dx * dx + dy * dy, 1e-12);
  for (let row = firstRow; row <= lastRow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      const px = column + 0.5 - x0;
      const py = row + 0.5 - y0;
      const along = Math.min(1, Math.max(0, (px * dx + py * dy) / squaredLength));
      const ex = px - along * dx;
      const ey = py - along * dy;
      const squaredDistance = ex * ex + ey * ey;
      if (squaredDistance >= reach * reach) continue;
      const coverage = Math.min(1, reach - Math.sqrt(squaredDistance));
      const pixel = row * SIDE + column;
      if (coverage > (ink[pixel] ?? 0)) ink[pixel] = coverage;
    }
  }
}

/** Uneven ink, and the grain of a scan near it; the empty background stays exactly black, as MNIST's. */
function addNoise(ink: Float64Array, random: Random): void {
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    const value = ink[pixel] ?? 0;
    if (value === 0) continue;
    ink[pixel] = Math.min(1, Math.max(0, value * (1 - 0.15 * random.uniform()) + 0.05 * random.gaussian()));
  }
}
