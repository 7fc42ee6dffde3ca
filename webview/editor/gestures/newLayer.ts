/**
 * A layer from the palette: its name, its place, and its wires. Pure.
 */
import type { Graph, GraphEdge, LayerId, Point } from '../../../src/core/graph/graph';
import type { GraphEdit } from '../../../src/core/graph/graphEdit';
import type { LayerType } from '../../../src/core/layers/layerConfig';
import { layerDefinition } from '../../../src/core/layers/layerRegistry';
import { CARD, freePosition, nearestFreePosition, ROW } from '../drawing/autoLayout';
import { edgeAt, type EdgeRef } from '../drawing/flowIds';
import { downstream, pins, type EditIntent } from './fromFlow';
import { freeId } from '../../../src/core/graph/freeId';

/** Where a new layer goes. */
export type NewLayerPlace =
  /** Wired behind these layers; a layer that takes one input behind the last of them. Behind none it stands alone. */
  | { readonly kind: 'behind'; readonly layers: readonly LayerId[] }
  /** Alone, with its upper left corner here. */
  | { readonly kind: 'at'; readonly point: Point }
  /** In between the ends of a wire. */
  | { readonly kind: 'onWire'; readonly wire: EdgeRef; readonly point: Point };

/** Nearer than this to the layer above, a new layer stands straight below it. */
const NEARLY_BELOW = 60;

/**
 * Adds a layer. Behind one layer with exactly one wire it takes that wire over, and what follows moves down a row where
 * there is no room; otherwise it starts a branch, or stands alone.
 *
 * @param drawn where the layers are drawn.
 */
export function addLayerIntent(
  type: LayerType,
  place: NewLayerPlace,
  drawn: ReadonlyMap<LayerId, Point>,
): EditIntent {
  return (graph) => {
    const id = newLayerId(graph, type);
    const pinned = pins(graph, drawn);
    const places = new Map([...drawn, ...graph.layout, ...pinned]);
    const { sources, taken, wanted } = settle(graph, type, place, places);
    const moved = new Map(pinned);
    if (taken !== undefined) makeRoom(graph, taken.to, wanted, places, moved);
    const occupied = [...new Map([...places, ...moved]).values()];
    const parameters = layerDefinition(type).initialParameters;
    const free = place.kind === 'behind' ? freePosition : nearestFreePosition;
    const edits: GraphEdit[] = [
      { kind: 'addLayers', layers: [{ id, type, parameters, position: free(occupied, wanted) }] },
    ];
    if (moved.size > 0) edits.push({ kind: 'moveLayers', positions: Object.fromEntries(moved) });
    edits.push(...(taken === undefined ? wireBehind(sources, id) : wireBetween(graph, taken, id)));
    const [only] = edits;
    return edits.length === 1 ? only : { kind: 'sequence', edits };
  };
}

/** `dense`, `dense2`, …: the type in lower camel case without its dimension, and the first number that is free. */
export function newLayerId(graph: Graph, type: LayerType): LayerId {
  return freeId(graph.nodes, type.charAt(0).toLowerCase() + type.slice(1).replace(/2D$/, ''));
}

/** The ids of the layers that an edit adds. */
export function addedLayers(edit: GraphEdit): readonly LayerId[] {
  if (edit.kind === 'addLayers') return edit.layers.map(({ id }) => id);
  return edit.kind === 'sequence' ? edit.edits.flatMap(addedLayers) : [];
}

function wireBehind(sources: readonly LayerId[], id: LayerId): GraphEdit[] {
  return sources.length === 0 ? [] : [{ kind: 'addEdges', edges: sources.map((from) => ({ from, to: id })) }];
}

/**
 * Divides a wire. The file reads better where the new layer comes first; but into a layer that merges the wire must keep
 * its place among the inputs.
 */
function wireBetween(graph: Graph, { from, to, index }: GraphEdge, id: LayerId): GraphEdit[] {
  const merges = graph.edges.filter((edge) => edge.to === to).length > 1;
  return merges
    ? [
        { kind: 'reconnectEdge', index, from: id, to },
        { kind: 'addEdges', edges: [{ from, to: id }] },
      ]
    : [
        { kind: 'reconnectEdge', index, from, to: id },
        { kind: 'addEdges', edges: [{ from: id, to }] },
      ];
}

interface Settled {
  /** The layers wired into the new one. */
  readonly sources: readonly LayerId[];
  /** The wire that leads on from the new layer. */
  readonly taken: GraphEdge | undefined;
  readonly wanted: Point;
}

function settle(
  graph: Graph,
  type: LayerType,
  place: NewLayerPlace,
  places: ReadonlyMap<LayerId, Point>,
): Settled {
  const { arity } = layerDefinition(type);
  if (place.kind === 'at') return { sources: [], taken: undefined, wanted: round(place.point) };
  if (place.kind === 'onWire') {
    const edge = edgeAt(graph, place.wire);
    if (edge === undefined || arity === 'none') {
      return { sources: [], taken: undefined, wanted: round(place.point) };
    }
    return { sources: [edge.from], taken: edge, wanted: placeOnWire(place.point, places.get(edge.from)) };
  }
  const there = place.layers.filter((id) => graph.nodes.has(id));
  const lowest = [...there].sort((a, b) => (places.get(b)?.y ?? 0) - (places.get(a)?.y ?? 0)).slice(0, 1);
  const sources = arity === 'none' ? [] : arity === 'one' ? lowest : there;
  return {
    sources,
    taken: sources.length === 1 ? onlyWireFrom(graph, sources[0]) : undefined,
    wanted: placeBelow(places, sources.length === 0 ? undefined : lowest[0]),
  };
}

function onlyWireFrom(graph: Graph, from: LayerId | undefined): GraphEdge | undefined {
  const [wire, ...more] = graph.edges.filter((edge) => edge.from === from && graph.nodes.has(edge.to));
  return more.length === 0 ? wire : undefined;
}

/** What follows moves down, but only where the new card would stand on it. */
function makeRoom(
  graph: Graph,
  next: LayerId,
  wanted: Point,
  places: ReadonlyMap<LayerId, Point>,
  moved: Map<LayerId, Point>,
): void {
  const start = places.get(next);
  if (start === undefined || start.y >= wanted.y + ROW || start.y + CARD.height <= wanted.y) return;
  for (const follower of downstream(graph, next)) {
    const place = places.get(follower);
    if (place !== undefined)
      moved.set(follower, round({ x: place.x, y: place.y + wanted.y + ROW - start.y }));
  }
}

/** At the pointer, but a row below the layer that the wire comes from where it leads down. */
function placeOnWire(point: Point, from: Point | undefined): Point {
  if (from === undefined) return round(point);
  const x = Math.abs(point.x - from.x) < NEARLY_BELOW ? from.x : point.x;
  return round({ x, y: point.y > from.y ? Math.max(point.y, from.y + ROW) : point.y });
}

function placeBelow(places: ReadonlyMap<LayerId, Point>, above: LayerId | undefined): Point {
  const start = above === undefined ? undefined : places.get(above);
  if (start !== undefined) return round({ x: start.x, y: start.y + ROW });
  let lowest: Point | undefined;
  for (const place of places.values()) if (lowest === undefined || place.y > lowest.y) lowest = place;
  return lowest === undefined ? { x: 0, y: 0 } : round({ x: lowest.x, y: lowest.y + ROW });
}

function round({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}
