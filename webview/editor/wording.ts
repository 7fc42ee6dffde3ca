/**
 * How the canvas says things: shapes, counts, the parameters that matter, and the sentences for screen readers.
 */
import type { Graph, GraphNode } from '../../src/core/graph/graph';
import type { GraphEdit } from '../../src/core/graph/graphEdit';
import type { Shape } from '../../src/core/shape';
import { isLayerType, layerDefinition } from '../../src/core/layers/layerRegistry';
import type { CheckedFile } from '../../src/core/network/checkNnFile';
import type { Diagnostic } from '../../src/core/diagnostics/diagnostic';
import { networkCost } from '../../src/core/network/networkCost';
import { formatBytes, formatCount, formatShortCount } from '../ui/formats';

/** `28 × 28 × 1` */
export function formatShape(shape: Shape): string {
  return shape.map(String).join(' × ');
}

/** One figure at the foot of the canvas, with what it means. */
export interface SizeFigure {
  readonly text: string;
  readonly explanation: string;
}

/**
 * Layers, parameters, multiply-adds and memory. Sums that leave layers out say so, and those of which nothing is known
 * yet are left out.
 */
export function sizeFigures(checked: CheckedFile): readonly SizeFigure[] {
  const { complete, ...cost } = networkCost(checked);
  const figure = (sum: number, text: string, explanation: string): readonly SizeFigure[] => {
    if (complete) return [{ text, explanation }];
    return sum === 0
      ? []
      : [{ text: `at least ${text}`, explanation: `${explanation} Some are not known yet.` }];
  };
  const layers = { text: countOf(checked.layers.size, 'layer'), explanation: 'Layers of the network.' };
  if (checked.layers.size === 0) return [layers];
  return [
    layers,
    ...figure(cost.parameters, countOf(cost.parameters, 'parameter'), 'Weights of all layers together.'),
    ...figure(
      cost.multiplyAdds,
      `${formatShortCount(cost.multiplyAdds)} multiply-adds`,
      'Products with weights that one example needs on its way through the network.',
    ),
    ...figure(
      cost.weightBytes,
      `${formatBytes(cost.weightBytes)} weights`,
      'Memory of the weights, as float32.',
    ),
    ...figure(
      cost.activationBytes,
      `${formatBytes(cost.activationBytes)} activations`,
      `Memory of all layers' outputs at the batch size of ${formatCount(cost.batchSize)}, as float32.`,
    ),
  ];
}

/** `1 layer`, `2,000 layers` */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** How a parameter reads on a card; those not listed matter only in the inspector. */
const HEADLINES: Readonly<Record<string, (value: unknown) => string>> = {
  units: (value) => (typeof value === 'number' ? countOf(value, 'unit') : ''),
  filters: (value) => (typeof value === 'number' ? countOf(value, 'filter') : ''),
  kernelSize: windowSize,
  poolSize: windowSize,
  strides: (value) => (windowSize(value) === '' ? '' : `strides ${windowSize(value)}`),
  padding: (value) => (value === 'same' ? 'same' : ''),
  activation: (value) => (typeof value === 'string' && value !== 'linear' ? value : ''),
  rate: (value) => (typeof value === 'number' ? `rate ${String(value)}` : ''),
  targetShape: (value) => (isNumbers(value) ? `to ${formatShape(value)}` : ''),
  axis: (value) => (typeof value === 'number' ? `axis ${String(value)}` : ''),
  momentum: (value) => (typeof value === 'number' ? `momentum ${String(value)}` : ''),
};

/** The written parameters that matter, such as `8 filters · 5 × 5 · relu`; empty when there are none. */
export function parameterSummary(node: GraphNode): string {
  const order = isLayerType(node.type)
    ? layerDefinition(node.type).parameters.map(({ name }) => name)
    : Object.keys(node.parameters);
  return order
    .filter((name) => Object.hasOwn(node.parameters, name))
    .map((name) => (Object.hasOwn(HEADLINES, name) ? HEADLINES[name]?.(node.parameters[name]) : ''))
    .filter((text) => text !== undefined && text !== '')
    .join(' · ');
}

function windowSize(value: unknown): string {
  if (typeof value === 'number') return `${String(value)} × ${String(value)}`;
  return isNumbers(value) ? formatShape(value) : '';
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number');
}

/** No one listens to more of them than this. */
const MAX_SPOKEN = 5;

/** `2 problems: …`, for whoever cannot see the badge; of many only the first. */
export function spokenProblems(problems: readonly Diagnostic[]): string {
  const spoken = problems.slice(0, MAX_SPOKEN).map(({ message }) => message);
  return `${countOf(problems.length, 'problem')}: ${spoken.join(' ')}`;
}

/** `2 errors, 1 warning`, or `No problems`. */
export function problemCounts(problems: readonly Diagnostic[]): string {
  const parts = (['error', 'warning'] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [countOf(count, severity)];
  });
  return parts.length === 0 ? 'No problems' : parts.join(', ');
}

/** What is left out of a list of problems that shows only the first ones. */
export function moreProblems(problems: readonly Diagnostic[], shown: number): string {
  return `And ${problemCounts(problems.slice(shown))} more.`;
}

/** What an edit did, in the past tense; `graph` is the one it was made for. */
export function describeEdit(graph: Graph, edit: GraphEdit): string {
  switch (edit.kind) {
    case 'addLayers': {
      const [only, ...more] = edit.layers;
      return only === undefined || more.length > 0
        ? `Added ${countOf(edit.layers.length, 'layer')}.`
        : `Added ${only.type} ${only.id}.`;
    }
    case 'removeLayers':
      return edit.ids.length === 1
        ? `Deleted layer ${edit.ids.join()}.`
        : `Deleted ${countOf(edit.ids.length, 'layer')}.`;
    case 'addEdges': {
      const [only, ...more] = edit.edges;
      return only === undefined || more.length > 0
        ? `Connected ${countOf(edit.edges.length, 'wire')}.`
        : `Connected ${only.from} to ${only.to}.`;
    }
    case 'reconnectEdge':
      return `Connected ${edit.from} to ${edit.to} instead.`;
    case 'removeEdges': {
      const [only, ...more] = edit.indices.map((index) => graph.edges[index]);
      return only === undefined || more.length > 0
        ? `Disconnected ${countOf(edit.indices.length, 'wire')}.`
        : `Disconnected ${only.from} from ${only.to}.`;
    }
    case 'moveLayers':
      return `Moved ${countOf(Object.keys(edit.positions).length, 'layer')}.`;
    case 'setParameter': {
      const [only, ...more] = edit.ids;
      const owner = only === undefined || more.length > 0 ? countOf(edit.ids.length, 'layer') : only;
      return describeSetting(`${edit.name} of ${owner}`, edit.value);
    }
    case 'renameLayer':
      return `Renamed ${edit.from} to ${edit.to}.`;
    case 'setTraining':
      return describeSetting(edit.path.join('.'), edit.value);
    case 'setName':
      return edit.name === undefined ? 'Removed the name.' : `Named the network ${edit.name}.`;
    case 'sequence':
      return edit.edits.map((part) => describeEdit(graph, part)).join(' ');
  }
}

function describeSetting(setting: string, value: unknown): string {
  return value === undefined
    ? `Reset ${setting} to its default.`
    : `Set ${setting} to ${JSON.stringify(value)}.`;
}
