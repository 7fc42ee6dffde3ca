/**
 * Places for the layers that the file gives none: from top to bottom along the wires, around those that have a place.
 *
 * Nothing is written; the places go into the file with the first gesture that moves something.
 */
import { Graph as DagreGraph, layout } from '@dagrejs/dagre';
import type { Graph, LayerId, Point } from '../../src/core/graph/graph';

/** A card's size on the canvas, in pixels. */
export const CARD = { width: 240, height: 84 } as const;
/** From one layer to the next below it. */
export const ROW = 130;
/** From one layer to the next beside it. */
export const COLUMN = CARD.width + 40;

/** The layout's time grows fast with the number of layers; beyond this, layers are stacked in the file's order. */
const MAX_LAYERS = 300;
/** Beyond this a drawing cannot be panned to; a file may say any number. */
const FARTHEST = 1e6;

/** A place for every layer: the file's where it gives one. */
export function layerPositions(graph: Graph): ReadonlyMap<LayerId, Point> {
  const positions = new Map<LayerId, Point>();
  for (const id of graph.nodes.keys()) {
    const written = graph.layout.get(id);
    if (written !== undefined) positions.set(id, { x: clamp(written.x), y: clamp(written.y) });
  }
  if (positions.size === graph.nodes.size) return positions;

  const ideal = idealPositions(graph);
  const occupied = [...positions.values()];
  for (const id of graph.nodes.keys()) {
    if (positions.has(id)) continue;
    const position = freePosition(occupied, besideNeighbour(graph, id, ideal, positions));
    positions.set(id, position);
    occupied.push(position);
  }
  return positions;
}

/** `wanted`, or the nearest place to its right where a card covers no other. */
export function freePosition(occupied: readonly Point[], wanted: Point): Point {
  const inRow = occupied.filter(({ y }) => Math.abs(y - wanted.y) < CARD.height).map(({ x }) => x);
  let x = wanted.x;
  for (const other of inRow.sort((a, b) => a - b)) {
    if (Math.abs(other - x) < CARD.width) x = other + COLUMN;
  }
  return { x, y: wanted.y };
}

/** A layout of the whole graph, as if nothing had a place. */
function idealPositions(graph: Graph): ReadonlyMap<LayerId, Point> {
  const ids = [...graph.nodes.keys()];
  if (ids.length > MAX_LAYERS) return new Map(ids.map((id, index) => [id, { x: 0, y: index * ROW }]));
  const drawing = new DagreGraph();
  drawing.setGraph({ rankdir: 'TB', ranksep: ROW - CARD.height, nodesep: COLUMN - CARD.width });
  drawing.setDefaultEdgeLabel(() => ({}));
  // Under names of our own: the library keeps nodes in plain objects, where "__proto__" would be no key.
  const names = new Map(ids.map((id, index) => [id, `n${String(index)}`]));
  for (const name of names.values()) drawing.setNode(name, { ...CARD });
  for (const { from, to } of graph.edges) {
    const [start, end] = [names.get(from), names.get(to)];
    if (start !== end && start !== undefined && end !== undefined) drawing.setEdge(start, end);
  }
  layout(drawing);
  return new Map(
    [...names].map(([id, name]) => {
      const { x, y } = drawing.node(name) as Point;
      return [id, { x: Math.round(x - CARD.width / 2), y: Math.round(y - CARD.height / 2) }];
    }),
  );
}

/** Where a layer stands in the ideal layout, seen from a neighbour that has its place. */
function besideNeighbour(
  graph: Graph,
  id: LayerId,
  ideal: ReadonlyMap<LayerId, Point>,
  placed: ReadonlyMap<LayerId, Point>,
): Point {
  const own = ideal.get(id) ?? { x: 0, y: 0 };
  const before = graph.edges.filter((edge) => edge.to === id).map((edge) => edge.from);
  const after = graph.edges.filter((edge) => edge.from === id).map((edge) => edge.to);
  for (const neighbour of [...before, ...after, ...placed.keys()]) {
    const there = placed.get(neighbour);
    const idealThere = ideal.get(neighbour);
    if (there !== undefined && idealThere !== undefined) {
      return { x: there.x + own.x - idealThere.x, y: there.y + own.y - idealThere.y };
    }
  }
  return own;
}

function clamp(coordinate: number): number {
  return Math.min(FARTHEST, Math.max(-FARTHEST, coordinate));
}

/** TEMP */
export function tidyPositions(graph: Graph, _ids?: ReadonlySet<LayerId>): ReadonlyMap<LayerId, Point> {
  return idealPositions(graph);
}
