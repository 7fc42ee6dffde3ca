/**
 * The lines of the two charts, made of a run's figures and of those of the runs that are compared with it.
 */
import type { EpochEnded } from '../../../src/core/training/runEvents';
import type { LossBuckets, LossSeries } from '../../../src/core/training/lossSeries';
import type { Range } from './ranges';

export interface Line {
  readonly key: string;
  readonly label: string;
  /** A colour variable of the theme, e.g. `--lw-blue`. */
  readonly color: string;
  /** Tells lines apart without their colour: lengths of strokes and gaps; empty for a whole line. */
  readonly dash: readonly number[];
  /** A dot at each value. */
  readonly dotted: boolean;
  /** In epochs, ascending. */
  readonly xs: readonly number[];
  /** One an x; NaN where a figure was measured and is not finite. */
  readonly values: readonly number[];
  /** The newest of all figures, in sight or not; `undefined` before the first. */
  readonly newest: number | undefined;
  /** What the values are means of. */
  readonly band?: { readonly least: readonly number[]; readonly greatest: readonly number[] } | undefined;
  /** How far from its x a value still counts, in epochs. */
  readonly reach: number;
}

/** How a line looks, and what it is called. */
export type LineLook = Pick<Line, 'key' | 'label' | 'color' | 'dash'>;

/** No more values than these have dots. */
const FEW_STEPS = 40;
const FEW_EPOCHS = 60;

const COMPARED_COLORS = [
  '--lw-compared-1',
  '--lw-compared-2',
  '--lw-compared-3',
  '--lw-compared-4',
  '--lw-compared-5',
];
const COMPARED_DASHES = [[], [8, 3], [3, 3], [10, 3, 2, 3]];

/** The look of the run with that place among those that are compared; two that share a colour differ in their dashes. */
export function comparedLook(index: number): Pick<Line, 'color' | 'dash'> {
  const round = Math.floor(index / COMPARED_COLORS.length);
  return {
    color: COMPARED_COLORS[index % COMPARED_COLORS.length] ?? '--lw-grey',
    dash: COMPARED_DASHES[round % COMPARED_DASHES.length] ?? [],
  };
}

/** The training loss in the range of epochs, in no more buckets than asked for. */
export function lossBuckets(
  series: LossSeries,
  stepsPerEpoch: number,
  { from, to }: Range,
  most: number,
): LossBuckets {
  // One step more on either side, so that the line runs out of sight.
  return series.buckets(
    { from: Math.floor(from * stepsPerEpoch) - 1, to: Math.ceil(to * stepsPerEpoch) + 1 },
    most,
  );
}

/** The loss of the last step, smoothed as the others are; `undefined` before the first. */
export function newestLoss(series: LossSeries): number | undefined {
  return series.buckets({ from: series.length - 1, to: series.length }, 1).mean.at(-1);
}

/** A step is drawn where it ends, a bucket in the middle of its steps. */
export function lossLine(
  look: LineLook,
  buckets: LossBuckets,
  newest: number | undefined,
  stepsPerEpoch: number,
): Line {
  const { size, starts, end } = buckets;
  return {
    ...look,
    dotted: starts.length === 1 || (size === 1 && starts.length <= FEW_STEPS),
    xs: starts.map((start) => (start + 1 + Math.min(start + size, end)) / 2 / stepsPerEpoch),
    values: buckets.mean,
    newest,
    band: { least: buckets.least, greatest: buckets.greatest },
    reach: (size / 2 / stepsPerEpoch) * 1.01,
  };
}

/** One figure of every epoch that has it. */
export function epochLine(
  look: LineLook,
  epochs: readonly EpochEnded[],
  figure: (epoch: EpochEnded) => number | null,
): Line {
  const points = epochs.flatMap((epoch) => {
    const value = figure(epoch);
    return value === null ? [] : [{ x: epoch.epoch, value }];
  });
  return {
    ...look,
    dotted: points.length <= FEW_EPOCHS,
    xs: points.map(({ x }) => x),
    values: points.map(({ value }) => value),
    newest: points.at(-1)?.value,
    reach: 0.5,
  };
}

/** The least and the greatest figure in sight, of those above 0 for a logarithmic scale; NaN where there is none. */
export function extentOf(
  lines: readonly Line[],
  { from, to }: Range,
  logarithmic: boolean,
): { readonly least: number; readonly greatest: number } {
  let least = Infinity;
  let greatest = -Infinity;
  for (const { xs, values, band } of lines) {
    const rows = band === undefined ? [values] : [values, band.least, band.greatest];
    xs.forEach((x, index) => {
      // The lines run on to the next value out of sight.
      if ((xs[index + 1] ?? x) < from || (xs[index - 1] ?? x) > to) return;
      for (const row of rows) {
        const value = row[index] ?? NaN;
        if (!Number.isFinite(value) || (logarithmic && value <= 0)) continue;
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    });
  }
  return least <= greatest ? { least, greatest } : { least: NaN, greatest: NaN };
}

/** How many steps cannot be drawn, of those in sight. */
export interface Undrawn {
  readonly nonFinite: number;
  readonly notPositive: number;
}

export function undrawnOf(buckets: LossBuckets): Undrawn {
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  return { nonFinite: sum(buckets.nonFinite), notPositive: sum(buckets.notPositive) };
}
