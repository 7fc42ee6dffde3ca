/**
 * What an output should say of a label, and what it says: the same for every engine.
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

/** What outputs say of their examples. */
export interface OutputReadings {
  /** The class: that of the greatest output, the first of equals; −1 where an output is not a number. */
  readonly predicted: Int16Array;
  /**
   * How sure: the output of the predicted class; of a single output p it is p for class 1 and 1 − p for class 0. NaN
   * where no class is told.
   */
  readonly confidence: Float32Array;
}

/** @param outputs row by row: [examples, units]. */
export function readOutputs(outputs: Float32Array, units: number): OutputReadings {
  const predicted = new Int16Array(outputs.length / units);
  const confidence = new Float32Array(predicted.length);
  for (let row = 0; row < predicted.length; row++) {
    const output = outputs.subarray(row * units, (row + 1) * units);
    const told = toldClass(output);
    predicted[row] = told;
    confidence[row] = confidenceIn(output, told);
  }
  return { predicted, confidence };
}

/** How many examples are told right. */
export function countCorrect(predicted: Int16Array, { labels }: ExampleSet, indices: Uint32Array): number {
  return predicted.reduce((count, told, row) => (told === labels[indices[row] ?? -1] ? count + 1 : count), 0);
}

function toldClass(output: Float32Array): number {
  if (output.some(Number.isNaN)) return -1;
  const [first = Number.NaN] = output;
  if (output.length === 1) return first > THRESHOLD ? 1 : 0;
  return output.reduce((best, value, unit) => (value > (output[best] ?? Number.NaN) ? unit : best), 0);
}

function confidenceIn(output: Float32Array, told: number): number {
  const [first = Number.NaN] = output;
  if (output.length === 1) return told === 1 ? first : 1 - first;
  return output[told] ?? Number.NaN;
}
