/**
 * The wires of a graph: do they lead from one input, without a cycle, to one output, and does every layer get as many
 * inputs as it takes?
 *
 * Knows layer types and their arity, not shapes. A wire that names no layer hides what the author meant, so that
 * nothing is said of missing inputs and outputs until it is right.
 */
import type { Graph, GraphEdge, LayerId } from '../graph/graph';
import { topologicalOrder } from '../graph/topologicalOrder';
import type { LayerType } from '../layers/layerConfig';
import { isLayerType, layerRegistry } from '../layers/layerRegistry';
import { didYouMean, quote, quoteAll } from '../wording';
import type { Finding } from '../diagnostics/diagnostic';

/** Looking for the nearest name is slow in large files; the first few suggestions do. */
const MAX_SUGGESTIONS = 20;

export interface Wiring {
  readonly findings: readonly Finding[];
  /** Layers that neither are in a cycle nor come after one; each after all its inputs. */
  readonly order: readonly LayerId[];
  /** The inputs of every layer that gets as many as it takes; other layers are missing. */
  readonly inputs: ReadonlyMap<LayerId, readonly LayerId[]>;
  /** The one Input layer. */
  readonly input: LayerId | undefined;
  /** The one layer without outgoing edges that the one input reaches. */
  readonly output: LayerId | undefined;
}

/** @param edgesAreReadable false where the file's edges had the wrong form, so that some are not in the graph. */
export function checkWiring(graph: Graph, edgesAreReadable: boolean): Wiring {
  const { edges, findings: broken } = checkEdges(graph);
  const complete = edgesAreReadable && broken.every((finding) => finding.code !== 'dangling-edge');
  const findings: Finding[] = [...broken];

  const inputs = new Map<LayerId, readonly LayerId[]>();
  const edgesInto = groupBy(edges, (edge) => edge.to);
  for (const { id, type } of graph.nodes.values()) {
    if (!isLayerType(type)) continue;
    const found = checkArity(id, type, edgesInto.get(id) ?? []);
    if (found === undefined) inputs.set(id, edgesInto.get(id)?.map((edge) => edge.from) ?? []);
    else if (complete || found.code === 'too-many-inputs') findings.push(found);
  }

  const { order, cycle } = topologicalOrder(graph.nodes.keys(), edges);
  if (cycle !== undefined) findings.push(describeCycle(cycle, edges));

  const { input, findings: inputFindings } = checkInput(graph);
  findings.push(...inputFindings);
  if (input === undefined || cycle !== undefined || !complete) {
    return { findings, order, inputs, input, output: undefined };
  }
  const { output, findings: outputFindings } = checkOutput(graph, input, edges);
  if (findings.some(({ code }) => code === 'missing-input')) {
    // A layer that lacks an input leaves a gap on the way: where it begins looks like an output, and is none.
    const certain = outputFindings.filter(({ code }) => code === 'unreachable-layer');
    return { findings: [...findings, ...certain], order, inputs, input, output: undefined };
  }
  return { findings: [...findings, ...outputFindings], order, inputs, input, output };
}

/** The edges between layers that are there, each once. */
function checkEdges(graph: Graph): { edges: GraphEdge[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const seen = new Map<LayerId, Set<LayerId>>();
  const edges = graph.edges.filter(({ from, to, index }) => {
    const at = { severity: 'error', path: ['edges', index] } as const;
    const [hasFrom, hasTo] = [graph.nodes.has(from), graph.nodes.has(to)];
    if (!hasFrom || !hasTo) {
      const missing = hasFrom ? to : from;
      const known = findings.length < MAX_SUGGESTIONS ? graph.nodes.keys() : [];
      const advice = didYouMean(missing, known, '; add that layer, or remove the edge.');
      const message = `The edge from ${quote(from)} to ${quote(to)} names ${quote(missing)}, which is no layer${advice}`;
      const owner = hasTo ? { layerId: to } : hasFrom ? { layerId: from } : {};
      findings.push({ ...at, ...owner, code: 'dangling-edge', message });
      return false;
    }
    const targets = seen.get(from) ?? new Set();
    if (targets.has(to)) {
      const message = `The edge from ${quote(from)} to ${quote(to)} is there twice; remove one.`;
      findings.push({ ...at, layerId: to, code: 'duplicate-edge', message });
      return false;
    }
    seen.set(from, targets.add(to));
    return true;
  });
  return { edges, findings };
}

function checkArity(id: LayerId, type: LayerType, into: readonly GraphEdge[]): Finding | undefined {
  const { arity } = layerRegistry[type];
  if (arity === 'many' ? into.length >= 2 : into.length === (arity === 'one' ? 1 : 0)) return undefined;
  const name = `${type} ${quote(id)}`;
  const from = quoteAll(into.map((edge) => edge.from));
  const tooMany = (edge: GraphEdge | undefined, message: string): Finding | undefined =>
    edge === undefined
      ? undefined
      : { code: 'too-many-inputs', severity: 'error', layerId: id, message, path: ['edges', edge.index] };
  const tooFew = (message: string): Finding => ({
    code: 'missing-input',
    severity: 'error',
    layerId: id,
    message,
    path: ['layers', id],
    atKey: true,
  });
  switch (arity) {
    case 'none':
      return tooMany(into[0], `${name} takes no inputs, but ${from} is wired into it; remove the edge.`);
    case 'one':
      if (into.length === 0) return tooFew(`${name} needs an input, but has none; wire a layer into it.`);
      return tooMany(
        into[1],
        `${name} takes one input, but has ${String(into.length)} (${from}); merge them with an Add or Concatenate layer.`,
      );
    case 'many': {
      const found = into.length === 0 ? 'none' : `only ${from}`;
      return tooFew(`${name} needs at least two inputs, but has ${found}; wire more layers into it.`);
    }
  }
}

function describeCycle(cycle: readonly LayerId[], edges: readonly GraphEdge[]): Finding {
  const last = cycle.at(-1);
  const closing = edges.find((edge) => edge.from === last && edge.to === cycle[0]);
  const first = cycle[0] ?? '';
  const message =
    cycle.length === 1
      ? `Layer ${quote(first)} is wired into itself; remove the edge.`
      : `The layers ${quoteAll(cycle, ' → ')} → ${quote(first)} form a cycle; remove one of the edges between them.`;
  return { code: 'cycle', severity: 'error', layerId: first, message, path: ['edges', closing?.index ?? 0] };
}

/** The one Input layer. */
function checkInput(graph: Graph): { input: LayerId | undefined; findings: Finding[] } {
  const nodes = [...graph.nodes.values()];
  const inputs = nodes.filter((node) => node.type === 'Input').map((node) => node.id);
  const [input, ...others] = inputs;
  if (input === undefined) {
    // A layer whose type is not known may have been meant as the input.
    if (nodes.some((node) => !isLayerType(node.type))) return { input, findings: [] };
    const message =
      'The network has no Input layer; add one, e.g. "input": { "type": "Input", "shape": [28, 28, 1] }.';
    return {
      input,
      findings: [{ code: 'no-input', severity: 'error', message, path: ['layers'], atKey: true }],
    };
  }
  const message = `The network has ${String(inputs.length)} Input layers (${quoteAll(inputs)}), but takes exactly one; remove the others.`;
  const findings = others.map((id): Finding => {
    return {
      code: 'several-inputs',
      severity: 'error',
      layerId: id,
      message,
      path: ['layers', id],
      atKey: true,
    };
  });
  return { input: others.length === 0 ? input : undefined, findings };
}

/** The one layer that the input reaches and from which no wire leads on. */
function checkOutput(
  graph: Graph,
  input: LayerId,
  edges: readonly GraphEdge[],
): { output: LayerId | undefined; findings: Finding[] } {
  const edgesFrom = groupBy(edges, (edge) => edge.from);
  const reached = new Set([input]);
  for (const id of reached) for (const { to } of edgesFrom.get(id) ?? []) reached.add(to);

  const findings: Finding[] = [];
  const hasInputs = new Set(edges.map((edge) => edge.to));
  const unreached = [...graph.nodes.keys()].filter((id) => !reached.has(id) && hasInputs.has(id));
  const [firstUnreached] = unreached;
  if (firstUnreached !== undefined) {
    const message = `The input ${quote(input)} does not reach ${quoteAll(unreached)}; wire a path from it, or remove what is not reached.`;
    const at = { layerId: firstUnreached, path: ['layers', firstUnreached], atKey: true };
    findings.push({ code: 'unreachable-layer', severity: 'warning', message, ...at });
  }

  const outputs = [...graph.nodes.keys()].filter((id) => reached.has(id) && !edgesFrom.has(id));
  const [output, ...others] = outputs;
  if (output === input) {
    const message = `Nothing is wired to the input ${quote(input)}; wire the first layer to it.`;
    const at = { layerId: input, path: ['layers', input], atKey: true };
    findings.push({ code: 'no-output', severity: 'error', message, ...at });
    return { output: undefined, findings };
  }
  for (const id of others) {
    const message = `The network has ${String(outputs.length)} outputs (${quoteAll(outputs)}), but needs exactly one; wire the others on, or remove them.`;
    findings.push({
      code: 'several-outputs',
      severity: 'error',
      layerId: id,
      message,
      path: ['layers', id],
      atKey: true,
    });
  }
  return { output: others.length === 0 ? output : undefined, findings };
}

function groupBy(
  edges: readonly GraphEdge[],
  keyOf: (edge: GraphEdge) => LayerId,
): Map<LayerId, GraphEdge[]> {
  const groups = new Map<LayerId, GraphEdge[]>();
  for (const edge of edges) {
    const group = groups.get(keyOf(edge));
    if (group === undefined) groups.set(keyOf(edge), [edge]);
    else group.push(edge);
  }
  return groups;
}
