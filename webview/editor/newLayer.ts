/**
 * A layer from the palette: its name, its place, and its wires behind the layer that was selected. Pure.
 */
import type { Graph, LayerId, Point } from '../../src/core/graph/graph';
import type { GraphEdit } from '../../src/core/graph/graphEdit';
import type { LayerType } from '../../src/core/layers/layerConfig';
import { layerDefinition } from '../../src/core/layers/layerRegistry';
import { freePosition, ROW } from './autoLayout';
import { downstream, pins, type EditIntent } from './fromFlow';

/**
 * Adds a layer. Behind `after` it takes over that layer's wire when there is exactly one and its target has no other
 * input, and what follows moves down a row; otherwise it starts a branch, or stands alone.
 *
 * @param drawn where the layers are drawn.
 */
export function addLayerIntent(
  type: LayerType,
  after: LayerId | undefined,
  drawn: ReadonlyMap<LayerId, Point>,
): EditIntent {
  return (graph) => {
    const id = newLayerId(graph, type);
    const behind = after !== undefined && graph.nodes.has(after) && takesInput(type) ? after : undefined;
    const pinned = pins(graph, drawn);
    const places = new Map([...drawn, ...graph.layout, ...pinned]);
    const wire = behind === undefined ? undefined : wireToTakeOver(graph, behind);
    const wanted = placeBelow(places, behind);
    const moved = new Map(pinned);
    if (wire !== undefined) {
      // What follows makes room only where the new card would stand on it.
      const next = places.get(wire.to);
      if (next !== undefined && next.y < wanted.y + ROW) {
        for (const follower of downstream(graph, wire.to)) {
          const place = places.get(follower);
          if (place !== undefined) moved.set(follower, { x: place.x, y: place.y + wanted.y + ROW - next.y });
        }
      }
    }
    const occupied = [...new Map([...places, ...moved]).values()];
    const edits: GraphEdit[] = [
      {
        kind: 'addLayers',
        layers: [
          {
            id,
            type,
            parameters: layerDefinition(type).initialParameters,
            position: freePosition(occupied, wanted),
          },
        ],
      },
    ];
    if (moved.size > 0) edits.push({ kind: 'moveLayers', positions: Object.fromEntries(moved) });
    if (wire !== undefined) edits.push({ kind: 'removeEdges', indices: [wire.index] });
    if (behind !== undefined) edits.push({ kind: 'addEdges', edges: [{ from: behind, to: id }] });
    if (wire !== undefined) edits.push({ kind: 'addEdges', edges: [{ from: id, to: wire.to }] });
    const [only] = edits;
    return edits.length === 1 ? only : { kind: 'sequence', edits };
  };
}

/** `dense`, `dense2`, …: the type in lower camel case without its dimension, and the first number that is free. */
export function newLayerId(graph: Graph, type: LayerType): LayerId {
  const base = type.charAt(0).toLowerCase() + type.slice(1).replace(/2D$/, '');
  let id = base;
  for (let number = 2; graph.nodes.has(id); number++) id = `${base}${String(number)}`;
  return id;
}

/** The ids of the layers that an edit adds. */
export function addedLayers(edit: GraphEdit): readonly LayerId[] {
  if (edit.kind === 'addLayers') return edit.layers.map(({ id }) => id);
  return edit.kind === 'sequence' ? edit.edits.flatMap(addedLayers) : [];
}

function takesInput(type: LayerType): boolean {
  return layerDefinition(type).arity !== 'none';
}

function wireToTakeOver(
  graph: Graph,
  from: LayerId,
): { readonly to: LayerId; readonly index: number } | undefined {
  const out = graph.edges.filter((edge) => edge.from === from);
  const [wire] = out;
  if (wire === undefined || out.length > 1) return undefined;
  const target = graph.nodes.get(wire.to);
  const inputs = graph.edges.filter((edge) => edge.to === wire.to).length;
  return target !== undefined && inputs === 1 ? { to: wire.to, index: wire.index } : undefined;
}

function placeBelow(places: ReadonlyMap<LayerId, Point>, above: LayerId | undefined): Point {
  const start = above === undefined ? undefined : places.get(above);
  if (start !== undefined) return { x: Math.round(start.x), y: Math.round(start.y) + ROW };
  let lowest: Point | undefined;
  for (const place of places.values()) if (lowest === undefined || place.y > lowest.y) lowest = place;
  return lowest === undefined ? { x: 0, y: 0 } : { x: Math.round(lowest.x), y: Math.round(lowest.y) + ROW };
}
