/**
 * Places for layers, from top to bottom along the wires: for those that the file gives none, around those that have a
 * place; and for any on request, to tidy them up.
 *
 * Nothing is written; the places go into the file with a gesture.
 */
import { Graph as DagreGraph, layout } from '@dagrejs/dagre';
import type { Graph, LayerId, Point } from '../../../src/core/graph/graph';
import { rowLayout, rowsOf, type Wired } from './rowLayout';

/** A card's size on the canvas, in pixels. */
export const CARD = { width: 240, height: 84 } as const;
/** From one layer to the next below it. */
export const ROW = 130;
/** From one layer to the next beside it. */
export const COLUMN = CARD.width + 40;

/**
 * How large a drawing may be for a layout by dagre, whose time grows with it: layers, and rows that wires pass. Beyond
 * this, `rowLayout` does it. Opening a file must not take notably longer; who asks for a tidy layout waits a second.
 */
const LIMITS = { open: 600, tidy: 3000 } as const;
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

  const wired = wiredAmong(graph, new Set(graph.nodes.keys()));
  const ideal = arrange(wired, LIMITS.open);
  if (positions.size === 0) return ideal;
  const neighbours = neighboursOf(wired);
  const occupied = [...positions.values()];
  for (const id of graph.nodes.keys()) {
    if (positions.has(id)) continue;
    const position = freePosition(occupied, besideNeighbour(id, neighbours.get(id) ?? [], ideal, positions));
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

/** `wanted`, or the nearest place beside it, to the right or to the left, where a card covers no other. */
export function nearestFreePosition(occupied: readonly Point[], wanted: Point): Point {
  const right = freePosition(occupied, wanted);
  const mirror = ({ x, y }: Point): Point => ({ x: -x, y });
  const left = mirror(freePosition(occupied.map(mirror), mirror(wanted)));
  return wanted.x - left.x < right.x - wanted.x ? left : right;
}

/**
 * New places for layers as if none had a place: for all, or for some among themselves. The upper left corner of the box
 * around them stays where it is.
 */
export function tidyPositions(graph: Graph, ids?: ReadonlySet<LayerId>): ReadonlyMap<LayerId, Point> {
  const wired = wiredAmong(graph, ids ?? new Set(graph.nodes.keys()));
  if (wired.ids.length === 0) return new Map();
  const tidy = arrange(wired, LIMITS.tidy);
  const drawn = layerPositions(graph);
  const before = cornerOf(wired.ids.flatMap((id) => drawn.get(id) ?? []));
  const after = cornerOf([...tidy.values()]);
  return new Map(
    [...tidy].map(([id, { x, y }]) => [id, { x: x + before.x - after.x, y: y + before.y - after.y }]),
  );
}

/** The upper left corner of the box around some points, of which there is at least one. */
function cornerOf(points: readonly Point[]): Point {
  return points.reduce((corner, { x, y }) => ({ x: Math.min(corner.x, x), y: Math.min(corner.y, y) }));
}

/** The layers of a graph that are in a set, with the wires among them. */
function wiredAmong(graph: Graph, ids: ReadonlySet<LayerId>): Wired {
  const within = [...graph.nodes.keys()].filter((id) => ids.has(id));
  const known = new Set(within);
  return {
    ids: within,
    edges: graph.edges.filter(({ from, to }) => known.has(from) && known.has(to)),
  };
}

/** A layout from scratch, in whole pixels. */
function arrange(wired: Wired, limit: number): ReadonlyMap<LayerId, Point> {
  const rows = rowsOf(wired);
  const passed = wired.edges.reduce(
    (sum, { from, to }) => sum + Math.max(0, (rows.get(to) ?? 0) - (rows.get(from) ?? 0) - 1),
    0,
  );
  const places =
    wired.ids.length + passed <= limit ? dagreLayout(wired) : rowLayout(wired, { x: COLUMN, y: ROW });
  return new Map([...places].map(([id, { x, y }]) => [id, { x: Math.round(x), y: Math.round(y) }]));
}

function dagreLayout({ ids, edges }: Wired): ReadonlyMap<LayerId, Point> {
  const drawing = new DagreGraph();
  drawing.setGraph({ rankdir: 'TB', ranksep: ROW - CARD.height, nodesep: COLUMN - CARD.width });
  drawing.setDefaultEdgeLabel(() => ({}));
  // By numbers, since dagre keeps names in plain objects, where "__proto__" is something else.
  const nameOf = new Map(ids.map((id, i) => [id, String(i)]));
  for (const name of nameOf.values()) drawing.setNode(name, { ...CARD });
  for (const { from, to } of edges) drawing.setEdge(nameOf.get(from) ?? '', nameOf.get(to) ?? '');
  layout(drawing);
  return new Map(
    [...nameOf].map(([id, name]) => {
      const { x, y } = drawing.node(name) as Point;
      return [id, { x: x - CARD.width / 2, y: y - CARD.height / 2 }];
    }),
  );
}

/** The layers that each is wired to, those that feed it first. */
function neighboursOf({ ids, edges }: Wired): ReadonlyMap<LayerId, LayerId[]> {
  const neighbours = new Map<LayerId, LayerId[]>(ids.map((id) => [id, []]));
  for (const { from, to } of edges) neighbours.get(to)?.push(from);
  for (const { from, to } of edges) neighbours.get(from)?.push(to);
  return neighbours;
}

/** Where a layer stands in the ideal layout, seen from a neighbour that has its place; from any layer where none has. */
function besideNeighbour(
  id: LayerId,
  neighbours: readonly LayerId[],
  ideal: ReadonlyMap<LayerId, Point>,
  placed: ReadonlyMap<LayerId, Point>,
): Point {
  const own = ideal.get(id) ?? { x: 0, y: 0 };
  const [first] = placed.keys();
  const neighbour = neighbours.find((other) => placed.has(other)) ?? first ?? id;
  const [there, idealThere] = [placed.get(neighbour), ideal.get(neighbour)];
  if (there === undefined || idealThere === undefined) return own;
  return { x: there.x + own.x - idealThere.x, y: there.y + own.y - idealThere.y };
}

function clamp(coordinate: number): number {
  return Math.min(FARTHEST, Math.max(-FARTHEST, coordinate));
}
