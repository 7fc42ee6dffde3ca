/**
 * How a tensor's values are spread.
 */
import type { Histogram, TensorStatistics } from './readings';
import type { Numbers } from './statistics';

const HISTOGRAM_BINS = 40;

/** Counts the finite values in equally wide bins; one bin where all are equal, none where there is no finite value. */
export function histogramOf(
  values: Numbers,
  { min, max, count, nonFinite }: TensorStatistics,
  bins = HISTOGRAM_BINS,
): Histogram {
  if (count === nonFinite) return { from: NaN, to: NaN, counts: [] };
  if (min === max) return { from: min, to: max, counts: [count - nonFinite] };
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(bins - 1, Math.floor(((value - min) / (max - min)) * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from: min, to: max, counts };
}
