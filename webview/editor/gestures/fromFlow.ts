/**
 * Gestures on the drawing as edits of the graph. Pure, and the only way out.
 *
 * A gesture is kept as an *intent*: what it means for whatever graph the file holds when its turn comes. Two fast
 * deletions of wires thus remove the wires that were meant, though the first one shifts the places of the others.
 */
import type { Graph, LayerId, Point } from '../../../src/core/graph/graph';
import type { GraphEdit } from '../../../src/core/graph/graphEdit';
import { wireCheck } from '../../../src/core/network/wireCheck';
import { edgeAt, edgeRefs, type EdgeRef } from '../drawing/flowIds';

/** While a gesture waits for its turn, shapes may change; whether they fit is then for the check of the file to say. */
const NOTHING_KNOWN = new Map<LayerId, never>();

/** The edit that a gesture means for a graph; `undefined` when there is nothing left to do. */
export type EditIntent = (graph: Graph) => GraphEdit | undefined;

/**
 * Layers were put down at new places. Layers that the file gives no place are pinned where they were drawn, in the same
 * edit: otherwise the drawing would rearrange itself around the layer that moved.
 *
 * @param drawn where the other layers were drawn.
 */
export function moveIntent(
  moved: ReadonlyMap<LayerId, Point>,
  drawn: ReadonlyMap<LayerId, Point>,
): EditIntent {
  return (graph) => {
    const positions = pins(graph, drawn);
    let changed = false;
    for (const [id, point] of moved) {
      const rounded = round(point);
      const before = graph.layout.get(id);
      if (!graph.nodes.has(id) || (before?.x === rounded.x && before.y === rounded.y)) continue;
      positions.set(id, rounded);
      changed = true;
    }
    return changed ? { kind: 'moveLayers', positions: toRecord(positions) } : undefined;
  };
}

/** Where the layers without a place in the file are to be kept. */
export function pins(graph: Graph, drawn: ReadonlyMap<LayerId, Point>): Map<LayerId, Point> {
  const positions = new Map<LayerId, Point>();
  for (const id of graph.nodes.keys()) {
    const point = drawn.get(id);
    if (point !== undefined && !graph.layout.has(id)) positions.set(id, round(point));
  }
  return positions;
}

/** A wire was drawn. Nothing happens where the graph has changed so that it cannot be there any more. */
export function connectIntent(from: LayerId, to: LayerId): EditIntent {
  return (graph) =>
    wireCheck(graph, NOTHING_KNOWN).problem(from, to) === undefined
      ? { kind: 'addEdges', edges: [{ from, to }] }
      : undefined;
}

/** A wire was led to another layer by one of its ends; it keeps its place among the inputs of a layer that merges. */
export function reconnectIntent(wire: EdgeRef, from: LayerId, to: LayerId): EditIntent {
  return (graph) => {
    const edge = edgeAt(graph, wire);
    if (edge === undefined || (edge.from === from && edge.to === to)) return undefined;
    const problem = wireCheck(graph, NOTHING_KNOWN).problem(from, to, edge.index);
    return problem === undefined ? { kind: 'reconnectEdge', index: edge.index, from, to } : undefined;
  };
}

/** A layer was given another name. */
export function renameIntent(from: LayerId, to: LayerId): EditIntent {
  return (graph) => (from === to || !graph.nodes.has(from) ? undefined : { kind: 'renameLayer', from, to });
}

/** The selection was deleted: some layers with all their wires, and some wires. */
export function deleteIntent(layers: readonly LayerId[], wires: readonly EdgeRef[]): EditIntent {
  return (graph) => {
    const ids = layers.filter((id) => graph.nodes.has(id));
    const indices = edgeRefs(graph)
      .filter((edge) => wires.some((wire) => sameEdge(wire, edge)))
      .filter(({ from, to }) => !ids.includes(from) && !ids.includes(to))
      .map(({ index }) => index);
    // Wires first: removing layers would shift the places by which wires are named.
    const edits: GraphEdit[] = [
      ...(indices.length > 0 ? [{ kind: 'removeEdges', indices } as const] : []),
      ...(ids.length > 0 ? [{ kind: 'removeLayers', ids } as const] : []),
    ];
    return edits.length > 1 ? { kind: 'sequence', edits } : edits[0];
  };
}

/** A parameter of some layers was set in the inspector; `undefined` brings its default back. */
export function parameterIntent(ids: readonly LayerId[], name: string, value: unknown): EditIntent {
  return (graph) => {
    const changed = ids.filter((id) => {
      const parameters = graph.nodes.get(id)?.parameters;
      if (parameters === undefined) return false;
      const written = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
      return JSON.stringify(written) !== JSON.stringify(value);
    });
    return changed.length === 0 ? undefined : { kind: 'setParameter', ids: changed, name, value };
  };
}

/** Every layer that can be reached from `start` along the wires, `start` included. */
export function downstream(graph: Graph, start: LayerId): ReadonlySet<LayerId> {
  const found = new Set([start]);
  for (const id of found) {
    for (const edge of graph.edges) if (edge.from === id) found.add(edge.to);
  }
  return found;
}

function sameEdge(a: EdgeRef, b: EdgeRef): boolean {
  return a.from === b.from && a.to === b.to && a.occurrence === b.occurrence;
}

function round({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}

function toRecord(positions: ReadonlyMap<LayerId, Point>): Readonly<Record<LayerId, Point>> {
  return Object.fromEntries(positions);
}
