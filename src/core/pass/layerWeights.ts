/**
 * A layer's weights out of a map of all.
 */
import type { WeightSpec } from '../layers/weights';
import type { NetworkLayer } from '../network/network';
import type { WeightMap } from '../weights/weightMap';

/** The values of the layer's weight with this role, or `undefined` when the layer has none (no bias, no kernel). */
export function weightOf(
  layer: NetworkLayer,
  role: WeightSpec['role'],
  weights: WeightMap,
): Float32Array | undefined {
  const spec = layer.weights.find((weight) => weight.role === role);
  if (spec === undefined) return undefined;
  const tensor = weights.get(spec.name);
  if (tensor === undefined) {
    throw new RangeError(`The weights lack the tensor "${spec.name}"; use those of this very network.`);
  }
  return tensor.values;
}

/** The same where the layer is known to have one. */
export function requiredWeightOf(
  layer: NetworkLayer,
  role: WeightSpec['role'],
  weights: WeightMap,
): Float32Array {
  const values = weightOf(layer, role, weights);
  if (values === undefined)
    throw new RangeError(`Layer "${layer.id}" (${layer.config.type}) has no ${role}.`);
  return values;
}
