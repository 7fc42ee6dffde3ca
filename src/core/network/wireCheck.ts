/**
 * Whether a wire can be drawn from one layer to another, and if not, why: asked of every layer in sight while a wire is
 * being dragged, so it works on what a check of the file has found and infers only what the wire would change.
 */
import type { Graph, GraphEdge, LayerId } from '../graph/graph';
import { checkParameters } from '../layers/checkParameters';
import type { LayerConfig } from '../layers/layerConfig';
import type { LayerInput } from '../layers/layerDefinition';
import { isLayerType, layerDefinition } from '../layers/layerRegistry';
import type { Shape } from '../shape';
import { quote } from '../wording';
import type { CheckedFile } from './checkNnFile';

/** Beyond this many layers below the wire, what it does to them is left to the check of the whole file. */
const MAX_FOLLOWERS = 2000;

export interface WireCheck {
  /**
   * Why there can be no wire from one layer to the other, in one sentence; `undefined` where there can.
   * @param replaced the place in `edges` of a wire that would be there no longer.
   */
  problem(from: LayerId, to: LayerId, replaced?: number): string | undefined;
}

/**
 * Prepares the questions about one graph.
 * @param layers what is known of its layers; where that is nothing, shapes are not looked at.
 */
export function wireCheck(graph: Graph, layers: CheckedFile['layers']): WireCheck {
  const edgesInto = groupBy(graph, (edge) => edge.to);
  const edgesFrom = groupBy(graph, (edge) => edge.from);
  const descendants = new Map<LayerId, ReadonlySet<LayerId>>();

  const below = (start: LayerId): ReadonlySet<LayerId> => {
    let found = descendants.get(start);
    if (found === undefined) {
      const reached = new Set([start]);
      for (const id of reached) for (const { to } of edgesFrom.get(id) ?? []) reached.add(to);
      descendants.set(start, reached);
      found = reached;
    }
    return found;
  };

  const wiringProblem = (from: LayerId, to: LayerId, replaced: number | undefined): string | undefined => {
    const target = graph.nodes.get(to);
    if (target === undefined || !graph.nodes.has(from)) return 'The layer is no longer there.';
    if (from === to) return 'A layer cannot feed itself.';
    const others = (edgesInto.get(to) ?? []).filter(({ index }) => index !== replaced);
    if (others.some((edge) => edge.from === from)) return `${quote(from)} feeds ${quote(to)} already.`;
    const { type } = target;
    const arity = isLayerType(type) ? layerDefinition(type).arity : 'many';
    if (arity === 'none') return `${quote(to)} is an Input layer: nothing feeds it.`;
    // The replaced wire may be the one that leads back.
    const leadsBack =
      replaced === undefined ? below(to).has(from) : reachesWithout(edgesFrom, to, from, replaced);
    if (leadsBack) return `The wire would close a cycle: ${quote(to)} leads to ${quote(from)}.`;
    const [first] = others;
    return arity === 'one' && first !== undefined
      ? `${quote(to)} takes one input, and ${quote(first.from)} feeds it already; lead that wire elsewhere first.`
      : undefined;
  };

  const shapeProblem = (from: LayerId, to: LayerId, replaced: number | undefined): string | undefined => {
    const changed = new Map<LayerId, Shape>();
    const configs = new Map<LayerId, LayerConfig | undefined>();
    const shapeOf = (id: LayerId): Shape | undefined => changed.get(id) ?? layers.get(id)?.outputShape;
    const infer = (id: LayerId): string | undefined => {
      const node = graph.nodes.get(id);
      if (node === undefined || !isLayerType(node.type)) return undefined;
      if (!configs.has(id)) configs.set(id, checkParameters(node).config);
      const config = configs.get(id);
      if (config === undefined) return undefined;
      const inputs = inputsOf(id).map((input) => ({ id: input, shape: shapeOf(input) }));
      if (!inputs.every((input): input is LayerInput => input.shape !== undefined)) return undefined;
      const definition = layerDefinition(node.type);
      if (inputs.length < (definition.arity === 'many' ? 2 : 1)) return undefined;
      const inferred = definition.infer(id, config, inputs);
      if (!inferred.ok) return inferred.message;
      if (!isSameShape(inferred.outputShape, layers.get(id)?.outputShape))
        changed.set(id, inferred.outputShape);
      return undefined;
    };
    const inputsOf = (id: LayerId): LayerId[] => {
      const wires = (edgesInto.get(id) ?? []).filter(({ index }) => id !== to || index !== replaced);
      const sources = wires.map((edge) => edge.from);
      if (id !== to) return sources;
      // A wire that is led elsewhere keeps its place among the inputs.
      const before =
        replaced === undefined ? wires.length : wires.filter(({ index }) => index < replaced).length;
      return [...sources.slice(0, before), from, ...sources.slice(before)];
    };

    const waiting = [to];
    for (let count = 0; count < waiting.length && count < MAX_FOLLOWERS; count++) {
      const id = waiting[count] ?? '';
      const before = changed.get(id);
      const problem = infer(id);
      if (problem !== undefined) return problem;
      // What stays as it was changes nothing further down.
      if (changed.get(id) === before) continue;
      for (const edge of edgesFrom.get(id) ?? []) waiting.push(edge.to);
    }
    return undefined;
  };

  return {
    problem: (from, to, replaced) => wiringProblem(from, to, replaced) ?? shapeProblem(from, to, replaced),
  };
}

function groupBy({ nodes, edges }: Graph, keyOf: (edge: GraphEdge) => LayerId): Map<LayerId, GraphEdge[]> {
  const groups = new Map<LayerId, GraphEdge[]>();
  for (const edge of edges) {
    if (!nodes.has(edge.from) || !nodes.has(edge.to)) continue;
    const group = groups.get(keyOf(edge));
    if (group === undefined) groups.set(keyOf(edge), [edge]);
    else group.push(edge);
  }
  return groups;
}

function reachesWithout(
  edgesFrom: ReadonlyMap<LayerId, readonly GraphEdge[]>,
  start: LayerId,
  end: LayerId,
  without: number,
): boolean {
  const reached = new Set([start]);
  for (const id of reached) {
    for (const edge of edgesFrom.get(id) ?? []) if (edge.index !== without) reached.add(edge.to);
  }
  return reached.has(end);
}

function isSameShape(a: Shape, b: Shape | undefined): boolean {
  return a.length === b?.length && a.every((size, axis) => size === b[axis]);
}
