/**
 * Fixes for an output that has not one value a class: the layer that decides on the number, or a Dense layer behind.
 */
import { MNIST_FORM } from '../data/mnistForm';
import { appendLayerEdits, type InsertedLayer } from '../file/insertLayer';
import type { Graph, GraphNode, LayerId, Point } from '../graph/graph';
import type { Activation, LayerType } from '../layers/layerConfig';
import { isLayerType } from '../layers/layerRegistry';
import { quote } from '../wording';
import type { CheckedFile } from './checkNnFile';
import { freeId } from '../graph/freeId';
import { parameterFix } from './parameterFixes';
import type { QuickFix } from './quickFix';

/** Pixels from a layer to the next one below it. */
const BELOW = 130;

/** Layers whose last axis is as long as their input's. */
const KEEPS_LAST_AXIS: readonly LayerType[] = [
  'Activation',
  'AveragePooling2D',
  'BatchNormalization',
  'Dropout',
  'GlobalAveragePooling2D',
  'MaxPooling2D',
];

/** The parameter that decides how long the last axis of a layer's output is. */
const LAST_AXIS = { Dense: 'units', Conv2D: 'filters' } as const;

/** Gives the output one value a class: by the layer that decides on it, or by a Dense layer behind the network's end. */
export function classFixes(checked: CheckedFile, output: GraphNode): QuickFix[] {
  const { file, layers } = checked;
  const { classes } = MNIST_FORM;
  const shape = layers.get(output.id)?.outputShape;
  if (shape === undefined) return [];
  const isFlat = shape.length === 1;
  const deciding = isFlat ? decidingLayer(checked, output) : undefined;
  const fixes = deciding === undefined ? [] : [parameterFix(file, deciding.node.id, deciding.name, classes)];
  if (deciding?.node === output) return fixes;
  const loss = file.graph.training?.loss;
  const activation: Activation =
    loss === 'quadratic' || loss === 'binaryCrossentropy' ? 'sigmoid' : 'softmax';
  const dense = { type: 'Dense', parameters: { units: classes, activation } };
  fixes.push({
    title: `Add ${isFlat ? '' : 'a Flatten and '}a Dense layer with ${String(classes)} units behind ${quote(output.id)}`,
    preferred: deciding === undefined,
    edits: () => appendFix(checked, output.id, isFlat ? [dense] : [{ type: 'Flatten' }, dense]),
  });
  return fixes;
}

/** Ends the network with an activation of its own, behind an output that takes none. */
export function appendActivationFix(checked: CheckedFile, output: LayerId, activation: Activation): QuickFix {
  return {
    title: `Add an Activation layer with ${quote(activation)} behind ${quote(output)}`,
    preferred: true,
    edits: () =>
      appendFix(checked, output, [{ type: 'Activation', parameters: { activation }, name: activation }]),
  };
}

/** @param layers each named after its type unless given. */
function appendFix(
  { file: { text, graph } }: CheckedFile,
  after: LayerId,
  layers: readonly (Pick<InsertedLayer, 'type' | 'parameters'> & { readonly name?: string })[],
): ReturnType<QuickFix['edits']> {
  const at = graph.layout.get(after);
  const inserted = layers.map(({ name, ...layer }, i): InsertedLayer => ({
    ...layer,
    id: freeId(graph.nodes, name ?? layer.type.toLowerCase()),
    position: below(at, i + 1),
  }));
  return appendLayerEdits(text, after, inserted);
}

function below(at: Point | undefined, rows: number): Point | undefined {
  return at === undefined ? undefined : { x: Math.round(at.x), y: Math.round(at.y) + rows * BELOW };
}

/**
 * The layer from which the length of a layer's last axis comes, through layers that keep it.
 * @param start of a network that could be inferred: a way back without a cycle.
 */
function decidingLayer(
  { file: { graph } }: CheckedFile,
  start: GraphNode,
): { readonly node: GraphNode; readonly name: string } | undefined {
  for (let node: GraphNode | undefined = start; node !== undefined; node = inputOf(graph, node)) {
    const { type } = node;
    if (type === 'Dense' || type === 'Conv2D') return { node, name: LAST_AXIS[type] };
    if (!isLayerType(type) || !KEEPS_LAST_AXIS.includes(type)) return undefined;
  }
  return undefined;
}

/** The layer that is wired into one that takes a single input. */
function inputOf({ nodes, edges }: Graph, { id }: GraphNode): GraphNode | undefined {
  const wire = edges.find(({ to }) => to === id);
  return wire === undefined ? undefined : nodes.get(wire.from);
}
