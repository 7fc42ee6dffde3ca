/** Numbers as every page writes them. */

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const NO_BREAK = '\u00a0';

/** Whole numbers in groups of three: 60,000. */
export function formatCount(count: number): string {
  return grouped.format(count);
}

/** A count in short, in decimal steps: 784, 12.4 k, 407 k, 1.2 M. */
export function formatShortCount(count: number): string {
  const { figure, step } = inSteps(count);
  return step === 0 ? figure : `${figure}${NO_BREAK}${['k', 'M', 'G', 'T'][step - 1] ?? ''}`;
}

/** An amount of memory, in decimal steps (1 kB is 1,000 bytes): 784 B, 12.4 kB, 3.1 MB. */
export function formatBytes(bytes: number): string {
  const { figure, step } = inSteps(bytes);
  return `${figure}${NO_BREAK}${['B', 'kB', 'MB', 'GB', 'TB'][step] ?? ''}`;
}

/** A number of at least 0 divided by 1,000 until it is below that, four times at most; one decimal below 100. */
function inSteps(amount: number): { readonly figure: string; readonly step: number } {
  let rest = amount;
  let step = 0;
  // What would be rounded to 1,000 goes one step on.
  while (rest >= 999.5 && step < 4) {
    rest /= 1000;
    step++;
  }
  return { figure: step === 0 || rest >= 99.95 ? formatCount(rest) : rest.toFixed(1), step };
}
