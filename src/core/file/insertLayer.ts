/**
 * A layer put into a wire, on the text: the wire ends at the new layer, from which a second one leads on. Or a layer put
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

/** The edits that put a layer between the two ends of an edge; none where the text does not have them. */
export function insertLayerEdits(text: string, edge: GraphEdge, layer: InsertedLayer): TextEdit[] {
  const tree = parseJsonTree(text);
  const edges = tree.valueAt(['edges']);
  const divided = tree.valueAt(['edges', edge.index]);
  const end = tree.valueAt(['edges', edge.index, 1]);
  if (edges === undefined || divided === undefined || end === undefined) return [];
  return [
    ...layerEdits(text, tree, edge.from, layer),
    { offset: end.offset, length: end.length, content: formatInline(layer.id) },
    ...insertEdgeBehind(text, edges, divided, formatInline([layer.id, edge.to])),
  ];
}

/** The edits that wire a new layer to the end of another one; none where the file has no edges yet. */
export function appendLayerEdits(text: string, after: LayerId, layer: InsertedLayer): TextEdit[] {
  const tree = parseJsonTree(text);
  const edges = tree.valueAt(['edges']);
  if (edges === undefined) return [];
  const edge = formatInline([after, layer.id]);
  return [
    ...layerEdits(text, tree, after, layer),
    ...insertChildren(text, edges, [edge], { onePerLine: false, wraps: true }),
  ];
}

/** Writes the layer and its position behind those of another one. */
function layerEdits(text: string, tree: JsonTree, after: LayerId, layer: InsertedLayer): TextEdit[] {
  const { id, type, parameters, position } = layer;
  const edits = insertBehind(text, tree, ['layers', after], formatProperty(id, { type, ...parameters }));
  if (position === undefined) return edits;
  const place = formatProperty(id, [position.x, position.y]);
  return [...edits, ...insertBehind(text, tree, ['layout', after], place)];
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

/** Inserts a property behind the one at a path of two keys. */
function insertBehind(
  text: string,
  tree: JsonTree,
  [container, key]: readonly [string, string],
  property: string,
): TextEdit[] {
  const object = tree.valueAt([container]);
  if (object === undefined) return [];
  const after = propertiesOf(object)
    .filter((candidate) => keyOf(candidate) === key)
    .at(-1);
  const options = {
    onePerLine: container === 'layers',
    wraps: true,
    ...(after === undefined ? {} : { after }),
  };
  return insertChildren(text, object, [property], options);
}
