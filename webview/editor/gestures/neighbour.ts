/** Walking from layer to layer by keyboard: along the wires up and down, and between branches to the sides. Pure. */
import type { Graph, LayerId, Point } from '../../../src/core/graph/graph';

/**
 * The next layer in a direction: down follows the first wire on, up goes back along the first wire in, left and right go
 * through the layers that are wired to the same one. From nowhere it is the file's first layer; `undefined` where there
 * is none.
 */
export function neighbour(graph: Graph, from: LayerId | undefined, direction: Point): LayerId | undefined {
  const { nodes, edges } = graph;
  if (from === undefined || !nodes.has(from)) return [...nodes.keys()][0];
  const into = edges.filter((edge) => edge.to === from && nodes.has(edge.from)).map((edge) => edge.from);
  const onward = edges.filter((edge) => edge.from === from && nodes.has(edge.to)).map((edge) => edge.to);
  if (direction.y > 0) return onward[0];
  if (direction.y < 0) return into[0];
  const siblings = [
    ...new Set(
      edges
        .filter((edge) => into.includes(edge.from) || onward.includes(edge.to))
        .map((edge) => (into.includes(edge.from) ? edge.to : edge.from))
        .filter((id) => nodes.has(id)),
    ),
  ];
  const place = siblings.indexOf(from);
  return place < 0 ? undefined : siblings[place + direction.x];
}
