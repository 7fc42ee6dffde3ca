/** What hovers and cards say of weights, in words and figures. Pure. */
import type { WeightQuantity } from '../../../src/core/inspection/quantity';
import type { Histogram, TensorPicture, TensorReading } from '../../../src/core/inspection/readings';
import type { InspectedMoment } from '../../../src/protocol/inspectedMoment';
import type { Probe } from '../../../src/protocol/probe';
import { formatCount } from '../../ui/formats';
import type { LayerCardData } from '../drawing/toFlow';
import type { Subject } from './subject';

export const QUANTITY_LABELS: Readonly<Record<WeightQuantity, string>> = {
  weights: 'Weights w',
  lastUpdate: 'Last update Δw',
  gradient: 'Gradient ∂C/∂w',
  sinceStart: 'Since start',
};

export interface Figure {
  readonly name: string;
  readonly value: string;
}

/** Four digits, by powers of ten where it is very large or small. */
export function formatWeight(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value > 0 ? '∞' : '−∞';
  const magnitude = Math.abs(value);
  const plain = magnitude === 0 || (magnitude >= 1e-3 && magnitude < 1e5);
  const text = plain ? String(Number(magnitude.toPrecision(4))) : magnitude.toExponential(3);
  return `${value < 0 ? '−' : ''}${text.replace('e-', 'e−').replace('e+', 'e')}`;
}

/** The figures of one tensor, in the order in which they stand. */
export function tensorFigures({
  shape,
  statistics,
}: Pick<TensorReading, 'shape' | 'statistics'>): readonly Figure[] {
  const { count, min, max, mean, standardDeviation, nearZero, nonFinite } = statistics;
  return [
    { name: 'Shape', value: shape.join(' × ') },
    { name: 'Count', value: formatCount(count) },
    { name: 'Minimum', value: formatWeight(min) },
    { name: 'Maximum', value: formatWeight(max) },
    { name: 'Mean', value: formatWeight(mean) },
    { name: 'Standard deviation', value: formatWeight(standardDeviation) },
    { name: 'Near zero', value: Number.isNaN(nearZero) ? '–' : `${(100 * nearZero).toFixed(1)} %` },
    ...(nonFinite === 0 ? [] : [{ name: 'Not finite', value: formatCount(nonFinite) }]),
  ];
}

/** When, and whether it moves on: "Step 1,200, epoch 3, training". */
export function momentText({ step, epoch, source, training }: InspectedMoment): string {
  const when = `Step ${formatCount(step)}, epoch ${formatCount(epoch)}`;
  if (source === 'past') return `${when}, a checkpoint that you went back to`;
  if (source === 'kept') return `${when}, the last checkpoint`;
  return training ? `${when}, training` : when;
}

/** What is looked at: "hidden", "hidden, unit 17", "the wire from hidden to output". */
export function subjectText(subject: Subject): string {
  switch (subject.kind) {
    case 'layer':
      return subject.layer;
    case 'unit':
      return `${subject.layer}, unit ${formatCount(subject.unit)}`;
    case 'wire':
      return `the wire from ${subject.from} to ${subject.to}`;
  }
}

/** What a layer is, in one line: "128 units · relu · output 128 · 100,480 parameters". */
export function factsOf({ detail, outputShape, parameterCount }: LayerCardData): string {
  return [
    detail,
    outputShape === undefined ? '' : `output ${outputShape}`,
    parameterCount === undefined ? '' : `${parameterCount} parameters`,
  ]
    .filter((fact) => fact !== '')
    .join(' · ');
}

/** Which example it is: "the drawn digit", "test example 12". */
export function probeText(probe: Probe): string {
  return probe.kind === 'drawn' ? 'the drawn digit' : `${probe.set} example ${formatCount(probe.index)}`;
}

/** A level of a picture as a number; two digits, since a level is rounded to a 127th of the scale. */
export function formatLevel(value: number): string {
  return formatWeight(Number(value.toPrecision(2)));
}

/** The name and formula of an activation's answer: "σ(z)". */
export function activationText(activation: string): string {
  const texts: Readonly<Record<string, string>> = { linear: 'z', sigmoid: 'σ(z)', relu: 'max(0, z)' };
  return texts[activation] ?? `${activation}(z)`;
}

/** What a picture's axes are, and how much of the tensor is in it. */
export function captionText({ caption, tiles, totalTiles }: TensorPicture): string {
  return tiles < totalTiles
    ? `${caption}; the first ${formatCount(tiles)} of ${formatCount(totalTiles)}`
    : caption;
}

/** What a picture shows, for whoever cannot see it. */
export function pictureText(name: string, picture: TensorPicture): string {
  const { kind, scale } = picture;
  const what = { tiles: 'tiles', heatMap: 'a heat map', bars: 'cells' }[kind];
  return `${name} as ${what}: ${captionText(picture)}; from ${formatWeight(-scale)} to ${formatWeight(scale)}.`;
}

/** What a histogram shows, for whoever cannot see it. */
export function histogramText(name: string, { from, to, counts }: Histogram): string {
  const most = Math.max(0, ...counts);
  if (most === 0) return `Histogram of ${name}: no finite values.`;
  const width = (to - from) / counts.length;
  const at = from + counts.indexOf(most) * width;
  return `Histogram of ${name} from ${formatWeight(from)} to ${formatWeight(to)}: most values, ${formatCount(most)}, lie between ${formatWeight(at)} and ${formatWeight(at + width)}.`;
}
