import assert from 'node:assert/strict';
import type { ExampleSet } from '../../../../src/core/data/dataset';
import { countCorrect, readOutputs, targetsOf } from '../../../../src/core/training/targets';

function labelled(...labels: number[]): ExampleSet {
  return {
    count: labels.length,
    imageShape: [1, 1, 1],
    images: new Uint8Array(labels.length),
    labels: Uint8Array.from(labels),
  };
}

/** Of the examples with these labels, in order, those that the outputs tell right. */
function correct(labels: readonly number[], outputs: readonly number[], units: number): number {
  const indices = Uint32Array.from(labels, (_, index) => index);
  const { predicted } = readOutputs(Float32Array.from(outputs), units);
  return countCorrect(predicted, labelled(...labels), indices);
}

describe('targets', () => {
  it('are one-hot where the output has one value a class', () => {
    const targets = targetsOf(labelled(2, 0, 1), Uint32Array.of(2, 0), 3);
    assert.deepEqual([...targets], [0, 1, 0, 0, 0, 1]);
  });

  it('are the label where the output has one value', () => {
    const targets = targetsOf(labelled(1, 0, 1), Uint32Array.of(1, 2, 0), 1);
    assert.deepEqual([...targets], [0, 1, 1]);
  });
});

describe('countCorrect', () => {
  it('takes the greatest output, the first of equals, and no output that is not a number', () => {
    assert.equal(correct([0], [0.3, 0.3, 0.1], 3), 1);
    assert.equal(correct([1], [0.3, 0.3, 0.1], 3), 0);
    assert.equal(correct([2, 0], [0.1, 0.2, 0.9, 0.1, 0.2, 0.9], 3), 1);
    assert.equal(correct([0], [NaN, 0, 0], 3), 0);
    assert.equal(correct([0], [1, NaN, 0], 3), 0);
  });

  it('takes one output for class 1 where it exceeds ½, otherwise for class 0', () => {
    assert.equal(correct([1, 1, 1], [0.51, 0.5, 0.49], 1), 1);
    assert.equal(correct([0, 0, 0], [0.51, 0.5, 0.49], 1), 2);
    assert.equal(correct([0, 1], [NaN, NaN], 1), 0);
    assert.equal(correct([0, 1], [-3, 7], 1), 2);
  });
});

describe('readOutputs', () => {
  const read = (outputs: readonly number[], units: number): (readonly [number, number])[] => {
    const { predicted, confidence } = readOutputs(Float32Array.from(outputs), units);
    assert.equal(predicted.length, confidence.length);
    return [...predicted].map((told, row) => [told, confidence[row] ?? 0]);
  };

  it('is as sure of the greatest output as it is great', () => {
    const half = [0.125, 0.5, 0.25];
    assert.deepEqual(read([...half, 4, -1, 4], 3), [
      [1, 0.5],
      [0, 4],
    ]);
    assert.deepEqual(read([-3, -Infinity, -2], 3), [[2, -2]]);
  });

  it('is as sure of one output as of the class that it tells', () => {
    assert.deepEqual(read([0.75, 0.5, 0.125], 1), [
      [1, 0.75],
      [0, 0.5],
      [0, 0.875],
    ]);
  });

  it('tells nothing where an output is not a number', () => {
    assert.deepEqual(read([0.5, NaN, 0.25, NaN, 1, 2], 3), [
      [-1, NaN],
      [-1, NaN],
    ]);
    assert.deepEqual(read([NaN], 1), [[-1, NaN]]);
  });
});
