import assert from 'node:assert/strict';
import { IDLE, reduceRun } from '../../../../src/core/training/runState';
import { Comparisons } from '../../../../src/host/training/comparisons';
import type { RunRecord } from '../../../../src/host/training/store/runRecord';
import type { Comparison } from '../../../../src/protocol/training';
import { EPOCH, REQUESTED, STARTED } from './runEvents';

function record(runId: string, origin: RunRecord['origin'] = { kind: 'new' }): RunRecord {
  const subject = { ...REQUESTED.subject, runId };
  const state = [{ ...REQUESTED, subject }, STARTED, EPOCH].reduce(reduceRun, IDLE);
  return {
    version: 1,
    runId,
    createdAt: runId.charCodeAt(0),
    file: 'file:///a.nn.json',
    request: {
      networkText: '{}',
      networkHash: 'ab',
      overrides: {},
      engine: 'auto',
      schedule: [],
      dataset: { instead: null, folder: null },
      startsWith: 'initialWeights',
    },
    origin,
    status: 'ended',
    message: null,
    run: state.phase === 'idle' ? assert.fail() : state.run,
  };
}

const NONE = (): Float32Array => new Float32Array(0);

function setUp() {
  const shown: Comparison[] = [];
  const failures: string[] = [];
  const reads: string[] = [];
  const losses: Record<string, Float32Array> = {
    a: Float32Array.of(1, 2, 3, 4),
    b: Float32Array.of(9),
  };
  const comparisons = new Comparisons(
    {
      record: (runId) => (runId in losses || runId === 'c' ? record(runId) : undefined),
      readLosses: (runId) => {
        reads.push(runId);
        const read = losses[runId];
        return read === undefined ? Promise.reject(new Error('The losses are gone.')) : Promise.resolve(read);
      },
    },
    (comparison) => shown.push(comparison),
    (message) => failures.push(message),
  );
  return { comparisons, shown, failures, reads };
}

describe('Comparisons', () => {
  it('shows the runs that were chosen, but not the one in the panel twice', async () => {
    const { comparisons, shown, reads } = setUp();
    await comparisons.choose(['a', 'b', 'a'], record('b'), NONE);
    assert.deepEqual(
      shown.at(-1)?.runs.map(({ runId, losses, epochs }) => [runId, [...losses], epochs.length]),
      [['a', [1, 2, 3, 4], 1]],
    );
    await comparisons.choose(['a'], record('b'), NONE);
    assert.deepEqual(reads, ['a', 'b']);
    assert.deepEqual(comparisons.runIds, ['a']);
  });

  it('leaves out what cannot be read, and says so', async () => {
    const { comparisons, shown, failures } = setUp();
    await comparisons.choose(['c', 'a'], undefined, NONE);
    assert.deepEqual(failures, ['The losses are gone.']);
    assert.deepEqual(
      shown.at(-1)?.runs.map(({ runId }) => runId),
      ['a'],
    );
  });

  it('finds the first step at which a run parts from the one that it repeats', async () => {
    const { comparisons, shown } = setUp();
    const current = record('d', { kind: 'repeat', of: 'a', change: null });
    await comparisons.choose(['a'], undefined, NONE);
    comparisons.runShown(current);
    assert.equal(shown.at(-1)?.parting, null);
    comparisons.lossesWritten(0, Float32Array.of(1, 2), current);
    assert.deepEqual(shown.at(-1)?.parting?.step, null);
    comparisons.lossesWritten(2, Float32Array.of(1, 2, 3.5), current);
    assert.deepEqual(shown.at(-1)?.parting?.step, 3);
    const count = shown.length;
    comparisons.lossesWritten(3, Float32Array.of(1, 2, 3.5, 4), current);
    assert.equal(shown.length, count);
  });

  it('finds it as well when the other run is chosen afterwards, and forgets it with that run', async () => {
    const { comparisons, shown } = setUp();
    const current = record('d', { kind: 'repeat', of: 'a', change: null });
    comparisons.runShown(current);
    await comparisons.choose(['a'], current, () => Float32Array.of(1, 2, 3.5));
    assert.equal(shown.at(-1)?.parting?.step, 3);
    await comparisons.choose([], current, () => Float32Array.of(1, 2, 3.5));
    assert.equal(shown.at(-1)?.parting, null);
  });

  it('says nothing of parting where the run is no repetition', async () => {
    const { comparisons, shown } = setUp();
    const current = record('d');
    await comparisons.choose(['a'], undefined, NONE);
    comparisons.runShown(current);
    comparisons.lossesWritten(0, Float32Array.of(7), current);
    assert.equal(shown.at(-1)?.parting, null);
  });
});
