/**
 * The upright lines on a chart and what they say: where settings were changed, which moment is shown, where two runs part.
 */
import type { Run } from '../../../src/core/training/runState';
import type { SteeredHyperparameters } from '../../../src/core/training/steering';
import type { Comparison } from '../../../src/protocol/training';
import { formatCount } from '../../ui/formats';

export interface Mark {
  readonly kind: 'change' | 'moment' | 'parting';
  /** Updates done. */
  readonly step: number;
  readonly text: string;
}

/** One mark for each step at which settings became others: "η 3 → 0.5, momentum 0 → 0.9". */
export function changeMarks({ started, changes }: Pick<Run, 'started' | 'changes'>): readonly Mark[] {
  const marks: Mark[] = [];
  let before = started?.hyperparameters;
  changes.forEach(({ step, hyperparameters }, index) => {
    // Of several changes at one step the last counts.
    if (changes[index + 1]?.step === step) return;
    const text = before === undefined ? '' : changeText(before, hyperparameters);
    before = hyperparameters;
    if (text !== '') marks.push({ kind: 'change', step, text });
  });
  return marks;
}

function changeText(before: SteeredHyperparameters, after: SteeredHyperparameters): string {
  return (
    [
      ['η', before.learningRate, after.learningRate],
      ['momentum', before.momentum, after.momentum],
      ['epochs', before.epochs, after.epochs],
    ] as const
  )
    .filter(([, old, now]) => old !== now)
    .map(([name, old, now]) => `${name} ${setting(old)} → ${setting(now)}`)
    .join(', ');
}

function setting(value: number | null): string {
  return value === null ? 'none' : String(value);
}

/** The mark of the moment that is shown, where it is a past one. */
export function momentMarks(shownStep: number | null): readonly Mark[] {
  return shownStep === null
    ? []
    : [{ kind: 'moment', step: shownStep, text: `shown: step ${formatCount(shownStep)}` }];
}

/** The mark of the first step whose losses differ between the run and the one that it repeats. */
export function partingMarks({ parting }: Comparison): readonly Mark[] {
  const step = parting?.step ?? null;
  return step === null ? [] : [{ kind: 'parting', step, text: `runs part at step ${formatCount(step)}` }];
}

/** Whether the run and the one that it repeats have had the same numbers; `undefined` where it repeats none. */
export function partingText({ parting }: Comparison): string | undefined {
  if (parting === null) return undefined;
  return parting.step === null
    ? 'Same numbers so far'
    : `The two runs part at step ${formatCount(parting.step)}`;
}

/** Where the texts of marks stand: right of their lines, or left where there is no room; a row lower where taken. */
export interface MarkPlace {
  readonly left: number;
  readonly row: number;
}

/**
 * Places texts of those widths at lines with those x, in ascending order.
 * @param gap Free room between two texts, and between a text and its line.
 */
export function placeTexts(
  texts: readonly { readonly x: number; readonly width: number }[],
  room: { readonly left: number; readonly right: number },
  gap: number,
): readonly MarkPlace[] {
  /** Where the last text of each row ends. */
  const ends: number[] = [];
  return texts.map(({ x, width }) => {
    const left = Math.max(room.left, x + gap + width <= room.right ? x + gap : x - gap - width);
    const free = ends.findIndex((end) => end + gap <= left);
    const row = free === -1 ? ends.length : free;
    ends[row] = left + width;
    return { left, row };
  });
}
