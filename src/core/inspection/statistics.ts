/**
 * The figures of a tensor, in double precision.
 */
import type { TensorStatistics } from './readings';

/** Values, however they are kept. */
export type Numbers = Float32Array | Float64Array | readonly number[];

/** Of the greatest magnitude: what is at most this is as good as zero. */
const NEAR_ZERO = 0.01;

/** The greatest magnitude of the finite values; 0 where there is none. */
export function greatestMagnitude(values: Numbers): number {
  let greatest = 0;
  for (const value of values) {
    const magnitude = Math.abs(value);
    if (magnitude > greatest && magnitude !== Infinity) greatest = magnitude;
  }
  return greatest;
}

/** Counts, extremes, mean and spread of a tensor's values. */
export function statisticsOf(values: Numbers): TensorStatistics {
  const count = values.length;
  const nearZero = NEAR_ZERO * greatestMagnitude(values);
  let [min, max, sum, finite, near] = [Infinity, -Infinity, 0, 0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    finite++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
    if (Math.abs(value) <= nearZero) near++;
  }
  if (finite === 0) {
    return { count, min: NaN, max: NaN, mean: NaN, standardDeviation: NaN, nearZero: 0, nonFinite: count };
  }
  const mean = sum / finite;
  let squares = 0;
  for (const value of values) {
    if (Number.isFinite(value)) squares += (value - mean) ** 2;
  }
  const standardDeviation = Math.sqrt(squares / finite);
  return { count, min, max, mean, standardDeviation, nearZero: near / count, nonFinite: count - finite };
}
