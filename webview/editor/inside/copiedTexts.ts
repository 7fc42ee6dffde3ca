/** What is copied out of hovers and cards: tables, tab-separated and unrounded, for a spreadsheet. Pure. */
import { elementCount, type Shape } from '../../../src/core/shape';
import type { Unavailable } from '../../../src/protocol/inspectedMoment';
import type { LayerReading, UnitReading, ValuesReading } from '../../../src/protocol/inspection';
import type { LayerLight } from '../../../src/protocol/probe';
import { formatCount } from '../../ui/formats';

/** More numbers than this are a file, not a table to paste. */
export const MOST_COPIED = 2_000_000;

type Cells = readonly (string | number)[];

/** What was answered. @throws Error saying why there is nothing yet. */
export function answered<Reading extends { readonly kind: string }>(
  answer: Reading | Unavailable | undefined,
): Reading {
  if (answer === undefined)
    throw new Error('There is nothing to copy yet; copy again once the numbers are there.');
  if (isUnavailable(answer)) throw new Error(answer.reason);
  return answer;
}

function isUnavailable(answer: { readonly kind: string }): answer is Unavailable {
  return answer.kind === 'unavailable';
}

/** The figures and histograms of a layer's tensors. */
export function copiedFigures({ tensors, ...about }: LayerReading): string {
  const lines: Cells[] = aboutLines(about);
  for (const { name, shape, statistics, histogram } of tensors) {
    const { from, to, counts } = histogram;
    const width = (to - from) / counts.length;
    lines.push([], ['tensor', name], ['shape', shape.join(' × ')], ...Object.entries(statistics));
    lines.push(['from', 'to', 'values']);
    counts.forEach((count, bin) => lines.push([from + bin * width, from + (bin + 1) * width, count]));
  }
  return tableOf(lines);
}

/** @throws Error when a layer has more numbers than are copied. */
export function refuseTooMany(count: number): void {
  if (count <= MOST_COPIED) return;
  throw new Error(
    `The layer has ${formatCount(count)} values, and up to ${formatCount(MOST_COPIED)} are copied; write them into a file with Layerwire: Save Weights.`,
  );
}

/** All values of a layer's tensors: a row for each place of an input, a column for each unit. */
export function copiedTensors({ tensors, ...about }: ValuesReading): string {
  refuseTooMany(tensors.reduce((count, { values }) => count + values.length, 0));
  const lines: Cells[] = aboutLines(about);
  for (const { name, shape, values } of tensors) {
    const units = shape.at(-1) ?? 1;
    lines.push([], [name, shape.join(' × ')], ['', ...Array.from({ length: units }, (_, unit) => unit)]);
    placesOf(shape.slice(0, -1)).forEach((place, row) => {
      lines.push([place, ...values.subarray(row * units, (row + 1) * units)]);
    });
  }
  return tableOf(lines);
}

/** A unit's weights, its bias, and the sum as far as it is written out. */
export function copiedUnit({ shape, values, bias, sum, ...about }: UnitReading): string {
  const lines: Cells[] = [['unit', about.unit], ...aboutLines(about)];
  if (bias !== null) lines.push(['bias', bias]);
  if (sum !== null) {
    lines.push([], ['input', 'w', 'a', 'w·a']);
    for (const { label, weight, input, product } of sum.terms) lines.push([label, weight, input, product]);
    lines.push(['smaller terms', '', '', sum.restSum]);
    if (sum.bias !== null) lines.push(['bias', '', '', sum.bias]);
    lines.push(['z', '', '', sum.z], [`a (${sum.activation})`, '', '', sum.a]);
  }
  lines.push([], ['place', 'value']);
  placesOf(shape).forEach((place, at) => lines.push([place, values[at] ?? NaN]));
  return tableOf(lines);
}

/** What the probe leaves in a layer, value by value. */
export function copiedLight({ layer, shape, activations, deltas }: LayerLight): string {
  const lines: Cells[] = [['layer', layer], [], ['place', 'a', ...(deltas === null ? [] : ['delta'])]];
  placesOf(shape).forEach((place, at) => {
    lines.push([place, activations[at] ?? NaN, ...(deltas === null ? [] : [deltas[at] ?? NaN])]);
  });
  return tableOf(lines);
}

function aboutLines(about: Pick<LayerReading, 'layer' | 'moment' | 'note'>): Cells[] {
  const { layer, moment, note } = about;
  return [
    ['layer', layer],
    ['step', moment.step],
    ['epoch', moment.epoch],
    ['quantity', note],
  ];
}

/** The places of a shape, row-major: "3" in a vector, "0 2 1" in an image. */
function placesOf(shape: Shape): readonly string[] {
  return Array.from({ length: elementCount(shape) }, (_, at) => {
    let rest = at;
    const place = shape.map(() => 0);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis] ?? 1;
      place[axis] = rest % size;
      rest = Math.floor(rest / size);
    }
    return place.join(' ');
  });
}

function tableOf(lines: readonly Cells[]): string {
  return lines.map((cells) => cells.join('\t')).join('\n');
}
