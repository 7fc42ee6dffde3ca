/**
 * A graph after an edit: the meaning of `GraphEdit`, which `src/core/file/textEdits` carries out on the text.
 */
import { quote } from '../wording';
import type { Graph, GraphEdge, LayerId, Point } from './graph';
import type { GraphEdit, NewEdge } from './graphEdit';
import { GraphEditError } from './graphEdit';

type Settings = Readonly<Record<string, unknown>>;

/**
 * The edited graph; the given one stays as it is.
 * @throws GraphEditError when the edit does not apply: a layer or wire that is missing, or there already.
 */
export function applyGraphEdit(graph: Graph, edit: GraphEdit): Graph {
  checkGraphEdit(graph, edit);
  switch (edit.kind) {
    case 'addLayers': {
      const [nodes, layout] = [new Map(graph.nodes), new Map(graph.layout)];
      for (const { id, type, parameters, position } of edit.layers) {
        nodes.set(id, { id, type, parameters: { ...parameters } });
        layout.set(id, roundPoint(position));
      }
      return { ...graph, nodes, layout };
    }
    case 'removeLayers': {
      const gone = new Set(edit.ids);
      const edges = new Set(graph.edges.filter(({ from, to }) => gone.has(from) || gone.has(to)));
      return {
        ...graph,
        nodes: without(graph.nodes, gone),
        edges: withoutEdges(graph.edges, new Set([...edges].map((edge) => edge.index))),
        layout: without(graph.layout, gone),
      };
    }
    case 'addEdges': {
      const next = nextIndex(graph);
      const added = edit.edges.map(({ from, to }, i) => ({ from, to, index: next + i }));
      return { ...graph, edges: [...graph.edges, ...added] };
    }
    case 'reconnectEdge': {
      const { index, from, to } = edit;
      return {
        ...graph,
        edges: graph.edges.map((edge) => (edge.index === index ? { from, to, index } : edge)),
      };
    }
    case 'removeEdges':
      return { ...graph, edges: withoutEdges(graph.edges, new Set(edit.indices)) };
    case 'moveLayers': {
      const layout = new Map(graph.layout);
      for (const [id, point] of Object.entries(edit.positions)) layout.set(id, roundPoint(point));
      return { ...graph, layout };
    }
    case 'setParameter': {
      const nodes = new Map(graph.nodes);
      for (const id of edit.ids) {
        const node = nodes.get(id);
        if (node === undefined) continue;
        nodes.set(id, { ...node, parameters: withSetting(node.parameters, [edit.name], edit.value) });
      }
      return { ...graph, nodes };
    }
    case 'renameLayer':
      return renameLayer(graph, edit.from, edit.to);
    case 'setTraining': {
      if (graph.training === undefined && edit.value === undefined) return graph;
      return { ...graph, training: withSetting(graph.training ?? {}, edit.path, edit.value) };
    }
    case 'setName':
      return { ...graph, name: edit.name };
    case 'sequence':
      return edit.edits.reduce(applyGraphEdit, graph);
  }
}

/**
 * Makes sure that an edit applies to a graph; of a sequence only the edits themselves can tell, one after the other.
 * @throws GraphEditError in one sentence that names the layer.
 */
export function checkGraphEdit(graph: Graph, edit: GraphEdit): void {
  switch (edit.kind) {
    case 'addLayers': {
      const taken = new Set(graph.nodes.keys());
      for (const { id, parameters, position } of edit.layers) {
        if (taken.has(id)) {
          throw new GraphEditError(`There is a layer ${quote(id)} already; choose another name.`);
        }
        if (Object.hasOwn(parameters, 'type')) {
          throw new GraphEditError(`A layer's type is no parameter; add ${quote(id)} without it.`);
        }
        Object.values(parameters).forEach(checkJson);
        checkPoint(id, position);
        taken.add(id);
      }
      return;
    }
    case 'removeLayers':
      for (const id of edit.ids) checkLayer(graph, id);
      return;
    case 'addEdges':
      checkNewEdges(graph, edit.edges, graph.edges);
      return;
    case 'reconnectEdge':
      checkEdges(graph, [edit.index]);
      checkNewEdges(
        graph,
        [edit],
        graph.edges.filter(({ index }) => index !== edit.index),
      );
      return;
    case 'removeEdges':
      checkEdges(graph, edit.indices);
      return;
    case 'moveLayers':
      for (const [id, point] of Object.entries(edit.positions)) {
        checkLayer(graph, id);
        checkPoint(id, point);
      }
      return;
    case 'setParameter':
      for (const id of edit.ids) checkLayer(graph, id);
      if (edit.name === 'type') {
        throw new GraphEditError("A layer's type is no parameter; remove the layer and add another one.");
      }
      if (edit.value !== undefined) checkJson(edit.value);
      return;
    case 'renameLayer':
      checkLayer(graph, edit.from);
      if (edit.to.trim() === '') {
        throw new GraphEditError(`A layer needs a name; call ${quote(edit.from)} something.`);
      }
      if (edit.to !== edit.from && graph.nodes.has(edit.to)) {
        throw new GraphEditError(`There is a layer ${quote(edit.to)} already; choose another name.`);
      }
      return;
    case 'setTraining':
      if (edit.path.length === 0) {
        throw new GraphEditError('One training setting is set at a time; name it.');
      }
      if (edit.value !== undefined) checkJson(edit.value);
      return;
    case 'setName':
    case 'sequence':
      return;
  }
}

/** A position in whole pixels. */
export function roundPoint(point: Point): Point {
  // Adding 0 turns −0, which JSON cannot write, into 0.
  return { x: Math.round(point.x) + 0, y: Math.round(point.y) + 0 };
}

/** The layer keeps its place among the others, and its own position where the layout has one under the new name too. */
function renameLayer(graph: Graph, from: LayerId, to: LayerId): Graph {
  const renamed = (id: LayerId): LayerId => (id === from ? to : id);
  const layout = new Map(graph.layout);
  const position = layout.get(from);
  layout.delete(from);
  if (position !== undefined) layout.set(to, position);
  return {
    ...graph,
    nodes: new Map(
      [...graph.nodes.values()].map((node) => [renamed(node.id), { ...node, id: renamed(node.id) }]),
    ),
    edges: graph.edges.map((edge) => ({ ...edge, from: renamed(edge.from), to: renamed(edge.to) })),
    layout,
  };
}

/**
 * Settings with one of them, named by its path, set to a value or taken out. Objects on the way that are missing, or are
 * no objects, are made.
 */
function withSetting(settings: Settings, path: readonly string[], value: unknown): Settings {
  const [key, ...rest] = path;
  if (key === undefined) return settings;
  const before = Object.hasOwn(settings, key) ? settings[key] : undefined;
  if (rest.length > 0 && value === undefined && !isSettings(before)) return settings;
  const after = rest.length === 0 ? value : withSetting(isSettings(before) ? before : {}, rest, value);
  // By entries, since assigning a property "__proto__" would do something else.
  const entries = new Map(Object.entries(settings));
  if (after === undefined) entries.delete(key);
  else entries.set(key, after);
  return Object.fromEntries(entries);
}

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The place of a new edge: behind the last one that can be read. */
function nextIndex(graph: Graph): number {
  return (graph.edges.at(-1)?.index ?? -1) + 1;
}

function without<T>(map: ReadonlyMap<LayerId, T>, gone: ReadonlySet<LayerId>): Map<LayerId, T> {
  return new Map([...map].filter(([id]) => !gone.has(id)));
}

/** Without the edges at these places; those behind them move up. */
function withoutEdges(edges: readonly GraphEdge[], gone: ReadonlySet<number>): GraphEdge[] {
  let removed = 0;
  return edges.flatMap((edge) => {
    if (!gone.has(edge.index)) return [{ ...edge, index: edge.index - removed }];
    removed++;
    return [];
  });
}

function checkLayer(graph: Graph, id: LayerId): void {
  if (!graph.nodes.has(id)) throw new GraphEditError(`There is no layer ${quote(id)} any more.`);
}

function checkEdges(graph: Graph, indices: readonly number[]): void {
  const present = new Set(graph.edges.map((edge) => edge.index));
  for (const index of indices) {
    if (!present.has(index)) throw new GraphEditError(`There is no edge number ${String(index)} any more.`);
  }
}

/** @param others the edges that will be there beside the new ones. */
function checkNewEdges(graph: Graph, added: readonly NewEdge[], others: readonly NewEdge[]): void {
  const key = ({ from, to }: NewEdge): string => JSON.stringify([from, to]);
  const present = new Set(others.map(key));
  for (const edge of added) {
    checkLayer(graph, edge.from);
    checkLayer(graph, edge.to);
    if (present.has(key(edge))) {
      throw new GraphEditError(`${quote(edge.from)} is wired into ${quote(edge.to)} already.`);
    }
    present.add(key(edge));
  }
}

function checkPoint(id: LayerId, { x, y }: Point): void {
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    throw new GraphEditError(
      `The position of ${quote(id)} must be two finite numbers, not ${String(x)}, ${String(y)}.`,
    );
  }
}

/** Values come from messages, so that only numbers can be something that JSON cannot hold. */
function checkJson(value: unknown): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new GraphEditError(`A parameter must be a finite number, not ${String(value)}.`);
  }
  if (Array.isArray(value)) value.forEach(checkJson);
  else if (typeof value === 'object' && value !== null) Object.values(value).forEach(checkJson);
}
