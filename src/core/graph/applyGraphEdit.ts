/**
 * A graph after an edit: the meaning of `GraphEdit`, which `src/core/file/textEdits` carries out on the text.
 */
import { quote } from '../wording';
import type { Graph, GraphEdge, LayerId, Point } from './graph';
import type { GraphEdit } from './graphEdit';
import { GraphEditError } from './graphEdit';

/**
 * The edited graph; the given one stays as it is.
 * @throws GraphEditError when the edit does not apply: a layer or wire that is missing, or there already.
 */
export function applyGraphEdit(graph: Graph, edit: GraphEdit): Graph {
  checkGraphEdit(graph, edit);
  switch (edit.kind) {
    case 'addLayer': {
      const { id, type, parameters, position } = edit;
      const nodes = new Map(graph.nodes).set(id, { id, type, parameters: { ...parameters } });
      return { ...graph, nodes, layout: new Map(graph.layout).set(id, roundPoint(position)) };
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
    case 'addEdge':
      return { ...graph, edges: [...graph.edges, { from: edit.from, to: edit.to, index: nextIndex(graph) }] };
    case 'removeEdges':
      return { ...graph, edges: withoutEdges(graph.edges, new Set(edit.indices)) };
    case 'moveLayers': {
      const layout = new Map(graph.layout);
      for (const [id, point] of Object.entries(edit.positions)) layout.set(id, roundPoint(point));
      return { ...graph, layout };
    }
    case 'setParameter': {
      const node = graph.nodes.get(edit.id);
      if (node === undefined) return graph;
      const parameters = { ...node.parameters, [edit.name]: edit.value };
      const kept = Object.entries(parameters).filter(([, value]) => value !== undefined);
      const nodes = new Map(graph.nodes).set(edit.id, { ...node, parameters: Object.fromEntries(kept) });
      return { ...graph, nodes };
    }
    case 'renameLayer':
      return renameLayer(graph, edit.from, edit.to);
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
    case 'addLayer':
      if (graph.nodes.has(edit.id)) {
        throw new GraphEditError(`There is a layer ${quote(edit.id)} already; choose another name.`);
      }
      if (Object.hasOwn(edit.parameters, 'type')) {
        throw new GraphEditError(`A layer's type is no parameter; add ${quote(edit.id)} without it.`);
      }
      Object.values(edit.parameters).forEach(checkJson);
      checkPoint(edit.id, edit.position);
      return;
    case 'removeLayers':
      for (const id of edit.ids) checkLayer(graph, id);
      return;
    case 'addEdge':
      checkLayer(graph, edit.from);
      checkLayer(graph, edit.to);
      if (graph.edges.some(({ from, to }) => from === edit.from && to === edit.to)) {
        throw new GraphEditError(`${quote(edit.from)} is wired into ${quote(edit.to)} already.`);
      }
      return;
    case 'removeEdges': {
      const present = new Set(graph.edges.map((edge) => edge.index));
      for (const index of edit.indices) {
        if (!present.has(index))
          throw new GraphEditError(`There is no edge number ${String(index)} any more.`);
      }
      return;
    }
    case 'moveLayers':
      for (const [id, point] of Object.entries(edit.positions)) {
        checkLayer(graph, id);
        checkPoint(id, point);
      }
      return;
    case 'setParameter':
      checkLayer(graph, edit.id);
      if (edit.name === 'type') {
        throw new GraphEditError(
          `A layer's type is no parameter; remove ${quote(edit.id)} and add another layer.`,
        );
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
