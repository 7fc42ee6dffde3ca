/**
 * What the inspector shows of the selected layers. Pure: (checked file, ids) → description.
 *
 * Of several layers it shows the parameters that all their types define alike, to be edited together.
 */
import type { Diagnostic } from '../../../src/core/diagnostics/diagnostic';
import type { GraphNode, LayerId } from '../../../src/core/graph/graph';
import { isLayerType, layerDefinition } from '../../../src/core/layers/layerRegistry';
import type { CheckedFile } from '../../../src/core/network/checkNnFile';
import type { ParameterDefinition } from '../../../src/core/parameters/parameterDefinition';
import { edgeRefs, type EdgeRef } from '../drawing/flowIds';
import { formatCount } from '../../ui/formats';
import { formatShape } from '../wording';
import { areSame, inspectorField, type InspectorField } from './inspectorField';

export interface LayerInspection {
  readonly kind: 'layer';
  readonly id: LayerId;
  readonly type: string | undefined;
  /** What the layer does; `undefined` for an unknown type. */
  readonly description: string | undefined;
  /** `28 × 28 × 1`, or `unknown`. */
  readonly outputShape: string;
  readonly parameterCount: string;
  readonly fields: readonly InspectorField[];
  /** Those that are of no one parameter. */
  readonly problems: readonly Diagnostic[];
  readonly wiresIn: readonly EdgeRef[];
  readonly wiresOut: readonly EdgeRef[];
}

export interface LayersInspection {
  readonly kind: 'layers';
  readonly ids: readonly LayerId[];
  /** The type, where all have the same. */
  readonly type: string | undefined;
  /** `2 Dense, 1 Conv2D`, in the order of the selection. */
  readonly types: string;
  readonly parameterCount: string;
  readonly fields: readonly InspectorField[];
}

/** Describes one layer. */
export function inspectLayer(checked: CheckedFile, node: GraphNode): LayerInspection {
  const { id, type } = node;
  const summary = checked.layers.get(id);
  const definitions = parametersOf(type);
  const problems = checked.diagnostics.filter(({ layerId }) => layerId === id);
  const wires = edgeRefs(checked.file.graph);
  return {
    kind: 'layer',
    id,
    type,
    description: isLayerType(type) ? layerDefinition(type).description : undefined,
    outputShape: summary?.outputShape === undefined ? 'unknown' : formatShape(summary.outputShape),
    parameterCount: parameterTotal([summary?.parameterCount]),
    fields: definitions.map((definition) => parameterField(definition, [node], problems)),
    problems: problems.filter(
      (problem) => !definitions.some(({ name }) => isOfParameter(problem, new Set([id]), name)),
    ),
    wiresIn: wires.filter(({ to }) => to === id),
    wiresOut: wires.filter(({ from }) => from === id),
  };
}

/** Describes several layers together. */
export function inspectLayers(checked: CheckedFile, nodes: readonly GraphNode[]): LayersInspection {
  const byType = new Map<string | undefined, number>();
  for (const { type } of nodes) byType.set(type, (byType.get(type) ?? 0) + 1);
  const [definitions = [], ...others] = [...byType.keys()].map(parametersOf);
  const shared = definitions.filter((definition) =>
    others.every((other) => other.some((candidate) => areSame([definition, candidate]))),
  );
  return {
    kind: 'layers',
    ids: nodes.map(({ id }) => id),
    type: byType.size === 1 ? nodes[0]?.type : undefined,
    types: [...byType].map(([type = 'without a type', count]) => `${formatCount(count)} ${type}`).join(', '),
    parameterCount: parameterTotal(nodes.map(({ id }) => checked.layers.get(id)?.parameterCount)),
    fields: shared.map((definition) => parameterField(definition, nodes, checked.diagnostics)),
  };
}

function parametersOf(type: string | undefined): readonly ParameterDefinition[] {
  return isLayerType(type) ? layerDefinition(type).parameters : [];
}

function parameterField(
  definition: ParameterDefinition,
  nodes: readonly GraphNode[],
  problems: readonly Diagnostic[],
): InspectorField {
  const ids = new Set(nodes.map(({ id }) => id));
  return inspectorField(
    definition,
    nodes.map(({ parameters }) => parameters),
    { problems: problems.filter((problem) => isOfParameter(problem, ids, definition.name)) },
  );
}

function isOfParameter({ path }: Diagnostic, ids: ReadonlySet<LayerId>, name: string): boolean {
  const [root, id, parameter] = path;
  return root === 'layers' && typeof id === 'string' && ids.has(id) && parameter === name;
}

/** `1,234`; a sum that leaves layers out says so. */
function parameterTotal(counts: readonly (number | undefined)[]): string {
  const sum = counts.reduce<number>((total, count) => total + (count ?? 0), 0);
  if (!counts.includes(undefined)) return formatCount(sum);
  return sum > 0 ? `at least ${formatCount(sum)}` : 'unknown';
}
