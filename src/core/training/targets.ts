/**
 * What an output should say of a label, and whether it said so: the same for every engine.
 *
 * An output of several values has one a class: the target is one-hot, the prediction the greatest. An output of one
 * value tells two classes apart: the target is the label, 0 or 1, and the prediction is 1 where the value exceeds ½.
 */
import type { ExampleSet } from '../data/dataset';

const THRESHOLD = 0.5;

/** The targets y of a mini-batch, row by row: [indices.length, units]. */
export function targetsOf({ labels }: ExampleSet, indices: Uint32Array, units: number): Float32Array {
  if (units === 1) return Float32Array.from(indices, (index) => labels[index] ?? 0);
  const targets = new Float32Array(indices.length * units);
  indices.forEach((index, row) => {
    targets[row * units + (labels[index] ?? 0)] = 1;
  });
  return targets;
}

/**
 * How many examples are told right; an output that is not a number is wrong, and of equal outputs the first counts.
 * @param outputs row by row: [indices.length, units].
 */
export function countCorrect(
  outputs: Float32Array,
  { labels }: ExampleSet,
  indices: Uint32Array,
  units: number,
): number {
  let correct = 0;
  indices.forEach((index, row) => {
    const output = outputs.subarray(row * units, (row + 1) * units);
    if (saysLabel(output, labels[index] ?? -1)) correct++;
  });
  return correct;
}

function saysLabel(output: Float32Array, label: number): boolean {
  const [first = Number.NaN] = output;
  if (output.length === 1) return label === 1 ? first > THRESHOLD : first <= THRESHOLD;
  const atLabel = output[label] ?? Number.NaN;
  return output.every((value, unit) => (unit < label ? value < atLabel : value <= atLabel));
}
