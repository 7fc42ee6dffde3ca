/**
 * What the charts say in words: figures at a place, what cannot be drawn, and all of a chart for those who do not see it.
 */
import { formatCount } from '../../ui/formats';
import type { Line, Undrawn } from './lines';
import type { Mark } from './marks';
import { nearest } from './ranges';

/** A loss on an axis: as short as three significant digits allow. */
export function lossTick(loss: number): string {
  const rounded = Number(loss.toPrecision(3));
  return rounded !== 0 && Math.abs(rounded) < 0.001 ? rounded.toExponential() : String(rounded);
}

/** A share on an axis whose title says that it is in percent. */
export function percentTick(share: number): string {
  return String(Number((share * 100).toPrecision(4)));
}

/** Epochs on an axis, with as many decimals as its steps have; the first says what they are where no title does. */
export function epochTicks(epochs: readonly number[], increment: number, named: boolean): string[] {
  const decimals = Math.max(0, Math.ceil(-Math.log10(increment) - 1e-9));
  return epochs.map((epoch, place) => `${named && place === 0 ? 'epoch ' : ''}${epoch.toFixed(decimals)}`);
}

/** A place on the x axis: "epoch 3.21 · step 1,234". */
export function placeText(x: number, stepsPerEpoch: number): string {
  const step = Math.max(0, Math.round(x * stepsPerEpoch));
  return `epoch ${(step / stepsPerEpoch).toFixed(2)} · step ${formatCount(step)}`;
}

/** Where in the line the figure at `x` stands; −1 where there is none. */
export function indexAt(line: Line, x: number): number {
  return nearest(line.xs, x, line.reach);
}

/** Why steps in sight are not on the chart; `undefined` when all are. */
export function undrawnText({ nonFinite, notPositive }: Undrawn, logarithmic: boolean): string | undefined {
  const parts = [
    ...(nonFinite > 0 ? [`${steps(nonFinite)} without a finite loss`] : []),
    ...(logarithmic && notPositive > 0 ? [`${steps(notPositive)} with a loss of 0 or less`] : []),
  ];
  return parts.length === 0 ? undefined : `Not drawn: ${parts.join(', ')}`;
}

function steps(count: number): string {
  return count === 1 ? '1 step' : `${formatCount(count)} steps`;
}

/** The newest figures and the marks, in one sentence each. */
export function chartSummary(
  title: string,
  lines: readonly Line[],
  marks: readonly Mark[],
  format: (value: number) => string,
): string {
  const figures = lines.flatMap(({ label, newest }) =>
    newest === undefined ? [] : [`${label} ${format(newest)}`],
  );
  return [
    `${title}, newest figures: ${figures.length === 0 ? 'none yet' : figures.join(', ')}.`,
    ...marks.map(({ step, text }) => `At step ${formatCount(step)}: ${text}.`),
  ].join(' ');
}
