import assert from 'node:assert/strict';
import { inspectionHandlers } from '../../../../src/host/inspection/inspectionHandlers';
import { RunInspection } from '../../../../src/host/inspection/runInspection';
import { inspectionHostReplyValidators } from '../../../../src/protocol/inspection';
import { checkpointFile, FILE, recordOf } from './keptRun';

const inspection = new RunInspection({
  shown: () => undefined,
  list: () => [recordOf('r1', [10])],
  readTensors: () => assert.fail('there is no worker'),
  readCheckpoint: (_runId, step) => Promise.resolve(checkpointFile(step)),
  onDidChange: () => ({ dispose: () => undefined }),
});
const { readLayer } = inspectionHandlers(inspection, FILE);

describe('inspectionHandlers', () => {
  it('reads a layer: figures and pictures of its tensors, at a moment', async () => {
    const reading = await readLayer({ layer: 'hidden', quantity: 'weights' });
    if (reading.kind !== 'layer') assert.fail(reading.reason);
    assert.deepEqual(
      reading.tensors.map(({ name, statistics }) => [name, statistics.count, statistics.mean]),
      [
        ['hidden.kernel', 2352, 10],
        ['hidden.bias', 3, 10],
      ],
    );
    assert.deepEqual([reading.moment.step, reading.note], [10, 'w after 10 updates']);
    assert.deepEqual(inspectionHostReplyValidators.readLayer(reading), reading);
  });

  it('reads a layer without weights as one without tensors', async () => {
    const reading = await readLayer({ layer: 'input', quantity: 'weights' });
    assert.deepEqual(reading.kind === 'layer' ? reading.tensors : reading, []);
  });

  it('says so where the network had no such layer when it was trained', async () => {
    const reading = await readLayer({ layer: 'newer', quantity: 'weights' });
    assert.deepEqual(reading, {
      kind: 'unavailable',
      reason: 'Layer "newer" was not in the network when it was trained. Train again to see its weights.',
      command: 'train',
    });
  });
});
