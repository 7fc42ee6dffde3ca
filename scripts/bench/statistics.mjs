/** What a benchmark makes of its samples. No sample is left out. */

/**
 * @param {readonly number[]} samples at least one
 * @returns {number}
 */
export function median(samples) {
  return percentile(samples, 50);
}

/**
 * @param {readonly number[]} samples at least one
 * @param {number} percent from 0, the smallest, to 100, the largest
 * @returns {number} between two samples in proportion
 */
export function percentile(samples, percent) {
  const sorted = [...samples].sort((a, b) => a - b);
  const place = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) {
    throw new Error('A benchmark has taken no samples; one at least is needed.');
  }
  return below + (above - below) * (place - Math.floor(place));
}
