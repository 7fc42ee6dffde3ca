/** What the probe's panel and the lights on the cards say, in words and figures. Pure. */
import type { LayerFindings, UnitFinding } from '../../../src/core/inspection/readings';
import type { Shape } from '../../../src/core/shape';
import type { LayerLight, ProbeReading } from '../../../src/protocol/probe';
import { formatCount } from '../../ui/formats';
import { formatWeight } from '../inside/insideTexts';
import { formatShape } from '../wording';
import { drawingSize } from './probeDesk';
import type { Lit } from './probeStore';

const NO_BREAK = '\u00a0';

/** What there is of one class at the output. */
export interface ClassValue {
  readonly label: number;
  readonly value: number;
}

/** The output for each class; a single output p speaks for class 1, and 1 − p for class 0. */
export function classAnswers(reading: ProbeReading): readonly ClassValue[] {
  return byClass(reading, outputOf(reading)?.activations ?? null, (p) => 1 - p);
}

/** The output's δ for each class; that of a single output has the opposite sign for class 0. */
export function classErrors(reading: ProbeReading): readonly ClassValue[] {
  return byClass(reading, outputOf(reading)?.deltas ?? null, (delta) => -delta);
}

function outputOf({ layers, output }: ProbeReading): LayerLight | undefined {
  return layers.find(({ layer }) => layer === output);
}

function byClass(
  { classes }: ProbeReading,
  values: Float32Array | null,
  opposite: (value: number) => number,
): readonly ClassValue[] {
  const [only = NaN] = values ?? [];
  const all = values?.length === 1 && classes === 2 ? [opposite(only), only] : [...(values ?? [])];
  return all.map((value, label) => ({ label, value }));
}

/** How sure, as a share; outputs that are no shares as they are. */
export function sureText(value: number): string {
  return value >= 0 && value <= 1 ? `${(100 * value).toFixed(1)}${NO_BREAK}%` : formatWeight(value);
}

/** "7, 98.2 %" */
export function answerText({ predicted, confidence }: ProbeReading): string {
  return predicted < 0 ? 'no class' : `${predicted}, ${sureText(confidence)}`;
}

/** What a layer's light shows, for whoever cannot see it. */
export function lightText(light: LayerLight, lit: Lit, reading: ProbeReading): string {
  if (lit === 'deltas' && light.deltas !== null) return `errors δ ${rangeText(light.deltas)}`;
  return light.layer === reading.output
    ? `answers ${answerText(reading)}`
    : `activations ${rangeText(light.activations)}`;
}

function rangeText(values: Float32Array): string {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) return 'that are no numbers';
  return `from ${formatWeight(min)} to ${formatWeight(max)}`;
}

/** Why the network takes no drawing; `undefined` where it does. */
export function drawingRefusal(shape: Shape | undefined): string | undefined {
  if (shape === undefined) {
    return 'The network has errors, so it is not known what could be drawn for it. Mend them, or choose an example.';
  }
  return drawingSize(shape) === undefined
    ? `A digit can be drawn for an input of height × width × 1, but this network takes ${formatShape(shape)}. Choose an example instead.`
    : undefined;
}

/** "3 dead, 1 saturated of 128", "none of 128" */
export function findingsText({ units, findings }: LayerFindings): string {
  const dead = findings.filter(({ kind }) => kind === 'dead').length;
  const saturated = findings.length - dead;
  const of = formatCount(units);
  if (dead + saturated === 0) return `none of ${of}`;
  const parts = [
    ...(dead === 0 ? [] : [`${formatCount(dead)} dead`]),
    ...(saturated === 0 ? [] : [`${formatCount(saturated)} saturated`]),
  ];
  return `${parts.join(', ')} of ${of}`;
}

/** What is the matter with a unit: "Unit 17: 0 for every test image". */
export function findingText({ unit, kind, share }: UnitFinding): string {
  return kind === 'dead'
    ? `Unit ${unit}: 0 for every test image`
    : `Unit ${unit}: ${(100 * share).toFixed(1)}${NO_BREAK}% of its activations over the test images are saturated`;
}

/** What is wrong with a text as the number of an example, from 0; `undefined` where nothing is. */
export function exampleProblem(text: string, examples: number): string | undefined {
  return /^\s*\d+\s*$/.test(text) && Number(text) < examples
    ? undefined
    : `Give a whole number from 0 to ${formatCount(examples - 1)}.`;
}
