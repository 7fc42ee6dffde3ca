/**
 * Maps of tensors by name: those of a reply, some of them, and their changes.
 */
import { weightSpecs, type Network } from '../../core/network/network';
import { elementCount } from '../../core/shape';
import type { WeightMap, WeightTensor } from '../../core/weights/weightMap';
import { describeShape } from '../../core/wording';
import type { TensorsReply } from '../../protocol/inspection';

/** The tensors of a worker's reply. @throws Error when one is not of the network. */
export function repliedTensors({ tensors }: TensorsReply, network: Network): WeightMap {
  const shapes = new Map(weightSpecs(network).map(({ name, shape }) => [name, shape]));
  return new Map(
    tensors.map(({ name, shape, values }) => {
      const expected = shapes.get(name);
      if (expected?.join() !== shape.join() || elementCount(shape) !== values.length) {
        throw new Error(
          `The worker sent ${values.length} numbers of shape ${describeShape(shape)} for "${name}"; expected ` +
            `${expected === undefined ? 'no such tensor' : describeShape(expected)}. Reset the run.`,
        );
      }
      return [name, { shape, values }];
    }),
  );
}

/** Those with one of the names, in their order. */
export function chosenTensors(weights: WeightMap, names: readonly string[]): WeightMap {
  return new Map(
    names.flatMap((name) => {
      const tensor = weights.get(name);
      return tensor === undefined ? [] : [[name, tensor] as const];
    }),
  );
}

/** Each tensor minus that of the same name in `start`. */
export function tensorChanges(weights: WeightMap, start: WeightMap): WeightMap {
  return new Map(
    [...weights].flatMap(([name, tensor]) => {
      const before = start.get(name);
      return before === undefined ? [] : [[name, tensorChange(tensor, before)] as const];
    }),
  );
}

/** A tensor minus another of its shape. */
export function tensorChange({ shape, values }: WeightTensor, before: WeightTensor): WeightTensor {
  return { shape, values: values.map((value, index) => value - (before.values[index] ?? NaN)) };
}
