/**
 * One layer's parameters as written against its type's definition: a configuration, or what is wrong.
 */
import { describeValue, didYouMean, quote } from '../wording';
import type { GraphNode } from '../graph/graph';
import type { Finding } from '../diagnostics/diagnostic';
import type { LayerConfig } from './layerConfig';
import { isLayerType, LAYER_TYPES, layerDefinition } from './layerRegistry';
import { isRequired } from '../parameters/parameterDefinition';
import { checkValue, defaultValue, expectation } from '../parameters/parameterValues';

export interface CheckedLayer {
  /** Defined exactly when there are no findings. */
  readonly config: LayerConfig | undefined;
  readonly findings: readonly Finding[];
}

/** Checks type and parameters of a layer. A layer without a type was reported when the file was read: no finding. */
export function checkParameters(node: GraphNode): CheckedLayer {
  const { id, type, parameters } = node;
  if (type === undefined) return { config: undefined, findings: [] };
  if (!isLayerType(type)) {
    const advice = didYouMean(type, LAYER_TYPES, `; use one of ${LAYER_TYPES.join(', ')}.`);
    const message = `Layer ${quote(id)} has the unknown type ${quote(type)}${advice}`;
    return {
      config: undefined,
      findings: [error('unknown-layer-type', id, message, 'type')],
    };
  }
  const definition = layerDefinition(type);
  const name = `${type} ${quote(id)}`;
  const findings: Finding[] = [];
  const values = new Map<string, unknown>();
  for (const parameter of definition.parameters) {
    const written = Object.hasOwn(parameters, parameter.name) ? parameters[parameter.name] : undefined;
    if (written === undefined) {
      if (isRequired(parameter)) {
        const message = `${name} has no ${parameter.name}; add ${quote(parameter.name)}, ${expectation(parameter)}.`;
        findings.push({ ...error('missing-parameter', id, message), parameter: parameter.name });
      }
      values.set(parameter.name, defaultValue(parameter, values));
      continue;
    }
    const checked = checkValue(parameter, written);
    if (checked.ok) {
      values.set(parameter.name, checked.value);
    } else {
      const message = `${name} has ${parameter.name} ${describeValue(written)}; set it to ${checked.expected}.`;
      findings.push(error('bad-parameter', id, message, parameter.name));
    }
  }
  for (const key of Object.keys(parameters)) {
    if (definition.parameters.some((parameter) => parameter.name === key)) continue;
    const known = definition.parameters.map((parameter) => parameter.name);
    const advice = known.length === 0 ? '; remove it.' : `; it takes ${known.join(', ')}.`;
    const message = `${name} has no parameter ${quote(key)}${didYouMean(key, known, advice)}`;
    findings.push({ ...error('unknown-parameter', id, message, key), atKey: true });
  }
  return { config: findings.length === 0 ? definition.toConfig(values) : undefined, findings };
}

/** At the parameter's value, or at the layer's name. */
function error(code: Finding['code'], id: string, message: string, parameter?: string): Finding {
  const at = { code, severity: 'error', layerId: id, message } as const;
  return parameter === undefined
    ? { ...at, path: ['layers', id], atKey: true }
    : { ...at, path: ['layers', id, parameter] };
}
