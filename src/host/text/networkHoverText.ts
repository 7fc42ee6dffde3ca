/**
 * What a layer's hover in the text says, as Markdown: what the layer is, and what its weights are, with pictures.
 */
import type { ThemeKind } from '../../core/inspection/colours';
import type { TensorReading } from '../../core/inspection/readings';
import { readTensors } from '../../core/inspection/tensorReading';
import { mentionAt, layerMentions } from '../../core/file/layerMentions';
import { layerPlaces, layersAt } from '../../core/file/layerPlaces';
import type { LayerId } from '../../core/graph/graph';
import { isLayerType, layerDefinition } from '../../core/layers/layerRegistry';
import { checkNnFile } from '../../core/network/checkNnFile';
import { describeShape } from '../../core/wording';
import type { RunCommand } from '../../core/training/runCommands';
import type { Unavailable } from '../../protocol/inspectedMoment';
import type { ReadTensors } from '../inspection/inspection';
import { RUN_COMMAND_IDS } from '../training/runCommandIds';
import { hoverPicture } from './hoverPicture';
import { pngOf } from './png';

/** VS Code cuts Markdown off at 100,000 characters, in the middle of a picture if need be. */
const MAX_LENGTH = 90_000;
/** Numbers of a picture at first; fewer until everything fits. */
const MOST_NUMBERS = 120_000;
const LESS = 0.7;

const COMMAND_TITLES: Readonly<Record<RunCommand, string>> = {
  train: 'Train this network',
  pause: 'Pause training',
  resume: 'Resume training',
  step: 'Train one step',
  epoch: 'Train one epoch',
  stop: 'Stop training',
  reset: 'Reset the weights',
  evaluate: 'Evaluate on the test set',
};

/** What a hover shows beside the file's text. */
export interface HoverContext {
  /** The layer's weights, or why there are none. */
  readonly weights: ReadTensors | Unavailable;
  readonly theme: ThemeKind;
  /** The network file's Uri as JSON, which commands are given. */
  readonly uri: string;
}

/** The layer that a place in the text is about; none where it is about several. */
export function layerHovered(text: string, offset: number): LayerId | undefined {
  const named = mentionAt(layerMentions(text), offset)?.id;
  const ids = layersAt(layerPlaces(text), [{ offset, length: 0 }]);
  return named ?? (ids.length === 1 ? ids[0] : undefined);
}

/** The hover of a layer; `undefined` where the text has no such layer. */
export async function networkHoverText(
  text: string,
  id: LayerId,
  context: HoverContext,
): Promise<string | undefined> {
  const { file, layers } = checkNnFile(text);
  const node = file.graph.nodes.get(id);
  if (node === undefined) return undefined;
  const summary = layers.get(id);
  const head = [`**${escaped(id)}**`, escaped(node.type ?? 'layer without a type')];
  if (summary?.outputShape !== undefined) head.push(`output ${escaped(describeShape(summary.outputShape))}`);
  const parameters = summary?.parameterCount;
  if (parameters !== undefined) {
    head.push(parameters === 1 ? '1 parameter' : `${parameters.toLocaleString('en-US')} parameters`);
  }
  const parts = [head.join(' · ')];
  if (isLayerType(node.type)) parts.push(layerDefinition(node.type).description);
  const { weights } = context;
  if (parameters === 0) return parts.join('\n\n');
  if (weights.kind === 'unavailable') return [...parts, unavailableText(weights, context.uri)].join('\n\n');

  const layer = weights.network.layers.find((each) => each.id === id);
  // In a text with an error nobody knows whether the layer learns anything; the run does.
  if (parameters === undefined && layer?.weights.length === 0) return parts.join('\n\n');
  const readings = layer === undefined ? [] : readTensors(weights.network, layer, weights.tensors);
  if (readings.length === 0) {
    const reason = 'The run that was trained last has no weights of this layer: it was changed since.';
    const missing: Unavailable = { kind: 'unavailable', reason, command: 'train' };
    return [...parts, unavailableText(missing, context.uri)].join('\n\n');
  }
  const { step, epoch, training } = weights.moment;
  parts.push(`Weights after step ${step}, epoch ${epoch}${training ? ', while it trains' : ''}:`);
  return withPictures(parts.join('\n\n'), statisticsTable(readings), readings, context.theme);
}

function unavailableText({ reason, command }: Unavailable, uri: string): string {
  if (command === null) return escaped(reason);
  const link = `command:${RUN_COMMAND_IDS[command]}?${encodeURIComponent(`[${uri}]`).replace(/[()]/g, (each) => (each === '(' ? '%28' : '%29'))}`;
  return `${escaped(reason)} [${COMMAND_TITLES[command]}](${link})`;
}

function statisticsTable(readings: readonly TensorReading[]): string {
  const isWhole = readings.every(({ statistics }) => statistics.nonFinite === 0);
  const rows = readings.map(({ role, shape, statistics }) => {
    const { min, max, mean, standardDeviation, nearZero, nonFinite } = statistics;
    const cells = [
      role,
      escaped(describeShape(shape)),
      ...[min, max, mean, standardDeviation].map(figureText),
      `${(100 * nearZero).toFixed(1)} %`,
      ...(isWhole ? [] : [String(nonFinite)]),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const titles = [
    '',
    'shape',
    'min',
    'max',
    'mean',
    'std. dev.',
    'near zero',
    ...(isWhole ? [] : ['not finite']),
  ];
  return [`| ${titles.join(' | ')} |`, `|${'---|'.repeat(titles.length)}`, ...rows].join('\n');
}

/** The text with as much of the tensors' pictures as fits, before the table: a hover shows its beginning alone. */
async function withPictures(
  text: string,
  table: string,
  readings: readonly TensorReading[],
  theme: ThemeKind,
): Promise<string> {
  for (let numbers = MOST_NUMBERS; numbers >= 1; numbers = Math.floor(numbers * LESS)) {
    const pictures = readings.map((reading) => pictureText(reading, theme, numbers));
    const whole = [text, ...(await Promise.all(pictures)), table].join('\n\n');
    if (whole.length <= MAX_LENGTH) return whole;
  }
  return `${text}\n\nThe pictures are too large for a hover.\n\n${table}`;
}

async function pictureText(reading: TensorReading, theme: ThemeKind, numbers: number): Promise<string> {
  const { image, shown } = hoverPicture(reading, theme, numbers);
  const { role, picture, statistics } = reading;
  const scale = figureText(picture.scale);
  const what = [picture.caption, ...(shown === '' ? [] : [shown])].join(', ');
  const legend = picture.scale === 0 ? 'all 0' : `blue −${scale}, orange ${scale}`;
  const alternative =
    `Histogram and picture of the ${role}: ${statistics.count} values from ${figureText(statistics.min)} ` +
    `to ${figureText(statistics.max)}, mean ${figureText(statistics.mean)}; ${what}`;
  const data = base64(await pngOf(image));
  return `${role}: ${what} (${legend})\n\n![${alternative}](data:image/png;base64,${data})`;
}

/** Four significant digits, with a true minus sign. */
function figureText(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))).replace('-', '−') : 'none';
}

function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()#!|<>~&$]/g, '\\$&');
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
