/**
 * Fixes that write one parameter of a layer: the value that is almost certainly meant.
 */
import { MNIST_FORM } from '../data/mnistForm';
import type { NnFile } from '../file/nnFile';
import { textEditsFor } from '../file/textEdits';
import type { GraphNode, LayerId } from '../graph/graph';
import { isLayerType, layerDefinition } from '../layers/layerRegistry';
import { describeValue, quote } from '../wording';
import type { CheckedFile } from './checkNnFile';
import type { QuickFix } from './quickFix';

/** Units of a Dense layer within the network; its output has one a class. */
const HIDDEN_UNITS = 32;

/** Writes a parameter, whether the layer has it or not. */
export function parameterFix({ text }: NnFile, id: LayerId, name: string, value: unknown): QuickFix {
  return {
    title: `Set ${name} of ${quote(id)} to ${describeValue(value)}`,
    preferred: true,
    edits: () => textEditsFor(text, { kind: 'setParameter', ids: [id], name, value }),
  };
}

/** Writes a parameter that must be given, as a new layer from the palette has it. */
export function missingParameterFixes({ file }: CheckedFile, node: GraphNode, name: string): QuickFix[] {
  if (!isLayerType(node.type)) return [];
  const { initialParameters } = layerDefinition(node.type);
  const isHidden = name === 'units' && file.graph.edges.some(({ from }) => from === node.id);
  const value = isHidden ? HIDDEN_UNITS : initialParameters[name];
  return value === undefined ? [] : [parameterFix(file, node.id, name, value)];
}

/** The shape of the dataset's images with as many axes as the input has, so that the layers behind it still fit. */
export function inputShapeFix({ file, layers }: CheckedFile, { id }: GraphNode): QuickFix {
  const { imageSide } = MNIST_FORM;
  const rank = layers.get(id)?.outputShape?.length;
  const shape =
    rank === 1 ? [imageSide ** 2] : rank === 2 ? [imageSide, imageSide] : [imageSide, imageSide, 1];
  return parameterFix(file, id, 'shape', shape);
}
