import assert from 'node:assert/strict';
import fc from 'fast-check';
import { firstDifference, StepLosses } from '../../../../src/core/training/stepLosses';

const rowOf = (losses: StepLosses): number[] => [...losses.view()];

describe('the losses of the steps', () => {
  it('grow at their end, and are cut where the run goes on from earlier', () => {
    const losses = new StepLosses();
    losses.write(0, Float32Array.of(1, 2));
    losses.write(2, Float32Array.of(3, 4, 5));
    assert.deepEqual(rowOf(losses), [1, 2, 3, 4, 5]);
    losses.write(1, Float32Array.of(9));
    assert.deepEqual(rowOf(losses), [1, 9]);
    losses.cut(1);
    losses.cut(7);
    assert.deepEqual(rowOf(losses), [1]);
    assert.equal(losses.length, 1);
  });

  it('are no number where they are not known', () => {
    const losses = new StepLosses();
    losses.write(0, Float32Array.of(1, 2, 3));
    losses.cut(1);
    losses.write(3, Float32Array.of(4));
    assert.deepEqual(rowOf(losses), [1, Number.NaN, Number.NaN, 4]);
  });

  it('are what an array would be, however they are written', () => {
    const write = fc.record({
      back: fc.nat(20),
      losses: fc.array(fc.float({ noNaN: true }), { maxLength: 900 }),
    });
    const property = fc.property(fc.array(write, { maxLength: 12 }), (writes) => {
      const losses = new StepLosses();
      let expected: number[] = [];
      for (const { back, losses: row } of writes) {
        const from = Math.max(0, expected.length - back);
        losses.write(from, Float32Array.from(row));
        expected = [...expected.slice(0, from), ...row];
      }
      assert.deepEqual(rowOf(losses), expected);
    });
    fc.assert(property);
  });
});

describe('the first step in which two runs differ', () => {
  const of = (a: readonly number[], b: readonly number[]) =>
    firstDifference(Float32Array.from(a), Float32Array.from(b));

  it('counts from 1', () => {
    assert.equal(of([1, 2, 3], [1, 2, 4]), 3);
    assert.equal(of([1], [2]), 1);
    assert.equal(of([1, Number.NaN], [1, 2]), 2);
  });

  it('is none where all steps that both have are the same', () => {
    assert.equal(of([1, 2, 3], [1, 2]), undefined);
    assert.equal(of([], [1]), undefined);
    assert.equal(of([Number.NaN, 0, Infinity], [Number.NaN, -0, Infinity]), undefined);
  });
});
