import assert from 'node:assert/strict';
import { SYNTHETIC_DIGITS_SEED, syntheticDigitsDataset } from '../../../../src/core/data/syntheticDigits';
import { imagesOf, TestSets } from '../../../../src/host/training/testSets';
import type { DatasetPayload } from '../../../../src/protocol/run';

const SET = {
  count: 3,
  imageShape: [1, 2, 1],
  images: Uint8Array.of(1, 2, 3, 4, 5, 6),
  labels: Uint8Array.of(0, 1, 2),
};
const DATA: DatasetPayload = {
  kind: 'examples',
  dataset: { name: 'x', classes: 3, training: { ...SET, count: 2 }, test: SET },
};

describe('TestSets', () => {
  it('loads the data of a run once, and again for another run', async () => {
    const sets = new TestSets();
    let loads = 0;
    const load = (): Promise<DatasetPayload> => {
      loads++;
      return Promise.resolve(DATA);
    };
    assert.equal(await sets.of('a', load), SET);
    await sets.of('a', load);
    assert.equal(loads, 1);
    await sets.of('b', load);
    assert.equal(loads, 2);
    sets.forget();
    await sets.of('b', load);
    assert.equal(loads, 3);
  });

  it('tries again after a failure', async () => {
    const sets = new TestSets();
    await assert.rejects(
      sets.of('a', () => Promise.reject(new Error('The folder is gone.'))),
      /gone/,
    );
    assert.equal(await sets.of('a', () => Promise.resolve(DATA)), SET);
  });

  it('has the test digits that a run on drawn digits has', async () => {
    const set = await new TestSets().of('a', () => Promise.resolve({ kind: 'syntheticDigits' }));
    assert.equal(set.count, 10_000);
    const { test } = syntheticDigitsDataset(SYNTHETIC_DIGITS_SEED, 20, set.count);
    assert.deepEqual(set, test);
  });
});

describe('the images of test examples', () => {
  it('come in the order that was asked', () => {
    assert.deepEqual(imagesOf(SET, [2, 0]), { shape: [1, 2, 1], images: Uint8Array.of(5, 6, 1, 2) });
  });

  it('are refused for numbers that are none of the set', () => {
    for (const index of [3, -1, 0.5, Number.NaN]) {
      assert.throws(
        () => imagesOf(SET, [index]),
        /There is no test example .*; the set has 3, numbered from 0\./,
      );
    }
  });
});
