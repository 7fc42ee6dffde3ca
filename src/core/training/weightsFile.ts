/**
 * A weights file against the network that is to begin with it: every tensor, each in its shape, and nothing else.
 *
 * Treats the file as untrusted. What fits only in part is another affair (`carryWeights`).
 */
import { weightSpecs, type Network } from '../network/network';
import type { Shape } from '../shape';
import { decodeSafetensors } from '../weights/safetensors';
import type { WeightMap, WeightTensor } from '../weights/weightMap';
import { describeShape, quote, quoteAll } from '../wording';

/** Why tensors do not fit a network, in words for a person. */
export class TensorsError extends Error {
  override readonly name = 'TensorsError';
}

/**
 * Reads a file with the weights of this network.
 * @throws TensorsError that names the tensors that are missing, misshapen or too many; SafetensorsError when it is no
 *   such file.
 */
export function decodeWeights(bytes: Uint8Array, network: Network): WeightMap {
  const { weights } = decodeSafetensors(bytes);
  const taken = takeTensors(weights, weightSpecs(network), 'weights file');
  refuseOthers(weights, [taken], 'weights file');
  return taken;
}

/**
 * The wanted tensors, in their order.
 * @param owner What holds them, for the message: "checkpoint".
 * @throws TensorsError when one is missing or has another shape.
 */
export function takeTensors(
  tensors: WeightMap,
  wanted: readonly { readonly name: string; readonly shape: Shape }[],
  owner: string,
): WeightMap {
  const missing = wanted.filter(({ name }) => !tensors.has(name)).map(({ name }) => name);
  if (missing.length > 0) {
    throw new TensorsError(
      `The ${owner} lacks ${quoteAll(missing)}; choose one that was made of this network.`,
    );
  }
  const taken = new Map<string, WeightTensor>();
  for (const { name, shape } of wanted) {
    const tensor = tensors.get(name);
    if (tensor === undefined) continue;
    if (tensor.shape.join() !== shape.join()) {
      throw new TensorsError(
        `In the ${owner}, tensor ${quote(name)} has shape ${describeShape(tensor.shape)}, but the network needs ` +
          `${describeShape(shape)}; choose one that was made of this network.`,
      );
    }
    taken.set(name, tensor);
  }
  return taken;
}

/** @throws TensorsError when there are tensors beside those that were taken. */
export function refuseOthers(tensors: WeightMap, taken: readonly WeightMap[], owner: string): void {
  const others = [...tensors.keys()].filter((name) => !taken.some((map) => map.has(name)));
  if (others.length > 0) {
    throw new TensorsError(
      `The ${owner} has ${quoteAll(others)}, which this network has not; choose one that was made of this network.`,
    );
  }
}
