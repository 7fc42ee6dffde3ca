import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareLabels } from '../../../../../src/host/training/runs/compareLabels';
import type { RunRecord } from '../../../../../src/host/training/store/runRecord';
import { endedRun, runRecord } from '../store/records';
import { requestOf } from './trainedNetwork';

/** A run of a network with that name, begun so many seconds after five past two. */
function run(name: string, training: unknown = {}, seconds = 0, file = 'a.nn.json'): RunRecord {
  const createdAt = new Date(2026, 10, 25, 14, 5, seconds).getTime();
  return runRecord('a', {
    createdAt,
    request: requestOf(training),
    run: endedRun('a', { subject: { runId: 'a', networkName: name, file } }),
  });
}
const sgd = (learningRate: number) => ({ optimizer: { type: 'sgd', learningRate } });

describe('compareLabels', () => {
  it('names the network where that is enough', () => {
    assert.deepEqual(compareLabels([run('mnist-mlp', sgd(3)), run('mnist-cnn', sgd(0.5))]), [
      'mnist-mlp',
      'mnist-cnn',
    ]);
  });

  it('adds what sets runs of the same network apart', () => {
    assert.deepEqual(compareLabels([run('net', sgd(3)), run('net', sgd(0.5)), run('other')]), [
      'net η 3',
      'net η 0.5',
      'other',
    ]);
    assert.deepEqual(compareLabels([run('net', { seed: 1 }), run('net', { seed: 2 })]), [
      'net seed 1',
      'net seed 2',
    ]);
    assert.deepEqual(compareLabels([run('net', {}, 0, 'x/a.nn.json'), run('net', {}, 0, 'x/b.nn.json')]), [
      'net a.nn.json',
      'net b.nn.json',
    ]);
  });

  it('tells no more than two settings', () => {
    const many = { ...sgd(3), batchSize: 10, epochs: 2, seed: 5 };
    assert.deepEqual(compareLabels([run('net', many), run('net')]), [
      'net η 3 batch size 10',
      'net η 0.01 batch size 32',
    ]);
  });

  it('says when a run began where the settings are the same', () => {
    assert.deepEqual(compareLabels([run('net', {}, 9), run('net', {}, 10), run('net', { seed: 2 })]), [
      'net seed 1 14:05:09',
      'net seed 1 14:05:10',
      'net seed 2',
    ]);
    assert.deepEqual(compareLabels([run('net'), run('net')]), ['net 14:05:00', 'net 14:05:00 (2)']);
  });

  it('gives no two runs the same label', () => {
    const anyRun = fc
      .tuple(
        fc.constantFrom('net', 'net seed 1', 'net 14:05:00', 'net 14:05:00 (2)'),
        fc.constantFrom(1, 2),
        fc.constantFrom(0, 1),
      )
      .map(([name, seed, seconds]) => run(name, { seed }, seconds));
    fc.assert(
      fc.property(fc.array(anyRun, { maxLength: 6 }), (records) => {
        assert.equal(new Set(compareLabels(records)).size, records.length);
      }),
    );
  });
});
