/**
 * Fixes for wires: remove the one that is wrong, lead it to the layer that was meant, or put a layer into it.
 */
import { insertLayerEdits } from '../file/insertLayer';
import type { NnFile } from '../file/nnFile';
import { replaceValueAt } from '../file/pathEdits';
import { textEditsFor } from '../file/textEdits';
import type { Graph, GraphEdge, LayerId, Point } from '../graph/graph';
import { topologicalOrder } from '../graph/topologicalOrder';
import { isLayerType, layerRegistry } from '../layers/layerRegistry';
import type { Shape } from '../shape';
import { describeShape, nearestName, quote } from '../wording';
import type { CheckedFile } from './checkNnFile';
import { freeId } from '../graph/freeId';
import type { QuickFix } from './quickFix';

/** A cycle of more layers than this is not listed wire by wire. */
const MAX_CYCLE_FIXES = 6;
/** Pixels from a wire to the layer put into it, so that it covers none of its neighbours. */
const ASIDE = 240;

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
  const id = freeId(graph.nodes, 'flatten');
  const position = besideWire(graph.layout.get(edge.from), graph.layout.get(to));
  return [
    {
      title: `Insert a Flatten layer before ${quote(to)}`,
      preferred: true,
      edits: () => insertLayerEdits(text, [edge], { id, type: 'Flatten', position }),
    },
  ];
}

/** Puts a Reshape layer into the wire that leads into a layer that takes images: of pixels without channels, or of a flat square. */
export function reshapeFixes({ file: { text, graph }, layers }: CheckedFile, to: LayerId): QuickFix[] {
  const edge = graph.edges.find((candidate) => candidate.to === to && graph.nodes.has(candidate.from));
  const shape = edge === undefined ? undefined : layers.get(edge.from)?.outputShape;
  const image = shape === undefined ? undefined : imageShape(shape);
  if (edge === undefined || image === undefined) return [];
  const position = besideWire(graph.layout.get(edge.from), graph.layout.get(to));
  const layer = {
    id: freeId(graph.nodes, 'reshape'),
    type: 'Reshape',
    parameters: { targetShape: image },
    position,
  };
  return [
    {
      title: `Insert a Reshape layer to ${describeShape(image)} before ${quote(to)}`,
      preferred: true,
      edits: () => insertLayerEdits(text, [edge], layer),
    },
  ];
}

function imageShape(shape: Shape): Shape | undefined {
  if (shape.length === 2) return [...shape, 1];
  const side = Math.sqrt(shape[0] ?? Number.NaN);
  return shape.length === 1 && Number.isInteger(side) ? [side, side, 1] : undefined;
}

/** Beside the middle of a wire; none where an end has no place. */
export function besideWire(from: Point | undefined, to: Point | undefined): Point | undefined {
  if (from === undefined || to === undefined) return undefined;
  return { x: Math.round((from.x + to.x) / 2) + ASIDE, y: Math.round((from.y + to.y) / 2) };
}
