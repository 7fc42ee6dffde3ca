/**
 * What of the axes is in sight: pure arithmetic for scales, their marks and the zoom.
 */

/** From the least to the greatest value in sight. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const EMPTY: Range = { from: 0, to: 1 };
const LOG_EMPTY: Range = { from: 0.1, to: 1 };
/** Of the height, free above and below the curves. */
const PADDING = 0.06;
/** An axis that starts within this share of the greatest loss starts at 0 instead. */
const NEAR_ZERO = 0.35;
const LEAST_ACCURACY_SPAN = 0.02;
/** Of accuracies that are all alike, so that the marks beside them are whole. */
const LONE_ACCURACY_SPAN = 0.1;
const MOST_DECADES_IN_FIFTHS = 2.5;

/** The loss axis for losses between those two; not finite where there is none. */
export function lossRange(least: number, greatest: number): Range {
  if (!Number.isFinite(least) || !Number.isFinite(greatest)) return EMPTY;
  if (least === greatest) {
    const half = least === 0 ? 1 : Math.abs(least) / 2;
    return { from: least - half, to: greatest + half };
  }
  const padding = (greatest - least) * PADDING;
  const fromZero = least >= 0 && least <= greatest * NEAR_ZERO;
  return { from: fromZero ? 0 : least - padding, to: greatest + padding };
}

/** The logarithmic loss axis for losses above 0 between those two. */
export function logLossRange(least: number, greatest: number): Range {
  if (!(least > 0) || !Number.isFinite(greatest)) return LOG_EMPTY;
  const factor = Math.max(1.05, (greatest / least) ** PADDING);
  return { from: least / factor, to: greatest * factor };
}

/** The accuracy axis, in [0, 1]. */
export function accuracyRange(least: number, greatest: number): Range {
  if (!Number.isFinite(least) || !Number.isFinite(greatest)) return EMPTY;
  const span = least === greatest ? LONE_ACCURACY_SPAN : Math.max(greatest - least, LEAST_ACCURACY_SPAN);
  const middle = (least + greatest) / 2;
  const half = span * (0.5 + PADDING);
  return { from: Math.max(0, middle - half), to: Math.min(1, middle + half) };
}

/**
 * How many epochs the x axis has: 1, 2, 5, 10, 20 and so on as the run goes on, so that its beginning is not lost at the
 * edge, and all that are planned once half of them are done.
 */
export function epochsInSight(done: number, planned: number): number {
  const all = Math.max(1, planned, Math.ceil(done));
  if (done >= all / 2) return all;
  let power = 1;
  while (power * 10 < done) power *= 10;
  const factor = [1, 2, 5, 10].find((each) => each * power >= done) ?? 10;
  return Math.min(all, factor * power);
}

/** The marks of a logarithmic axis: powers of ten, with 2 and 5 times those where there is room, else plain steps. */
export function logTicks({ from, to }: Range): readonly number[] {
  const decades = Math.log10(to / from);
  const factors =
    decades > MOST_DECADES_IN_FIFTHS
      ? [1]
      : decades > 0.8
        ? [1, 2, 5]
        : [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9];
  const every = Math.max(1, Math.ceil(decades / 6));
  const ticks: number[] = [];
  const first = Math.floor(Math.log10(from));
  for (let power = first; power <= Math.ceil(Math.log10(to)); power++) {
    if (power % every !== 0) continue;
    for (const factor of factors) {
      const tick = Number(`${factor}e${power}`);
      if (tick >= from && tick <= to) ticks.push(tick);
    }
  }
  return ticks;
}

/** Magnified around a place, kept inside `whole` and no narrower than `least`; `null` for all of it. */
export function zoomed(
  range: Range,
  whole: Range,
  around: number,
  factor: number,
  least: number,
): Range | null {
  const width = Math.max(Math.min(least, whole.to - whole.from), (range.to - range.from) / factor);
  const share = (around - range.from) / (range.to - range.from);
  return within({ from: around - width * share, to: around + width * (1 - share) }, whole);
}

/** Moved by a share of its width, as far as there is something. */
export function moved(range: Range, whole: Range, share: number): Range | null {
  const by = (range.to - range.from) * share;
  return within({ from: range.from + by, to: range.to + by }, whole);
}

/** Pushed into `whole`; `null` where it is as wide as that. */
export function within({ from, to }: Range, whole: Range): Range | null {
  const width = to - from;
  if (width >= whole.to - whole.from) return null;
  const start = Math.min(Math.max(from, whole.from), whole.to - width);
  return { from: start, to: start + width };
}

const FASTER = 1.5;
const MOVE = 0.2;

/** What comes into sight by a key on a chart; `undefined` for a key that means nothing there. */
export function keyZoom(key: string, range: Range, whole: Range, least: number): Range | null | undefined {
  const middle = (range.from + range.to) / 2;
  switch (key) {
    case '+':
    case '=':
      return zoomed(range, whole, middle, FASTER, least);
    case '-':
      return zoomed(range, whole, middle, 1 / FASTER, least);
    case 'ArrowLeft':
      return moved(range, whole, -MOVE);
    case 'ArrowRight':
      return moved(range, whole, MOVE);
    case '0':
      return null;
    default:
      return undefined;
  }
}

/** The place of the value nearest to `x` in an ascending row, or −1 where that is farther than `reach`. */
export function nearest(xs: readonly number[], x: number, reach: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? Infinity) < x) low = middle + 1;
    else high = middle;
  }
  const distance = (index: number): number => Math.abs((xs[index] ?? Infinity) - x);
  const index = distance(low - 1) <= distance(low) ? low - 1 : low;
  return distance(index) <= reach ? index : -1;
}
