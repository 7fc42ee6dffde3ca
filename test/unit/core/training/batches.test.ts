import assert from 'node:assert/strict';
import fc from 'fast-check';
import { epochBatches, splitExamples } from '../../../../src/core/training/batches';

describe('mini-batches', () => {
  const settings = { count: 10, batchSize: 4, shuffle: false, seed: 1 };

  it('are consecutive slices in file order without shuffle, the last one smaller', () => {
    const batches = epochBatches(settings, 3).map((batch) => [...batch]);
    assert.deepEqual(batches, [
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
    ]);
  });

  it('hold every example exactly once, whatever the sizes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 250 }),
        fc.integer(),
        fc.integer({ min: 1, max: 30 }),
        (count, batchSize, seed, epoch) => {
          const batches = epochBatches({ count, batchSize, shuffle: true, seed }, epoch);
          const all = batches.flatMap((batch) => [...batch]).sort((a, b) => a - b);
          assert.deepEqual(all, [...Array(count).keys()]);
          assert.equal(batches.length, Math.ceil(count / batchSize));
          assert.ok(batches.slice(0, -1).every((batch) => batch.length === batchSize));
        },
      ),
    );
  });

  it('come in an order of their own for each seed and epoch, the same every time', () => {
    const shuffled = { ...settings, count: 50, shuffle: true };
    const order = (seed: number, epoch: number): number[] =>
      epochBatches({ ...shuffled, seed }, epoch).flatMap((batch) => [...batch]);
    assert.deepEqual(order(1, 2), order(1, 2));
    assert.notDeepEqual(order(1, 1), order(1, 2));
    assert.notDeepEqual(order(1, 1), order(2, 1));
    assert.notDeepEqual(
      order(1, 1),
      order(1, 1).sort((a, b) => a - b),
    );
  });
});

describe('the split of the training set', () => {
  it('holds validation out of the end', () => {
    assert.deepEqual(splitExamples(60_000, 10_000, undefined), {
      trainingCount: 50_000,
      validationStart: 50_000,
      validationEnd: 60_000,
    });
  });

  it('keeps the first trainingSize examples of the rest', () => {
    assert.deepEqual(splitExamples(60_000, 10_000, 3_000), {
      trainingCount: 3_000,
      validationStart: 50_000,
      validationEnd: 60_000,
    });
  });

  it('takes what there is when trainingSize asks for more', () => {
    assert.equal(splitExamples(100, 10, 1_000).trainingCount, 90);
  });

  it('refuses to leave nothing to learn from', () => {
    assert.throws(() => splitExamples(100, 100, undefined), {
      message:
        '"validationSize" holds out 100 examples, but the training set has 100, so that nothing is left to learn ' +
        'from; make it smaller than 100.',
    });
  });
});
