/**
 * The drawing of a network file: layers as nodes, wires as edges of React Flow. Pure, and the only way in.
 */
import type { Edge, Node } from 'reactflow';
import type { Graph, GraphNode, LayerId, Point } from '../../../src/core/graph/graph';
import type { CheckedFile, LayerSummary } from '../../../src/core/network/checkNnFile';
import type { Diagnostic } from '../../../src/core/diagnostics/diagnostic';
import type { Shape } from '../../../src/core/shape';
import { formatCount } from '../../ui/formats';
import { CARD, layerPositions } from './autoLayout';
import { edgeRefs, flowEdgeId, flowNodeId, type EdgeRef } from './flowIds';
import { sharedFlow } from './flowSharing';
import { fromTopToBottom, laneAround, type Lane } from './wirePath';
import { formatShape, parameterSummary } from '../wording';

/** What a card shows. */
export interface LayerCardData {
  readonly layerId: LayerId;
  readonly type: string | undefined;
  /** `128 units · relu`; for a layer without parameters what comes in, `from 28 × 28 × 1`. */
  readonly detail: string;
  /** `28 × 28 × 1`, or `undefined` where it cannot be inferred. */
  readonly outputShape: string | undefined;
  /** `1,234`, or `undefined` for a layer that learns nothing or is not understood. */
  readonly parameterCount: string | undefined;
  readonly problems: readonly Diagnostic[];
  readonly role: 'input' | 'output' | 'inner';
}

export interface WireData extends EdgeRef {
  /** The place in the file's `edges`. */
  readonly index: number;
  /** The tensor that it carries, as the card that it leaves writes it. */
  readonly shape: string | undefined;
  /** Where a wire that goes around the cards between its ends runs down beside them. */
  readonly laneX?: number;
}

export type LayerNode = Node<LayerCardData>;
export type WireEdge = Edge<WireData>;

export interface Flow {
  readonly nodes: readonly LayerNode[];
  readonly edges: readonly WireEdge[];
}

const NO_PROBLEMS: readonly Diagnostic[] = [];
const NOTHING_KNOWN: LayerSummary = {
  outputShape: undefined,
  parameterCount: undefined,
  multiplyAdds: undefined,
};

/**
 * Draws a file. A wire to a layer that does not exist cannot be drawn; it stands in the list of problems.
 * @param previous an earlier drawing, whose nodes and edges are taken over wherever they have not changed.
 */
export function toFlow(checked: CheckedFile, previous?: Flow): Flow {
  const nodes = cards(checked, layerPositions(checked.file.graph));
  const flow = { nodes, edges: wires(checked, nodes, previous) };
  return previous === undefined ? flow : sharedFlow(flow, previous);
}

/** The one layer from which no wire leads on, if it is the only one. */
function outputOf(graph: Graph): LayerId | undefined {
  const sources = new Set(graph.edges.filter(({ to }) => graph.nodes.has(to)).map(({ from }) => from));
  const ends = [...graph.nodes.keys()].filter((id) => !sources.has(id));
  return ends.length === 1 ? ends[0] : undefined;
}

function cards(checked: CheckedFile, positions: ReadonlyMap<LayerId, Point>): LayerNode[] {
  const { graph } = checked.file;
  const output = outputOf(graph);
  /** The shapes that come into each layer. */
  const inputs = new Map<LayerId, (Shape | undefined)[]>();
  for (const { from, to } of graph.edges) pushTo(inputs, to, checked.layers.get(from)?.outputShape);
  const problems = new Map<LayerId, Diagnostic[]>();
  for (const diagnostic of checked.diagnostics) {
    if (diagnostic.layerId !== undefined) pushTo(problems, diagnostic.layerId, diagnostic);
  }
  return [...graph.nodes.values()].map((node): LayerNode => {
    const summary = checked.layers.get(node.id) ?? NOTHING_KNOWN;
    const own = problems.get(node.id) ?? NO_PROBLEMS;
    const { outputShape, parameterCount } = summary;
    const data: LayerCardData = {
      layerId: node.id,
      type: node.type,
      detail: detailOf(node, inputs.get(node.id) ?? []),
      outputShape: outputShape === undefined ? undefined : formatShape(outputShape),
      parameterCount:
        parameterCount === undefined || parameterCount === 0 ? undefined : formatCount(parameterCount),
      problems: own,
      role: node.type === 'Input' ? 'input' : node.id === output ? 'output' : 'inner',
    };
    return {
      id: flowNodeId(node.id),
      type: 'layer',
      position: positions.get(node.id) ?? { x: 0, y: 0 },
      data,
      ...CARD,
    };
  });
}

/** Wires from one layer to another beyond these lie on each other; each is drawn once those before it are mended. */
const MAX_PARALLEL = 2;

/**
 * The lanes of an earlier drawing by the names of the wires, where cards and wires are all at their places still: looking
 * for ways around the cards is most of the work.
 */
function sameLanes(
  refs: readonly EdgeRef[],
  nodes: readonly LayerNode[],
  previous: Flow | undefined,
): ReadonlyMap<string, number | undefined> | undefined {
  if (previous?.nodes.length !== nodes.length) return undefined;
  const stay = nodes.every(({ id, position }, i) => {
    const old = previous.nodes[i];
    return old?.id === id && old.position.x === position.x && old.position.y === position.y;
  });
  if (!stay) return undefined;
  const lanes = new Map(previous.edges.map(({ id, data }) => [id, data?.laneX]));
  return refs.length === lanes.size && refs.every((ref) => lanes.has(flowEdgeId(ref))) ? lanes : undefined;
}

function wires(checked: CheckedFile, nodes: readonly LayerNode[], previous: Flow | undefined): WireEdge[] {
  const refs = edgeRefs(checked.file.graph);
  const known = sameLanes(refs, nodes, previous);
  const wrong = new Set(
    checked.diagnostics.flatMap(({ path: [root, index] }) => (root === 'edges' ? [index] : [])),
  );
  const nodeOf = new Map(nodes.map((node) => [node.data.layerId, node]));
  const corners = fromTopToBottom(nodes.map(({ position }) => position));
  const lanes: Lane[] = [];
  return refs.flatMap((ref): WireEdge[] => {
    const [source, target] = [nodeOf.get(ref.from), nodeOf.get(ref.to)];
    if (source === undefined || target === undefined || ref.occurrence >= MAX_PARALLEL) return [];
    const isWrong = wrong.has(ref.index);
    const id = flowEdgeId(ref);
    const lane =
      known === undefined ? laneAround(source.position, target.position, corners, lanes) : undefined;
    if (lane !== undefined) lanes.push(lane);
    const laneX = known === undefined ? lane?.x : known.get(id);
    const data = { ...ref, shape: source.data.outputShape };
    return [
      {
        id,
        source: source.id,
        target: target.id,
        type: 'wire',
        data: laneX === undefined ? data : { ...data, laneX },
        markerEnd: 'wire-end',
        className: isWrong ? 'wire wire-wrong' : 'wire',
        ariaLabel: `Wire from ${ref.from} to ${ref.to}${isWrong ? ', has a problem' : ''}`,
      },
    ];
  });
}

/** Where every layer is drawn while nothing is being moved. */
export function drawnPositions(nodes: readonly LayerNode[]): ReadonlyMap<LayerId, Point> {
  return new Map(nodes.map(({ data, position }) => [data.layerId, { x: position.x, y: position.y }]));
}

function detailOf(node: GraphNode, inputs: readonly (Shape | undefined)[]): string {
  if (node.type === 'Input') return 'input of the network';
  const parameters = parameterSummary(node);
  if (parameters !== '') return parameters;
  const known = inputs.filter((shape) => shape !== undefined);
  return known.length === 0 || known.length < inputs.length
    ? ''
    : `from ${known.map(formatShape).join(', ')}`;
}

function pushTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
