import assert from 'node:assert/strict';
import { SYNTHETIC_DIGITS_SEED, syntheticDigitsDataset } from '../../../../src/core/data/syntheticDigits';
import { imagesOf, RunExamples } from '../../../../src/host/training/runExamples';
import type { ExampleSetName } from '../../../../src/protocol/probe';
import type { DatasetPayload } from '../../../../src/protocol/run';

const SET = {
  count: 3,
  imageShape: [1, 2, 1],
  images: Uint8Array.of(1, 2, 3, 4, 5, 6),
  labels: Uint8Array.of(0, 1, 2),
};
const TRAINING = { ...SET, count: 2 };
const DATA: DatasetPayload = {
  kind: 'examples',
  dataset: { name: 'x', classes: 3, training: TRAINING, test: SET },
};

describe('RunExamples', () => {
  it('loads the data of a run once for both sets, and again when two other runs were looked at', async () => {
    const examples = new RunExamples();
    const loads: string[] = [];
    const ask = (runId: string, set: ExampleSetName) =>
      examples.of(runId, set, () => {
        loads.push(runId);
        return Promise.resolve(DATA);
      });
    assert.equal(await ask('a', 'test'), SET);
    assert.equal(await ask('a', 'training'), TRAINING);
    await ask('b', 'test');
    await ask('a', 'test');
    assert.deepEqual(loads, ['a', 'b']);
    await ask('c', 'test');
    await ask('a', 'test');
    assert.deepEqual(loads, ['a', 'b', 'c'], 'b was let go, as a was asked for later');
    await ask('b', 'test');
    assert.deepEqual(loads, ['a', 'b', 'c', 'b']);
    examples.forget();
    await ask('b', 'test');
    assert.deepEqual(loads, ['a', 'b', 'c', 'b', 'b']);
  });

  it('tries again after a failure', async () => {
    const examples = new RunExamples();
    await assert.rejects(
      examples.of('a', 'test', () => Promise.reject(new Error('The folder is gone.'))),
      /gone/,
    );
    assert.equal(await examples.of('a', 'test', () => Promise.resolve(DATA)), SET);
  });

  it('has the digits that a run on drawn digits has', async () => {
    const examples = new RunExamples();
    const load = (): Promise<DatasetPayload> => Promise.resolve({ kind: 'syntheticDigits' });
    const { training, test } = syntheticDigitsDataset(SYNTHETIC_DIGITS_SEED);
    assert.deepEqual(await examples.of('a', 'test', load), test);
    const drawn = await examples.of('a', 'training', load);
    assert.deepEqual(drawn, training);
    assert.equal(await examples.of('a', 'training', load), drawn, 'drawn once');
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
