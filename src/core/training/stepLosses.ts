/**
 * The training loss of every step of a run: a long row of float32 numbers that grows at its end and may be cut back
 * when the run goes on from an earlier checkpoint.
 */

const FIRST_CAPACITY = 1024;

export class StepLosses {
  private values = new Float32Array(FIRST_CAPACITY);
  private used = 0;

  /** Number of steps. */
  get length(): number {
    return this.used;
  }

  /**
   * Writes the losses of the steps from `from` on, and forgets what was there after them. Steps before `from` that are
   * not known are NaN.
   * @param from Updates done before the first of these losses.
   */
  write(from: number, losses: Float32Array): void {
    const end = from + losses.length;
    this.reserve(end);
    if (from > this.used) this.values.fill(Number.NaN, this.used, from);
    this.values.set(losses, from);
    this.used = end;
  }

  /** Forgets all steps after the first `length`. */
  cut(length: number): void {
    this.used = Math.min(this.used, length);
  }

  /** A view of all losses; it is valid until the next write. */
  view(): Float32Array {
    return this.values.subarray(0, this.used);
  }

  private reserve(length: number): void {
    if (length <= this.values.length) return;
    const next = new Float32Array(Math.max(length, this.values.length * 2));
    next.set(this.values.subarray(0, this.used));
    this.values = next;
  }
}

/**
 * The first step, from 1, in which two runs differ, or `undefined` when all steps that both have are the same. Compares
 * bit by bit but for zeros of either sign; two losses that are no number count as the same.
 */
export function firstDifference(a: Float32Array, b: Float32Array): number | undefined {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a[index];
    const right = b[index];
    if (left !== right && !(Number.isNaN(left) && Number.isNaN(right))) return index + 1;
  }
  return undefined;
}
