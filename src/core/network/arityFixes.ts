/**
 * Fixes for layers with too few or too many wires: inputs, outputs, and what is wired into a layer.
 *
 * Where a fix would take a layer away, it is never the preferred one.
 */
import { insertLayerEdits } from '../file/insertLayer';
import { textEditsFor } from '../file/textEdits';
import type { Graph, GraphEdge, GraphNode, LayerId } from '../graph/graph';
import type { GraphEdit } from '../graph/graphEdit';
import { isLayerType, layerDefinition } from '../layers/layerRegistry';
import { quote, quoteAll } from '../wording';
import type { CheckedFile } from './checkNnFile';
import { freeId } from '../graph/freeId';
import type { QuickFix } from './quickFix';
import { wireCheck } from './wireCheck';
import { besideWire, removeEdgesFix } from './wiringFixes';

/** Leads the wires of an Input that is one too many from the first one, which takes its place; or removes it. */
export function severalInputsFixes({ file }: CheckedFile, { id }: GraphNode): QuickFix[] {
  const { graph, text } = file;
  const first = [...graph.nodes.values()].find(({ type }) => type === 'Input');
  const wires = graph.edges.filter(({ from }) => from === id);
  const remove: GraphEdit = { kind: 'removeLayers', ids: [id] };
  if (first === undefined || wires.length === 0) return [removeFix(text, [id])];
  const isWired = (to: LayerId): boolean =>
    graph.edges.some((edge) => edge.from === first.id && edge.to === to);
  const led = wires.filter(({ to }) => !isWired(to));
  return [
    {
      title: `Let ${quote(first.id)} take the place of ${quote(id)}`,
      preferred: true,
      edits: () =>
        textEditsFor(text, {
          kind: 'sequence',
          edits: [
            ...led.map(({ index, to }): GraphEdit => ({ kind: 'reconnectEdge', index, from: first.id, to })),
            remove,
          ],
        }),
    },
  ];
}

/** Removes one of the ends of the network, with the layers that lead nowhere else; the shorter branch first. */
export function severalOutputsFixes({ file }: CheckedFile, { id }: GraphNode): QuickFix[] {
  const { graph, text } = file;
  const ends = endsOf(graph);
  // Of more than two, nobody knows which one is meant to stay.
  const others = ends.length === 2 ? ends.filter((other) => other !== id) : [];
  return [id, ...others]
    .map((end) => leadingOnlyTo(graph, end))
    .sort((a, b) => a.length - b.length)
    .map((ids) => removeFix(text, ids));
}

/** Wires into a layer what ends above it, where that is only one layer and its shape fits; or removes a layer that has no wires at all. */
export function missingInputFixes({ file, layers }: CheckedFile, { id }: GraphNode): QuickFix[] {
  const { graph, text } = file;
  const below = reachedFrom(graph, id);
  const [end, ...more] = endsOf(graph).filter((other) => !below.has(other));
  const fixes: QuickFix[] = [];
  const fits = end !== undefined && wireCheck(graph, layers).problem(end, id) === undefined;
  if (fits && more.length === 0) {
    fixes.push({
      title: `Wire ${quote(end)} into ${quote(id)}`,
      preferred: true,
      edits: () => textEditsFor(text, { kind: 'addEdges', edges: [{ from: end, to: id }] }),
    });
  }
  if (!graph.edges.some(({ from, to }) => from === id || to === id)) fixes.push(removeFix(text, [id]));
  return fixes;
}

/** Merges what is wired into a layer that takes one input, by Add where the shapes are equal; or removes a wire. */
export function tooManyInputsFixes(checked: CheckedFile, { id, type }: GraphNode, index: number): QuickFix[] {
  const { file, layers } = checked;
  const { graph, text } = file;
  const into = distinctSources(graph.edges.filter((edge) => edge.to === id && graph.nodes.has(edge.from)));
  const takesNone = isLayerType(type) && layerDefinition(type).arity === 'none';
  const source = graph.edges.find((edge) => edge.index === index)?.from;
  const twins = graph.edges.filter((edge) => edge.from === source && edge.to === id);
  const remove = removeEdgesFix(
    file,
    twins.map((edge) => edge.index),
    takesNone,
  );
  const shapes = into.map(({ from }) => layers.get(from)?.outputShape);
  const [first] = shapes;
  if (takesNone || first === undefined || shapes.includes(undefined)) return [remove];
  const agree = (axes: number): boolean =>
    shapes.every((shape) => shape?.slice(0, axes).join() === first.slice(0, axes).join());
  const isSameRank = shapes.every((shape) => shape?.length === first.length);
  if (!isSameRank || !agree(first.length - 1)) return [remove];
  const merge = agree(first.length) ? 'Add' : 'Concatenate';
  const last = into.at(-1)?.from ?? id;
  return [
    {
      title: `Join ${quoteAll(into.map(({ from }) => from))} by ${merge}`,
      preferred: true,
      edits: () =>
        insertLayerEdits(text, into, {
          id: freeId(graph.nodes, merge.toLowerCase()),
          type: merge,
          position: besideWire(graph.layout.get(last), graph.layout.get(id)),
        }),
    },
    remove,
  ];
}

/** Removes layers, with their wires and positions. */
function removeFix(text: string, ids: readonly LayerId[]): QuickFix {
  return {
    title: `Remove ${quoteAll(ids)}`,
    preferred: false,
    edits: () => textEditsFor(text, { kind: 'removeLayers', ids }),
  };
}

function distinctSources(edges: readonly GraphEdge[]): GraphEdge[] {
  return edges.filter(({ from }, i) => edges.findIndex((edge) => edge.from === from) === i);
}

/** The layer and all those, Input aside, whose every wire leads to it in the end; in the file's order. */
function leadingOnlyTo({ nodes, edges }: Graph, end: LayerId): LayerId[] {
  const gone = new Set([end]);
  for (const id of gone) {
    for (const { from } of edges.filter(({ to }) => to === id)) {
      const leadsOn = edges.some((edge) => edge.from === from && !gone.has(edge.to));
      if (!leadsOn && nodes.has(from) && nodes.get(from)?.type !== 'Input') gone.add(from);
    }
  }
  return [...nodes.keys()].filter((id) => gone.has(id));
}

/** The layers from which no wire leads on. */
function endsOf({ nodes, edges }: Graph): LayerId[] {
  const leadsOn = new Set(edges.map(({ from }) => from));
  return [...nodes.keys()].filter((id) => !leadsOn.has(id));
}

function reachedFrom({ edges }: Graph, start: LayerId): ReadonlySet<LayerId> {
  const wires = new Map<LayerId, LayerId[]>();
  for (const { from, to } of edges) wires.set(from, [...(wires.get(from) ?? []), to]);
  const reached = new Set([start]);
  for (const id of reached) for (const to of wires.get(id) ?? []) reached.add(to);
  return reached;
}
