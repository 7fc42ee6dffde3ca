/** Numbers as every page writes them. */

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Whole numbers in groups of three: 60,000. */
export function formatCount(count: number): string {
  return grouped.format(count);
}
