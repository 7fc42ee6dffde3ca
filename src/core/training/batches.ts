/**
 * Which examples a network learns from, which it is validated on, and in what order the mini-batches come.
 *
 * Pure functions of the settings: the order of any epoch can be made without those before it. No example is copied
 * here; batches are lists of indices into the training set.
 */
import { Random } from '../random';

/** How a training set is divided: learned from [0, trainingCount), validated on [validationStart, validationEnd). */
export interface ExampleSplit {
  readonly trainingCount: number;
  readonly validationStart: number;
  readonly validationEnd: number;
}

/**
 * Holds `validationSize` examples out of the end of the set; of the rest `trainingSize`, when given, keeps the first
 * that many (all of them when there are fewer).
 * @throws RangeError when nothing is left to learn from.
 */
export function splitExamples(
  count: number,
  validationSize: number,
  trainingSize: number | undefined,
): ExampleSplit {
  const rest = count - validationSize;
  if (rest <= 0) {
    throw new RangeError(
      `"validationSize" holds out ${validationSize} examples, but the training set has ${count}, so that nothing is ` +
        `left to learn from; make it smaller than ${count}.`,
    );
  }
  return {
    trainingCount: trainingSize === undefined ? rest : Math.min(trainingSize, rest),
    validationStart: rest,
    validationEnd: count,
  };
}

export interface BatchSettings {
  /** Number of training examples. */
  readonly count: number;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly seed: number;
}

/**
 * The mini-batches of one epoch: every example once, `batchSize` at a time, the last batch maybe smaller.
 *
 * Shuffled by a permutation that depends on (seed, epoch) alone; without `shuffle`, consecutive slices in file order.
 * @param epoch From 1.
 */
export function epochBatches(settings: BatchSettings, epoch: number): Uint32Array[] {
  const { count, batchSize, shuffle, seed } = settings;
  const order = shuffle
    ? new Random(seed, 'shuffle', epoch).permutation(count)
    : Uint32Array.from({ length: count }, (_, index) => index);
  const batches: Uint32Array[] = [];
  for (let start = 0; start < count; start += batchSize)
    batches.push(order.subarray(start, start + batchSize));
  return batches;
}
