import assert from 'node:assert/strict';
import { runIdsOf } from '../../../../../src/host/training/runs/runSelection';

const run = (runId: unknown) => ({ kind: 'run', runId });

describe('runIdsOf', () => {
  it('names the run of a menu, and all that are selected with it', () => {
    assert.deepEqual(runIdsOf(run('a'), undefined), ['a']);
    assert.deepEqual(runIdsOf(run('a'), [run('a'), run('b')]), ['a', 'b']);
    assert.deepEqual(runIdsOf(run('a'), []), ['a']);
  });

  it('names the run of a row, once', () => {
    const row = { kind: 'row', runId: 'a', row: { name: 'seed', value: '1' } };
    assert.deepEqual(runIdsOf(row, [row, run('a')]), ['a']);
  });

  it('takes the name of a run from a program', () => {
    assert.deepEqual(runIdsOf('a-1', undefined), ['a-1']);
    assert.deepEqual(runIdsOf(undefined, ['a', 'b']), ['a', 'b']);
  });

  it('names no run for anything else', () => {
    const others = [undefined, null, 1, '', '../a', {}, [], run(1), run('../a'), run(null), { runID: 'a' }];
    for (const other of others) {
      assert.deepEqual(runIdsOf(other, undefined), []);
      assert.deepEqual(runIdsOf(other, [other, run('b')]), ['b']);
    }
  });
});
