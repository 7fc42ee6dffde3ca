/**
 * A layer put into a wire, on the text: the wire ends at the new layer, from which a second one leads on. Or layers put
 * behind another.
 *
 * The layer is written behind the one that it follows, its wire behind the one that it divides, so that the file still
 * reads from input to output and the order of a merge's inputs stays.
 */
import type { Node } from 'jsonc-parser';
import type { GraphEdge, LayerId, Point } from '../graph/graph';
import { insertChildren } from './containerEdits';
import { formatInline, formatProperty } from './jsonStyle';
import type { JsonTree } from './jsonTree';
import { keyOf, parseJsonTree, propertiesOf } from './jsonTree';
import type { TextEdit } from './textEdit';

export interface InsertedLayer {
  readonly id: LayerId;
  readonly type: string;
  /** None unless given. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Left out where the layers beside it have no position either. */
  readonly position: Point | undefined;
}

/**
 * The edits that put a layer into the wires that lead from some layers to one: a merge into several, anything else into
 * one. None where the text does not have them.
 */
export function insertLayerEdits(text: string, into: readonly GraphEdge[], layer: InsertedLayer): TextEdit[] {
  const tree = parseJsonTree(text);
  const edges = tree.valueAt(['edges']);
  const last = into.at(-1);
  const divided = last === undefined ? undefined : tree.valueAt(['edges', last.index]);
  const ends = into.flatMap(({ index }) => tree.valueAt(['edges', index, 1]) ?? []);
  if (edges === undefined || last === undefined || divided === undefined || ends.length < into.length)
    return [];
  return [
    ...layerEdits(text, tree, last.from, [layer]),
    ...ends.map(({ offset, length }) => ({ offset, length, content: formatInline(layer.id) })),
    ...insertEdgeBehind(text, edges, divided, formatInline([layer.id, last.to])),
  ];
}

/** The edits that wire new layers, one behind the other, to the end of another one; none where the file has no edges. */
export function appendLayerEdits(text: string, after: LayerId, layers: readonly InsertedLayer[]): TextEdit[] {
  const tree = parseJsonTree(text);
  const edges = tree.valueAt(['edges']);
  if (edges === undefined) return [];
  const wires = layers.map(({ id }, i) => formatInline([layers[i - 1]?.id ?? after, id]));
  return [
    ...layerEdits(text, tree, after, layers),
    ...insertChildren(text, edges, wires, { onePerLine: false, wraps: true }),
  ];
}

/** Writes layers and their positions behind those of another one. */
function layerEdits(
  text: string,
  tree: JsonTree,
  after: LayerId,
  layers: readonly InsertedLayer[],
): TextEdit[] {
  const properties = layers.map(({ id, type, parameters }) => formatProperty(id, { type, ...parameters }));
  const places = layers.flatMap(({ id, position }) =>
    position === undefined ? [] : [formatProperty(id, [position.x, position.y])],
  );
  return [
    ...insertBehind(text, tree, ['layers', after], properties),
    ...insertBehind(text, tree, ['layout', after], places),
  ];
}

/** Behind an edge that others follow on its line, the new one stays on the line too. */
function insertEdgeBehind(text: string, edges: Node, divided: Node, content: string): TextEdit[] {
  const end = divided.offset + divided.length;
  const next = edges.children?.[edges.children.indexOf(divided) + 1];
  if (next !== undefined && !/[\r\n]/.test(text.slice(end, next.offset))) {
    return [{ offset: end, length: 0, content: `, ${content}` }];
  }
  return insertChildren(text, edges, [content], { onePerLine: false, wraps: true, after: divided });
}

/** Inserts properties behind the one at a path of two keys. */
function insertBehind(
  text: string,
  tree: JsonTree,
  [container, key]: readonly [string, string],
  properties: readonly string[],
): TextEdit[] {
  const object = tree.valueAt([container]);
  if (object === undefined || properties.length === 0) return [];
  const after = propertiesOf(object)
    .filter((candidate) => keyOf(candidate) === key)
    .at(-1);
  const options = {
    onePerLine: container === 'layers',
    wraps: true,
    ...(after === undefined ? {} : { after }),
  };
  return insertChildren(text, object, properties, options);
}
