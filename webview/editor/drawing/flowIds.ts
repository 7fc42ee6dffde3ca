/**
 * Names of layers and wires inside the drawing.
 *
 * The drawing looks its elements up with CSS selectors, and a layer's id may be any string, quotes and nothing at all
 * included; so ids are escaped on the way in. A wire is named by its ends and not by its place in the file, so that it
 * stays selected while other wires come and go.
 */
import type { Graph, GraphEdge, LayerId } from '../../../src/core/graph/graph';

/** An id that is safe in a selector, and different for different layers. */
export function flowNodeId(id: LayerId): string {
  return `layer-${escape(id)}`;
}

/** A wire by its ends; `occurrence` counts the wires with the same ends, from 0. */
export interface EdgeRef {
  readonly from: LayerId;
  readonly to: LayerId;
  readonly occurrence: number;
}

export function flowEdgeId({ from, to, occurrence }: EdgeRef): string {
  return `wire-${escape(from)}-${escape(to)}-${String(occurrence)}`;
}

/** Every edge of the graph with its reference, in the file's order. */
export function edgeRefs(graph: Graph): readonly (EdgeRef & { readonly index: number })[] {
  const seen = new Map<string, number>();
  return graph.edges.map(({ from, to, index }) => {
    // The length tells where one name ends, whatever is in it.
    const ends = `${String(from.length)} ${from}${to}`;
    const occurrence = seen.get(ends) ?? 0;
    seen.set(ends, occurrence + 1);
    return { from, to, occurrence, index };
  });
}

/** The edge of the graph that a reference means; `undefined` where it is gone. */
export function edgeAt(graph: Graph, { from, to, occurrence }: EdgeRef): GraphEdge | undefined {
  return graph.edges.filter((edge) => edge.from === from && edge.to === to)[occurrence];
}

function escape(id: string): string {
  return id.replace(/[^A-Za-z0-9]/g, (character) => `_${character.charCodeAt(0).toString(16)}_`);
}
