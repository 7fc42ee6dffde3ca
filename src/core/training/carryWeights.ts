/**
 * Weights that were learned elsewhere, put into a network: as far as they fit, when a changed network goes on from them,
 * or exactly, when a file of them is loaded.
 *
 * Tensors are known by their names, and so layers by theirs.
 */
import type { WeightSpec } from '../layers/weights';
import { weightSpecs, type Network } from '../network/network';
import type { WeightMap, WeightTensor } from '../weights/weightMap';
import { describeShape, quote } from '../wording';
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

/**
 * The same tensors in the order of the network's layers, when they are exactly those that it has.
 * @throws Error that names the first tensor that is missing, has another shape, or is too many.
 */
export function exactWeights(network: Network, weights: WeightMap): WeightMap {
  const result = new Map<string, WeightTensor>();
  for (const spec of weightSpecs(network)) {
    const found = weights.get(spec.name);
    const expected = `${quote(spec.name)} of shape ${describeShape(spec.shape)}`;
    if (found === undefined) {
      throw new Error(`The network has ${expected}, but these weights do not. ${ADVICE}`);
    }
    if (!hasShape(found, spec)) {
      throw new Error(
        `The network has ${expected}, but in these weights its shape is ${describeShape(found.shape)}. ${ADVICE}`,
      );
    }
    result.set(spec.name, found);
  }
  for (const [name, { shape }] of weights) {
    if (result.has(name)) continue;
    throw new Error(
      `These weights have ${quote(name)} of shape ${describeShape(shape)}, but the network does not. ${ADVICE}`,
    );
  }
  return result;
}

const ADVICE = 'Choose weights of this very network, or give its layers the names and sizes of the weights.';

function hasShape({ shape }: WeightTensor, spec: WeightSpec): boolean {
  return shape.length === spec.shape.length && shape.every((size, axis) => size === spec.shape[axis]);
}
