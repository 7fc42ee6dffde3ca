/** What hovers and cards say of weights, in words and figures. Pure. */
import type { WeightQuantity } from '../../../src/core/inspection/quantity';
import type { Histogram, TensorPicture, TensorReading } from '../../../src/core/inspection/readings';
import type { InspectedMoment } from '../../../src/protocol/inspectedMoment';
import type { LayerReading } from '../../../src/protocol/inspection';
import { formatCount } from '../../ui/formats';

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
export function tensorFigures({ shape, statistics }: TensorReading): readonly Figure[] {
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

/** What a picture shows, for whoever cannot see it. */
export function pictureText(name: string, { kind, scale, caption }: TensorPicture): string {
  const what = { tiles: 'tiles', heatMap: 'a heat map', bars: 'cells' }[kind];
  return `${name} as ${what}: ${caption}; from ${formatWeight(-scale)} to ${formatWeight(scale)}.`;
}

/** What a histogram shows, for whoever cannot see it. */
export function histogramText(name: string, { from, to, counts }: Histogram): string {
  const most = Math.max(0, ...counts);
  if (most === 0) return `Histogram of ${name}: no finite values.`;
  const width = (to - from) / counts.length;
  const at = from + counts.indexOf(most) * width;
  return `Histogram of ${name} from ${formatWeight(from)} to ${formatWeight(to)}: most values, ${formatCount(most)}, lie between ${formatWeight(at)} and ${formatWeight(at + width)}.`;
}

/** The figures and histograms as a table, tab-separated and unrounded, for a spreadsheet. */
export function copiedValues({ layer, moment, note, tensors }: LayerReading): string {
  const lines: (readonly (string | number)[])[] = [
    ['layer', layer],
    ['step', moment.step],
    ['epoch', moment.epoch],
    ['quantity', note],
  ];
  for (const { name, shape, statistics, histogram } of tensors) {
    const { from, to, counts } = histogram;
    const width = (to - from) / counts.length;
    lines.push([], ['tensor', name], ['shape', shape.join(' × ')], ...Object.entries(statistics));
    lines.push(['from', 'to', 'values']);
    counts.forEach((count, bin) => lines.push([from + bin * width, from + (bin + 1) * width, count]));
  }
  return lines.map((cells) => cells.join('\t')).join('\n');
}
