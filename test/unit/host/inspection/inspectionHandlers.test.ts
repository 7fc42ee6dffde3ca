import assert from 'node:assert/strict';
import { inspectionHandlers } from '../../../../src/host/inspection/inspectionHandlers';
import { RunInspection } from '../../../../src/host/inspection/runInspection';
import { inspectionHostReplyValidators } from '../../../../src/protocol/inspection';
import { checkpointFile, FILE, recordOf } from './keptRun';
import { examplesOf } from './seenNetwork';

const inspection = new RunInspection({
  shown: () => undefined,
  list: () => [recordOf('r1', [10])],
  readTensors: () => assert.fail('there is no worker'),
  readPictures: () => assert.fail('there is no worker'),
  surveyUnits: () => assert.fail('there is no worker'),
  examples: () => Promise.resolve(examplesOf([28, 28, 1], [3, 4])),
  readCheckpoint: (_runId, step) => Promise.resolve(checkpointFile(step)),
  onDidChange: () => ({ dispose: () => undefined }),
});
const opened: string[] = [];
const { readLayer, readValues, readUnits, openWeights } = inspectionHandlers(inspection, FILE, {
  openWeights: (layer) => void opened.push(layer),
});

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

  it('reads the numbers themselves', async () => {
    const reading = await readValues({ layer: 'hidden', quantity: 'weights' });
    if (reading.kind !== 'values') assert.fail(reading.reason);
    assert.deepEqual(
      reading.tensors.map(({ name, shape, values }) => [name, shape, values.length, values.at(-1)]),
      [
        ['hidden.kernel', [784, 3], 2352, 10],
        ['hidden.bias', [3], 3, 10],
      ],
    );
    assert.deepEqual([reading.moment.step, reading.note], [10, 'w after 10 updates']);
    assert.deepEqual(inspectionHostReplyValidators.readValues(reading), reading);
    const newer = await readValues({ layer: 'newer', quantity: 'weights' });
    assert.equal(newer.kind === 'unavailable' ? newer.command : newer.kind, 'train');
  });

  it('says which units are stuck over the whole test set', async () => {
    const reading = await readUnits(null);
    if (reading.kind !== 'units') assert.fail(reading.reason);
    // All weights are 10, so that every sigmoid is close to 1.
    const all = (units: number) =>
      Array.from({ length: units }, (_, unit) => ({ unit, kind: 'saturated', share: 1 }));
    assert.deepEqual(reading.layers, [
      { layer: 'hidden', units: 3, findings: all(3) },
      { layer: 'output', units: 10, findings: all(10) },
    ]);
    assert.deepEqual([reading.examples, reading.moment.step], [2, 10]);
    assert.deepEqual(inspectionHostReplyValidators.readUnits(reading), reading);
  });

  it('has the weights opened as a table', async () => {
    await openWeights('hidden');
    assert.deepEqual(opened, ['hidden']);
  });
});
