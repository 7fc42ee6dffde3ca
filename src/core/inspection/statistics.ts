/**
 * A tensor in a few figures, and in a histogram. Values that are not finite are counted and otherwise left out, so that
 * a run that went wrong can still be looked at.
 */
import type { Histogram, TensorStatistics } from './readings';

/** At most this share of the greatest magnitude counts as near zero. */
const NEAR_ZERO = 0.01;

/** The figures of `TensorStatistics`; O(count), in three passes. */
export function statisticsOf(values: Float32Array): TensorStatistics {
  let [min, max, sum, finite] = [Infinity, -Infinity, 0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    finite++;
  }
  const nonFinite = values.length - finite;
  if (finite === 0) {
    const none = Number.NaN;
    return {
      count: values.length,
      min: none,
      max: none,
      mean: none,
      standardDeviation: none,
      nearZero: 0,
      nonFinite,
    };
  }
  const mean = sum / finite;
  const limit = NEAR_ZERO * Math.max(max, -min);
  let [squares, near] = [0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    squares += (value - mean) ** 2;
    if (Math.abs(value) <= limit) near++;
  }
  return {
    count: values.length,
    min,
    max,
    mean,
    standardDeviation: Math.sqrt(squares / finite),
    nearZero: near / values.length,
    nonFinite,
  };
}

/** Counts the finite values in equally wide bins; a single bin where all are the same, none where there are none. */
export function histogramOf(
  values: Float32Array,
  { min, max }: Pick<TensorStatistics, 'min' | 'max'>,
  bins = 40,
): Histogram {
  if (Number.isNaN(min)) return { from: min, to: max, counts: [] };
  const counts = new Array<number>(max > min ? bins : 1).fill(0);
  const perUnit = max > min ? counts.length / (max - min) : 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(counts.length - 1, Math.floor((value - min) * perUnit));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from: min, to: max, counts };
}
