/**
 * A new drawing that is made of the objects of the one before wherever nothing has changed, so that React need not even
 * look at those.
 *
 * A node's `data` stays the same object as long as all but the position does.
 */
import type { Flow, LayerCardData, LayerNode, WireData, WireEdge } from './toFlow';

/** The same drawing, with the previous one's objects where they are equal. */
export function sharedFlow(flow: Flow, previous: Flow): Flow {
  const oldNodes = new Map(previous.nodes.map((node) => [node.id, node]));
  const oldEdges = new Map(previous.edges.map((edge) => [edge.id, edge]));
  const nodes = flow.nodes.map((node) => sharedNode(node, oldNodes.get(node.id)));
  const edges = flow.edges.map((edge) => sharedEdge(edge, oldEdges.get(edge.id)));
  return {
    nodes: sameItems(nodes, previous.nodes) ? previous.nodes : nodes,
    edges: sameItems(edges, previous.edges) ? previous.edges : edges,
  };
}

function sharedNode(node: LayerNode, old: LayerNode | undefined): LayerNode {
  if (old === undefined || old.ariaLabel !== node.ariaLabel || !sameCard(node.data, old.data)) return node;
  const { x, y } = node.position;
  return x === old.position.x && y === old.position.y ? old : { ...node, data: old.data };
}

function sharedEdge(edge: WireEdge, old: WireEdge | undefined): WireEdge {
  const same =
    old !== undefined &&
    old.type === edge.type &&
    old.className === edge.className &&
    sameWire(edge.data, old.data);
  return same ? old : edge;
}

function sameCard(a: LayerCardData, b: LayerCardData): boolean {
  return (
    a.layerId === b.layerId &&
    a.type === b.type &&
    a.detail === b.detail &&
    a.outputShape === b.outputShape &&
    a.parameterCount === b.parameterCount &&
    a.role === b.role &&
    sameProblems(a.problems, b.problems)
  );
}

/** A problem that has moved in the text is another one: a click on it leads there. */
function sameProblems(a: LayerCardData['problems'], b: LayerCardData['problems']): boolean {
  return a === b || (a.length === b.length && (a.length === 0 || JSON.stringify(a) === JSON.stringify(b)));
}

function sameWire(a: WireData | undefined, b: WireData | undefined): boolean {
  return (
    a?.from === b?.from &&
    a?.to === b?.to &&
    a?.occurrence === b?.occurrence &&
    a?.index === b?.index &&
    a?.laneX === b?.laneX &&
    a?.shape === b?.shape
  );
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
