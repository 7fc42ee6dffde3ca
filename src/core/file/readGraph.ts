/**
 * The parts of a network file that make its graph: layers, edges, layout.
 *
 * Reads what is there and reports what has the wrong form; what the names mean is checked in `src/core/network`.
 */
import type { GraphEdge, GraphNode, LayerId, Point } from '../graph/graph';
import type { JsonTree } from './jsonTree';
import { keyOf, kindOf, plainEntries, propertiesOf, toPlain, valueOf } from './jsonTree';
import type { Report } from './report';
import { describeValue, quote } from '../wording';

/** Every entry of `layers`; one that is no object is a layer without type and parameters. */
export function readLayers(tree: JsonTree, report: Report): Map<LayerId, GraphNode> {
  const nodes = new Map<LayerId, GraphNode>();
  const layers = tree.valueAt(['layers']);
  if (layers === undefined) return nodes;
  if (layers.type !== 'object') {
    const message = `layers is an object with one entry a layer, but this is ${kindOf(layers)}; write { … }.`;
    report('wrong-kind', 'error', message, ['layers']);
    return nodes;
  }
  for (const property of propertiesOf(layers)) {
    const id = keyOf(property);
    const value = valueOf(property);
    if (value === undefined || nodes.has(id)) continue;
    nodes.set(id, readLayer(tree, id, report));
  }
  return nodes;
}

function readLayer(tree: JsonTree, id: LayerId, report: Report): GraphNode {
  const value = tree.valueAt(['layers', id]);
  if (value?.type !== 'object') {
    const found = value === undefined ? 'missing' : kindOf(value);
    const message = `Layer ${quote(id)} is an object such as { "type": "Flatten" }, but this is ${found}; write { … }.`;
    report('wrong-kind', 'error', message, ['layers', id], { layerId: id });
    return { id, type: undefined, parameters: {} };
  }
  let type: unknown;
  const others: [string, unknown][] = [];
  for (const entry of plainEntries(value)) {
    if (entry[0] === 'type') type = entry[1];
    else others.push(entry);
  }
  const parameters = Object.fromEntries(others);
  if (typeof type === 'string') return { id, type, parameters };
  if (type === undefined) {
    const message = `Layer ${quote(id)} has no type; add "type": "Dense" or another layer type.`;
    report('missing-property', 'error', message, ['layers', id], { atKey: true, layerId: id });
  } else {
    const message = `Layer ${quote(id)} has type ${describeValue(type)}; write a layer type as text, e.g. "Dense".`;
    report('wrong-kind', 'error', message, ['layers', id, 'type'], { layerId: id });
  }
  return { id, type: undefined, parameters };
}

/** Every entry of `edges` that is a pair of names. */
export function readEdges(tree: JsonTree, report: Report): GraphEdge[] {
  const list = tree.valueAt(['edges']);
  if (list === undefined) return [];
  if (list.type !== 'array') {
    const message = `edges is a list of pairs such as ["input", "output"], but this is ${kindOf(list)}; write [ … ].`;
    report('wrong-kind', 'error', message, ['edges']);
    return [];
  }
  const edges: GraphEdge[] = [];
  (list.children ?? []).forEach((entry, index) => {
    const [from, to, ...rest] = entry.children ?? [];
    if (entry.type === 'array' && from?.type === 'string' && to?.type === 'string' && rest.length === 0) {
      edges.push({ from: String(from.value), to: String(to.value), index });
    } else {
      const message = `An edge is a pair of layer names such as ["input", "output"], but this is ${describeValue(toPlain(entry))}; correct or remove it.`;
      report('bad-edge', 'error', message, ['edges', index]);
    }
  });
  return edges;
}

/** Every entry of `layout` that is a position. */
export function readLayout(tree: JsonTree, report: Report): Map<LayerId, Point> {
  const layout = new Map<LayerId, Point>();
  const object = tree.valueAt(['layout']);
  if (object === undefined) return layout;
  if (object.type !== 'object') {
    const message = `layout is an object of positions such as "input": [0, 0], but this is ${kindOf(object)}; write { … }.`;
    report('wrong-kind', 'warning', message, ['layout']);
    return layout;
  }
  for (const id of new Set(propertiesOf(object).map(keyOf))) {
    const entry = tree.valueAt(['layout', id]);
    if (entry === undefined) continue;
    const [x, y, ...rest] = (entry.type === 'array' ? (entry.children ?? []) : []).map(toPlain);
    if (isCoordinate(x) && isCoordinate(y) && rest.length === 0) {
      layout.set(id, { x, y });
    } else {
      const message = `The position of ${quote(id)} is a pair such as [0, 130], but this is ${describeValue(toPlain(entry))}; write two numbers.`;
      report('wrong-kind', 'warning', message, ['layout', id], { layerId: id });
    }
  }
  return layout;
}

function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
