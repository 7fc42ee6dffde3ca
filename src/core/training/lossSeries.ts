/**
 * A long row of step losses made short enough to draw: for a range of steps, the least, the greatest and the mean of each
 * bucket of steps, so that no peak is lost, and the smoothed mean as TensorBoard's exponential moving average has it.
 *
 * Keeps these figures for blocks of steps, and the average as it was before each block, so that a row that grows at its
 * end costs no more than its new steps. A loss that is no finite number takes no part in any of them, but is counted.
 */

/** Steps `from` to `to`, counted from 0, `to` left out. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/** Buckets that follow on one another; a figure is NaN where a bucket has no finite loss. */
export interface LossBuckets {
  /** Steps a bucket; the last one may have fewer. */
  readonly size: number;
  /** The first step of each bucket, counted from 0. */
  readonly starts: readonly number[];
  /** The last step of the last bucket is the one before this. */
  readonly end: number;
  readonly least: readonly number[];
  readonly greatest: readonly number[];
  /** Of the losses without smoothing, of the smoothed losses with it. */
  readonly mean: readonly number[];
  /** Steps of each bucket whose loss is NaN or infinite. */
  readonly nonFinite: readonly number[];
  /** Steps of each bucket whose loss is finite and not above 0, which a logarithmic scale cannot show. */
  readonly notPositive: readonly number[];
}

export const MOST_SMOOTHING = 0.99;

const BLOCK = 64;
const FIRST_CAPACITY = 1024;
const NOTHING = 1e-20;
/** Of the figures of a block, in this order: see `Tally`. */
const FIGURES = 5;

/** What a stretch of steps comes to. */
interface Tally {
  least: number;
  greatest: number;
  smoothedSum: number;
  nonFinite: number;
  notPositive: number;
}

/** The moving average between two steps: not yet corrected, with the weight that the missing past still has in it. */
interface Average {
  value: number;
  missing: number;
}

export class LossSeries {
  /** A copy: the row that is given may be another one under the same numbers. */
  private losses = new Float32Array(FIRST_CAPACITY);
  private used = 0;
  private weight = 0;
  /** Blocks that are tallied. */
  private blocks = 0;
  private tallies = new Float64Array(0);
  /** Value and missing weight before each block, and before the one after the last. */
  private averages = Float64Array.of(0, 1);

  /** Number of steps. */
  get length(): number {
    return this.used;
  }

  /** Takes the whole row as it is now; what is the same as before is not looked at again but to see that it is. */
  update(losses: Float32Array): void {
    const kept = sameUpTo(this.losses, losses, Math.min(this.used, losses.length));
    if (losses.length > this.losses.length) {
      const larger = new Float32Array(Math.max(losses.length, Math.ceil(this.losses.length * 1.5)));
      larger.set(this.losses.subarray(0, kept));
      this.losses = larger;
    }
    this.losses.set(losses.subarray(kept), kept);
    this.used = losses.length;
    this.blocks = Math.min(this.blocks, Math.floor(kept / BLOCK));
    this.tallyBlocks();
  }

  /**
   * Smooths by that weight from now on.
   * @param weight Of the past in the moving average, from 0 (no smoothing) to `MOST_SMOOTHING`.
   */
  smooth(weight: number): void {
    if (weight === this.weight) return;
    this.weight = weight;
    this.blocks = 0;
    this.tallyBlocks();
  }

  /**
   * The steps of the range in at most `most` buckets and one, all of one size and at multiples of it, so that a bucket
   * holds the same steps wherever the range begins.
   */
  buckets({ from, to }: StepRange, most: number): LossBuckets {
    const size = Math.max(1, Math.ceil((to - from) / most));
    const end = Math.min(this.used, Math.max(0, to));
    const first = Math.floor(Math.max(0, from) / size) * size;
    const starts: number[] = [];
    const tallies: Tally[] = [];
    const average = this.averageBefore(first);
    for (let start = first; start < end; start += size) {
      starts.push(start);
      tallies.push(this.tally(start, Math.min(start + size, end), average));
    }
    const finite = (index: number, { nonFinite }: Tally): number =>
      Math.min(size, end - (starts[index] ?? 0)) - nonFinite;
    const orNone = (figure: number): number => (Number.isFinite(figure) ? figure : NaN);
    return {
      size,
      starts,
      end: Math.max(first, end),
      least: tallies.map(({ least }) => orNone(least)),
      greatest: tallies.map(({ greatest }) => orNone(greatest)),
      mean: tallies.map((tally, index) => tally.smoothedSum / finite(index, tally)),
      nonFinite: tallies.map(({ nonFinite }) => nonFinite),
      notPositive: tallies.map(({ notPositive }) => notPositive),
    };
  }

  private tallyBlocks(): void {
    const whole = Math.floor(this.used / BLOCK);
    if (whole * FIGURES > this.tallies.length) {
      const capacity = Math.ceil(whole * 1.5);
      this.tallies = copyInto(new Float64Array(capacity * FIGURES), this.tallies);
      this.averages = copyInto(new Float64Array((capacity + 1) * 2), this.averages);
    }
    const average = this.averageBefore(this.blocks * BLOCK);
    for (; this.blocks < whole; this.blocks++) {
      const tally = emptyTally();
      this.addSteps(tally, this.blocks * BLOCK, (this.blocks + 1) * BLOCK, average);
      this.tallies.set(
        [tally.least, tally.greatest, tally.smoothedSum, tally.nonFinite, tally.notPositive],
        this.blocks * FIGURES,
      );
      this.averages[(this.blocks + 1) * 2] = average.value;
      this.averages[(this.blocks + 1) * 2 + 1] = average.missing;
    }
  }

  /** @param average As it is before `from`; afterwards as it is before `to`. */
  private tally(from: number, to: number, average: Average): Tally {
    const tally = emptyTally();
    for (let at = from; at < to;) {
      const block = Math.floor(at / BLOCK);
      const blockEnd = (block + 1) * BLOCK;
      if (at === block * BLOCK && blockEnd <= to && block < this.blocks) {
        this.addBlock(tally, block);
        average.value = this.averages[(block + 1) * 2] ?? 0;
        average.missing = this.averages[(block + 1) * 2 + 1] ?? 1;
        at = blockEnd;
      } else {
        const end = Math.min(blockEnd, to);
        this.addSteps(tally, at, end, average);
        at = end;
      }
    }
    return tally;
  }

  private addBlock(tally: Tally, block: number): void {
    const { tallies } = this;
    const at = block * FIGURES;
    tally.least = Math.min(tally.least, tallies[at] ?? NaN);
    tally.greatest = Math.max(tally.greatest, tallies[at + 1] ?? NaN);
    tally.smoothedSum += tallies[at + 2] ?? NaN;
    tally.nonFinite += tallies[at + 3] ?? NaN;
    tally.notPositive += tallies[at + 4] ?? NaN;
  }

  private addSteps(tally: Tally, from: number, to: number, average: Average): void {
    const { losses, weight } = this;
    for (let index = from; index < to; index++) {
      const loss = losses[index] ?? NaN;
      if (!Number.isFinite(loss)) {
        tally.nonFinite++;
        continue;
      }
      if (loss <= 0) tally.notPositive++;
      if (loss < tally.least) tally.least = loss;
      if (loss > tally.greatest) tally.greatest = loss;
      average.value = average.value * weight + (1 - weight) * loss;
      // What no longer changes 1 is nothing; multiplied on, it would become a number that processors are slow with.
      average.missing = average.missing < NOTHING ? 0 : average.missing * weight;
      tally.smoothedSum += average.value / (1 - average.missing);
    }
  }

  private averageBefore(step: number): Average {
    const block = Math.min(Math.floor(step / BLOCK), this.blocks);
    const average = { value: this.averages[block * 2] ?? 0, missing: this.averages[block * 2 + 1] ?? 1 };
    this.addSteps(emptyTally(), block * BLOCK, Math.min(step, this.used), average);
    return average;
  }
}

function emptyTally(): Tally {
  return { least: Infinity, greatest: -Infinity, smoothedSum: 0, nonFinite: 0, notPositive: 0 };
}

/** The number of steps at the start of both that have the same bits. */
function sameUpTo(a: Float32Array, b: Float32Array, length: number): number {
  const left = new Uint32Array(a.buffer, a.byteOffset, length);
  const right = new Uint32Array(b.buffer, b.byteOffset, length);
  let index = 0;
  while (index < length && left[index] === right[index]) index++;
  return index;
}

function copyInto(target: Float64Array<ArrayBuffer>, source: Float64Array): Float64Array<ArrayBuffer> {
  target.set(source);
  return target;
}
