/**
 * The drawing of a network file: layers as nodes, wires as edges of React Flow. Pure, and the only way in.
 */
import type { Edge, Node } from 'reactflow';
import type { GraphNode, LayerId, Point } from '../../src/core/graph/graph';
import type { CheckedFile, LayerSummary } from '../../src/core/network/checkNnFile';
import type { Diagnostic } from '../../src/core/diagnostics/diagnostic';
import { formatCount } from '../ui/formats';
import { CARD, layerPositions } from './autoLayout';
import { edgeRefs, flowEdgeId, flowNodeId, type EdgeRef } from './flowIds';
import { laneAround, type Lane } from './wirePath';
import { formatShape, layerLabel, parameterSummary } from './wording';

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
  /** Where a wire of the type `around` runs down beside the cards between its ends. */
  readonly laneX?: number;
  /** The tensor that flows over it, `28 × 28 × 1`; missing where it cannot be inferred. */
  readonly shape?: string;
}

export type LayerNode = Node<LayerCardData>;
export type WireEdge = Edge<WireData>;

export interface Flow {
  readonly nodes: readonly LayerNode[];
  readonly edges: readonly WireEdge[];
}

const NOTHING_KNOWN: LayerSummary = {
  outputShape: undefined,
  parameterCount: undefined,
  multiplyAdds: undefined,
};

/** Draws a file. A wire to a layer that does not exist cannot be drawn; it stands in the list of problems. */
export function toFlow(checked: CheckedFile): Flow {
  const { graph } = checked.file;
  const positions = layerPositions(graph);
  const sources = new Set(graph.edges.filter(({ to }) => graph.nodes.has(to)).map(({ from }) => from));
  const ends = [...graph.nodes.keys()].filter((id) => !sources.has(id));
  const output = ends.length === 1 ? ends[0] : undefined;
  const problems = problemsByLayer(checked.diagnostics);
  const wireProblems = new Set(
    checked.diagnostics.flatMap(({ path: [root, index] }) => (root === 'edges' ? [index] : [])),
  );

  const nodes = [...graph.nodes.values()].map((node): LayerNode => {
    const summary = checked.layers.get(node.id) ?? NOTHING_KNOWN;
    const own = problems.get(node.id) ?? [];
    const { outputShape, parameterCount } = summary;
    const data: LayerCardData = {
      layerId: node.id,
      type: node.type,
      detail: detailOf(checked, node),
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
      ariaLabel: layerLabel(node, summary, own),
    };
  });

  const lanes: Lane[] = [];
  const edges = edgeRefs(graph)
    .filter(({ from, to }) => graph.nodes.has(from) && graph.nodes.has(to))
    .map((ref): WireEdge => {
      const wrong = wireProblems.has(ref.index);
      const shape = checked.layers.get(ref.from)?.outputShape;
      const lane = laneOf(ref, positions, lanes);
      if (lane !== undefined) lanes.push(lane);
      return {
        id: flowEdgeId(ref),
        source: flowNodeId(ref.from),
        target: flowNodeId(ref.to),
        type: 'wire',
        data: {
          ...ref,
          ...(lane === undefined ? {} : { laneX: lane.x }),
          ...(shape === undefined ? {} : { shape: formatShape(shape) }),
        },
        markerEnd: 'wire-end',
        className: wrong ? 'wire wire-wrong' : 'wire',
        ariaLabel: `Wire from ${ref.from} to ${ref.to}${wrong ? ', has a problem' : ''}`,
      };
    });
  return { nodes, edges };
}

/** Where every layer is drawn while nothing is being moved. */
export function drawnPositions(nodes: readonly LayerNode[]): ReadonlyMap<LayerId, Point> {
  return new Map(nodes.map(({ data, position }) => [data.layerId, { x: position.x, y: position.y }]));
}

function laneOf(
  { from, to }: EdgeRef,
  positions: ReadonlyMap<LayerId, Point>,
  lanes: readonly Lane[],
): Lane | undefined {
  const [start, end] = [positions.get(from), positions.get(to)];
  if (start === undefined || end === undefined) return undefined;
  const others = [...positions].flatMap(([id, position]) => (id === from || id === to ? [] : [position]));
  return laneAround(start, end, others, lanes);
}

function detailOf(checked: CheckedFile, node: GraphNode): string {
  if (node.type === 'Input') return 'input of the network';
  const parameters = parameterSummary(node);
  if (parameters !== '') return parameters;
  const inputs = checked.file.graph.edges
    .filter(({ to }) => to === node.id)
    .map(({ from }) => checked.layers.get(from)?.outputShape);
  const known = inputs.filter((shape) => shape !== undefined);
  return known.length === 0 || known.length < inputs.length
    ? ''
    : `from ${known.map(formatShape).join(', ')}`;
}

function problemsByLayer(diagnostics: readonly Diagnostic[]): ReadonlyMap<LayerId, Diagnostic[]> {
  const byLayer = new Map<LayerId, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    if (diagnostic.layerId === undefined) continue;
    const known = byLayer.get(diagnostic.layerId);
    if (known === undefined) byLayer.set(diagnostic.layerId, [diagnostic]);
    else known.push(diagnostic);
  }
  return byLayer;
}
