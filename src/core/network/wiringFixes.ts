/**
 * Fixes for wires: remove the one that is wrong, lead it to the layer that was meant, or put a layer into it.
 */
import { appendLayerEdits, insertLayerEdits } from '../file/insertLayer';
import type { NnFile } from '../file/nnFile';
import { replaceValueAt } from '../file/pathEdits';
import { textEditsFor } from '../file/textEdits';
import type { Graph, GraphEdge, LayerId, Point } from '../graph/graph';
import { topologicalOrder } from '../graph/topologicalOrder';
import type { Activation } from '../layers/layerConfig';
import { isLayerType, layerRegistry } from '../layers/layerRegistry';
import { nearestName, quote } from '../wording';
import type { QuickFix } from './quickFix';

/** A cycle of more layers than this is not listed wire by wire. */
const MAX_CYCLE_FIXES = 6;
/** Pixels from a wire to the layer put into it, so that it covers none of its neighbours. */
const ASIDE = 240;
/** Pixels from a layer to the next one below it. */
const BELOW = 130;

/** Removes the edges at these places, all of which lead from one layer to one other. */
export function removeEdgesFix(file: NnFile, indices: readonly number[], preferred: boolean): QuickFix {
  const edge = file.graph.edges.find(({ index }) => index === indices[0]);
  return {
    title: `Remove the edge from ${quote(edge?.from ?? '')} to ${quote(edge?.to ?? '')}`,
    preferred,
    edits: () => textEditsFor(file.text, { kind: 'removeEdges', indices }),
  };
}

/** Leads the edge to the layer with the nearest name, unless an edge is there already; or removes it. */
export function danglingEdgeFixes(file: NnFile, index: string | number | undefined): QuickFix[] {
  const { graph, text } = file;
  const edge = graph.edges.find((candidate) => candidate.index === index);
  if (edge === undefined) return [];
  const fixes: QuickFix[] = [];
  const isThere = (id: LayerId): boolean => graph.nodes.has(id);
  // With both ends gone, one corrected end would leave the edge as wrong as before.
  if (isThere(edge.from) !== isThere(edge.to)) {
    const end = isThere(edge.from) ? 'to' : 'from';
    const nearest = nearestName(edge[end], graph.nodes.keys());
    const meant = nearest === undefined ? undefined : { ...edge, [end]: nearest };
    if (nearest !== undefined && meant !== undefined && mayLead(graph, meant)) {
      fixes.push({
        title: `Wire it ${end} ${quote(nearest)}`,
        preferred: true,
        edits: () => replaceValueAt(text, ['edges', edge.index, end === 'from' ? 0 : 1], nearest),
      });
    }
  }
  fixes.push(removeEdgesFix(file, [edge.index], fixes.length === 0));
  return fixes;
}

function mayLead(graph: Graph, { from, to }: GraphEdge): boolean {
  return from !== to && !graph.edges.some((other) => other.from === from && other.to === to);
}

/**
 * Removes one wire of the cycle. Where exactly one of them leads into a layer that has more inputs than it needs, the
 * others are the network's and it is the one that closes the cycle.
 */
export function cycleFixes(file: NnFile): QuickFix[] {
  const { nodes, edges } = file.graph;
  const { cycle } = topologicalOrder(nodes.keys(), edges);
  if (cycle === undefined) return [];
  const wires = cycle.map((from, i) => {
    const to = cycle[(i + 1) % cycle.length] ?? from;
    const indices = edges.filter((edge) => edge.from === from && edge.to === to).map(({ index }) => index);
    return { indices, spare: hasSpareInput(file.graph, from, to) };
  });
  const spare = wires.filter((wire) => wire.spare);
  const others = wires.filter((wire) => !wire.spare);
  return [...spare, ...others]
    .slice(0, MAX_CYCLE_FIXES)
    .map(({ indices }, i) => removeEdgesFix(file, indices, i === 0 && spare.length === 1));
}

/** Whether a layer still has as many inputs as it takes when it has lost this one. */
function hasSpareInput({ nodes, edges }: Graph, from: LayerId, to: LayerId): boolean {
  const type = nodes.get(to)?.type;
  if (!isLayerType(type)) return false;
  const others = new Set(
    edges.filter((edge) => edge.to === to && edge.from !== from).map((edge) => edge.from),
  );
  const { arity } = layerRegistry[type];
  return arity === 'none' || others.size >= (arity === 'many' ? 2 : 1);
}

/** Puts a Flatten layer into the wire that leads into a layer. */
export function flattenFixes({ text, graph }: NnFile, to: LayerId): QuickFix[] {
  const edge = graph.edges.find((candidate) => candidate.to === to && graph.nodes.has(candidate.from));
  if (edge === undefined) return [];
  const id = freeId(graph, 'flatten');
  const position = besideWire(graph.layout.get(edge.from), graph.layout.get(to));
  return [
    {
      title: `Insert a Flatten layer before ${quote(to)}`,
      preferred: true,
      edits: () => insertLayerEdits(text, edge, { id, type: 'Flatten', position }),
    },
  ];
}

/** Ends the network with an activation of its own, behind an output that takes none. */
export function appendActivationFix(
  { text, graph }: NnFile,
  output: LayerId,
  activation: Activation,
): QuickFix {
  const id = freeId(graph, activation);
  const at = graph.layout.get(output);
  const position = at === undefined ? undefined : { x: Math.round(at.x), y: Math.round(at.y) + BELOW };
  return {
    title: `Add an Activation layer with ${quote(activation)} behind ${quote(output)}`,
    preferred: true,
    edits: () =>
      appendLayerEdits(text, output, { id, type: 'Activation', parameters: { activation }, position }),
  };
}

function freeId({ nodes }: Graph, name: string): LayerId {
  let id = name;
  for (let number = 2; nodes.has(id); number++) id = `${name}${String(number)}`;
  return id;
}

function besideWire(from: Point | undefined, to: Point | undefined): Point | undefined {
  if (from === undefined || to === undefined) return undefined;
  return { x: Math.round((from.x + to.x) / 2) + ASIDE, y: Math.round((from.y + to.y) / 2) };
}
