/**
 * Shapes and weights, layer after layer in topological order.
 *
 * A layer is inferred where its parameters are right and all its inputs are known; of any other nothing is said, since
 * its fault was reported where it began.
 */
import type { Graph, LayerId } from '../graph/graph';
import type { LayerConfig } from '../layers/layerConfig';
import { layerDefinition } from '../layers/layerRegistry';
import { elementCount } from '../shape';
import { describeShape, quote } from '../wording';
import type { Finding } from '../diagnostics/diagnostic';
import type { NetworkLayer } from './network';
import type { Wiring } from './checkWiring';

/** 2²⁸ elements, one GiB as float32: no more fits a tensor of the engines. */
const MAX_ELEMENTS = 2 ** 28;

export interface InferredLayers {
  /** In topological order. */
  readonly layers: ReadonlyMap<LayerId, NetworkLayer>;
  readonly findings: readonly Finding[];
}

/** @param configs the layers whose parameters are right. */
export function inferLayers(
  graph: Graph,
  wiring: Wiring,
  configs: ReadonlyMap<LayerId, LayerConfig>,
): InferredLayers {
  const layers = new Map<LayerId, NetworkLayer>();
  const findings: Finding[] = [];
  // Layers behind a cycle are in no order, and have an unknown input anyway.
  for (const id of wiring.order) {
    const config = configs.get(id);
    const inputIds = wiring.inputs.get(id);
    if (config === undefined || inputIds === undefined) continue;
    const inputs = inputIds.flatMap((input) => layers.get(input) ?? []);
    if (inputs.length < inputIds.length) continue;
    const layer = inferLayer(id, config, inputs);
    if ('code' in layer) findings.push(layer);
    else layers.set(id, layer);
  }
  const parameters = [...layers.values()].reduce((sum, layer) => sum + layer.parameterCount, 0);
  if (parameters > MAX_ELEMENTS && graph.nodes.size === layers.size) {
    const message = `The network has ${String(parameters)} weights, more than the ${String(MAX_ELEMENTS)} that fit; make its layers smaller.`;
    findings.push({ code: 'too-large', severity: 'error', message, path: ['layers'], atKey: true });
  }
  return { layers, findings };
}

function inferLayer(
  id: LayerId,
  config: LayerConfig,
  inputs: readonly NetworkLayer[],
): NetworkLayer | Finding {
  const at = { severity: 'error', layerId: id, path: ['layers', id], atKey: true } as const;
  const inferred = layerDefinition(config.type).infer(
    id,
    config,
    inputs.map((input) => ({ id: input.id, shape: input.outputShape })),
  );
  if (!inferred.ok) {
    const { code, message, parameter } = inferred;
    if (parameter === undefined) return { ...at, code, message };
    return { ...at, code, message, path: ['layers', id, parameter], atKey: false };
  }
  const { outputShape, weights, multiplyAdds } = inferred;
  const parameterCount = weights.reduce((sum, weight) => sum + elementCount(weight.shape), 0);
  const name = (): string => `${config.type} ${quote(id)}`;
  if (!(elementCount(outputShape) <= MAX_ELEMENTS)) {
    const message = `${name()} outputs ${describeShape(outputShape)}, more than the ${String(MAX_ELEMENTS)} values that fit; make it smaller.`;
    return { ...at, code: 'too-large', message };
  }
  if (!(parameterCount <= MAX_ELEMENTS)) {
    const message = `${name()} has ${String(parameterCount)} weights, more than the ${String(MAX_ELEMENTS)} that fit; make it smaller.`;
    return { ...at, code: 'too-large', message };
  }
  const inputShapes = inputs.map((input) => input.outputShape);
  return {
    id,
    config,
    inputs: inputs.map((input) => input.id),
    inputShapes,
    outputShape,
    weights,
    parameterCount,
    multiplyAdds,
  };
}
