/**
 * Weights that were learned elsewhere, put into a changed network as far as they fit. Those that must fit exactly are
 * another affair (`weightsFile`).
 *
 * Tensors are known by their names, and so layers by theirs.
 */
import type { WeightSpec } from '../layers/weights';
import { weightSpecs, type Network } from '../network/network';
import type { WeightMap, WeightTensor } from '../weights/weightMap';
import { initialValues } from './initialWeights';

export interface CarriedWeights {
  /** Every weight of the network, in the order of its layers. */
  readonly weights: WeightMap;
  /** Names of the tensors that were taken over. */
  readonly carried: readonly string[];
  /** Names of those that begin anew, since there was none of that name and shape. */
  readonly fresh: readonly string[];
}

/** Takes over each tensor whose name and shape the network has; the others start as the seed says. */
export function carryWeights(network: Network, weights: WeightMap, seed: number): CarriedWeights {
  const result = new Map<string, WeightTensor>();
  const carried: string[] = [];
  const fresh: string[] = [];
  for (const spec of weightSpecs(network)) {
    const found = weights.get(spec.name);
    const fits = found !== undefined && hasShape(found, spec);
    (fits ? carried : fresh).push(spec.name);
    result.set(spec.name, fits ? found : { shape: spec.shape, values: initialValues(spec, seed) });
  }
  return { weights: result, carried, fresh };
}

function hasShape({ shape }: WeightTensor, spec: WeightSpec): boolean {
  return shape.length === spec.shape.length && shape.every((size, axis) => size === spec.shape[axis]);
}
