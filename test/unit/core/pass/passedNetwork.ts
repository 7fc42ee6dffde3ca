/**
 * Networks for the pass's tests, out of a chain of layers, with weights from a seed.
 */
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import { weightSpecs, type Network } from '../../../../src/core/network/network';
import { Random } from '../../../../src/core/random';
import { elementCount, type Shape } from '../../../../src/core/shape';
import type { WeightMap } from '../../../../src/core/weights/weightMap';

/** A network of these layers, one after the other, behind an Input of the shape. */
export function chainOf(
  shape: Shape,
  layers: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  loss = 'quadratic',
): Network {
  const all = { input: { type: 'Input', shape }, ...layers };
  const ids = Object.keys(all);
  const { network, diagnostics } = checkNnFile(
    JSON.stringify({
      version: 1,
      name: 'chain',
      layers: all,
      edges: ids.slice(1).map((id, index) => [ids[index], id]),
      training: { dataset: { idx: 'small' }, loss },
    }),
  );
  if (network === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return network;
}

/** Weights between −1 and 1. */
export function seededWeights(network: Network, seed: number): WeightMap {
  const random = new Random(seed);
  return new Map(
    weightSpecs(network).map(({ name, shape }) => [
      name,
      { shape, values: Float32Array.from({ length: elementCount(shape) }, () => random.uniform() * 2 - 1) },
    ]),
  );
}

/** An example with numbers from 0 to 1, a third of them 0. */
export function seededExample(network: Network, seed: number): Float64Array {
  const random = new Random(seed);
  return Float64Array.from({ length: elementCount(network.inputShape) }, () =>
    Math.max(0, random.uniform() * 1.5 - 0.5),
  );
}
