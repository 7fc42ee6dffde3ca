/**
 * How many examples go through a network at once where nothing else decides it: few enough that whoever asks for a
 * pause is answered soon even by the slowest engine, and that all activations fit into memory.
 *
 * Follows from the network alone: slices decide how a mean loss is rounded, which must not differ from one run to the
 * next, nor from one machine to another.
 */
import type { Network } from '../core/network/network';
import { elementCount } from '../core/shape';

/** All activations of a slice together are within so many numbers. */
const ACTIVATIONS = { together: 2_000_000, leastExamples: 32 } as const;
/**
 * All multiply-adds of its convolutions are within so many: tfjs-cpu, the slowest engine, does about a quarter of a
 * million in a millisecond (those of a Dense layer are several times as fast and are not counted).
 */
const CONVOLUTIONS = { together: 10_000_000, leastExamples: 8 } as const;
const MOST_EXAMPLES = 250;

/**
 * A unit is called dead when it is 0 for every example looked at: one that answers to a tenth of them is taken for dead
 * in 3 of 100 looks at 32 examples, and practically never at 128.
 */
const HEALTH_EXAMPLES = { least: 32, most: 128 } as const;

/** Examples that are evaluated at once, between two looks at the orders. */
export function evaluationSlice({ layers }: Network): number {
  const activations = layers.reduce((sum, { outputShape }) => sum + elementCount(outputShape), 0);
  const convolutions = layers.reduce(
    (sum, { config, multiplyAdds }) => sum + (config.type === 'Conv2D' ? multiplyAdds : 0),
    0,
  );
  return Math.min(
    MOST_EXAMPLES,
    atLeast(ACTIVATIONS.leastExamples, ACTIVATIONS.together / activations),
    atLeast(CONVOLUTIONS.leastExamples, CONVOLUTIONS.together / convolutions),
  );
}

/** Examples that health is measured on, all at once. */
export function healthExamples(network: Network): number {
  return Math.min(HEALTH_EXAMPLES.most, Math.max(HEALTH_EXAMPLES.least, evaluationSlice(network)));
}

function atLeast(least: number, examples: number): number {
  return Math.max(least, Math.floor(examples));
}
