import assert from 'node:assert/strict';
import { RunLibrary } from '../../../../src/host/training/runLibrary';
import type { RunRecord } from '../../../../src/host/training/store/runRecord';
import { checkpointAt, endedRun, runRecord } from './store/records';

const withCheckpoints = (runId: string, steps: readonly number[], changes: Partial<RunRecord> = {}) =>
  runRecord(runId, {
    run: endedRun(runId, { checkpoints: steps.map((step) => checkpointAt(step)) }),
    ...changes,
  });

function setUp(kept: readonly RunRecord[] = [], cutOff: readonly RunRecord[] = []) {
  const onDisk = new Map<string, RunRecord>();
  const changes: (string | undefined)[] = [];
  const library = new RunLibrary(
    {
      list: () => Promise.resolve(kept),
      findCutOff: () => Promise.resolve(cutOff),
      settle: (runId) => Promise.resolve(onDisk.get(runId)),
      delete: () => Promise.resolve(),
    },
    (runId) => changes.push(runId),
  );
  const steps = (runId: string) => library.get(runId)?.run.checkpoints.map(({ step }) => step);
  return { library, onDisk, changes, steps };
}

describe('RunLibrary', () => {
  it('takes out the checkpoints that had to go, of whatever run', async () => {
    const { library, changes, steps } = setUp([
      withCheckpoints('a', [0, 10, 20]),
      withCheckpoints('b', [0, 10]),
    ]);
    await library.load();
    changes.length = 0;
    library.checkpointsDropped([
      { runId: 'a', step: 10 },
      { runId: 'gone', step: 0 },
      { runId: 'a', step: 0 },
      // A checkpoint that no record names.
      { runId: 'b', step: 15 },
    ]);
    assert.deepEqual(steps('a'), [20]);
    assert.deepEqual(steps('b'), [0, 10]);
    assert.deepEqual(changes, ['a']);
  });

  it('lists runs that were cut off as they are on the disk once that is known', async () => {
    const found = withCheckpoints('a', [0, 10], { status: 'active' });
    const { library, steps } = setUp([withCheckpoints('a', [0], { status: 'active' })], [found]);
    await library.load();
    assert.deepEqual(await library.findCutOff(), [found]);
    assert.deepEqual(steps('a'), [0, 10]);
  });

  it('settles a run as it is on the disk, not as it was when it was found', async () => {
    const found = withCheckpoints('a', [0, 10], { status: 'active' });
    const { library, onDisk, steps } = setUp([found]);
    await library.load();
    // It was not cut off after all.
    await library.settle(found);
    assert.equal(library.get('a'), found);
    onDisk.set('a', withCheckpoints('a', [10], { status: 'stopped' }));
    await library.settle(found);
    assert.deepEqual(steps('a'), [10]);
    assert.equal(library.get('a')?.status, 'stopped');
  });
});
