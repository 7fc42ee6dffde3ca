import assert from 'node:assert/strict';
import { initialWeights } from '../../../../src/core/training/initialWeights';
import { RunInspection } from '../../../../src/host/inspection/runInspection';
import type { ShownInPanel } from '../../../../src/host/inspection/inspectedRun';
import type { ReadTensors } from '../../../../src/host/inspection/inspection';
import type { RunRecord } from '../../../../src/host/training/store/runRecord';
import type { Unavailable } from '../../../../src/protocol/inspectedMoment';
import type { NamedTensor, TensorsReply } from '../../../../src/protocol/inspection';
import { checkpointFile, FILE, NETWORK, recordOf, running, weightsOf } from './keptRun';

interface Options {
  shown: ShownInPanel | undefined;
  kept: readonly RunRecord[];
  /** What the worker answers. */
  answer: (names: readonly string[]) => Promise<TensorsReply>;
}

function setUp(given: Partial<Options> = {}) {
  const options: Options = { shown: undefined, kept: [], answer: live(13, 7), ...given };
  const asked: string[] = [];
  const inspection = new RunInspection({
    shown: () => options.shown,
    list: () => options.kept,
    readTensors: (quantity, names) => {
      asked.push(`worker: ${quantity} ${names.join()}`);
      return options.answer(names);
    },
    readCheckpoint: (runId, step) => {
      asked.push(`${runId}: ${step}`);
      return Promise.resolve(checkpointFile(step));
    },
    onDidChange: () => ({ dispose: () => undefined }),
  });
  return { inspection, asked, options };
}

/** A worker at that step, all of whose numbers are `value`. */
function live(step: number, value: number) {
  return (names: readonly string[]): Promise<TensorsReply> => {
    const tensors = [...weightsOf(value)].map(([name, tensor]): NamedTensor => ({ name, ...tensor }));
    return Promise.resolve({ step, tensors: tensors.filter(({ name }) => names.includes(name)) });
  };
}

function inPanel(changes: Partial<ShownInPanel> = {}): ShownInPanel {
  return {
    record: recordOf('r1', [0, 10]),
    state: running('r1', [0, 10]),
    hasWorker: true,
    pastStep: null,
    ...changes,
  };
}

function tensorsOf(read: ReadTensors | Unavailable): ReadTensors {
  return read.kind === 'tensors' ? read : assert.fail(read.reason);
}

function reasonOf(read: ReadTensors | Unavailable): Unavailable {
  return read.kind === 'unavailable' ? read : assert.fail('there are tensors');
}

/** The first number of each tensor. */
function firstOf({ tensors }: ReadTensors): Record<string, number | undefined> {
  return Object.fromEntries([...tensors].map(([name, { values }]) => [name, values[0]]));
}

describe('RunInspection', () => {
  it('reads only the asked tensors from the worker, and says at which step', async () => {
    const { inspection, asked } = setUp({ shown: inPanel() });
    const read = tensorsOf(await inspection.readTensors(FILE, ['hidden.bias'], 'weights'));
    assert.deepEqual(firstOf(read), { 'hidden.bias': 7 });
    assert.deepEqual(asked, ['worker: weights hidden.bias']);
    assert.deepEqual(
      [read.moment.step, read.moment.epoch, read.moment.source, read.moment.training, read.note],
      [13, 1, 'live', true, 'w after 13 updates'],
    );
    assert.equal(inspection.momentOf(FILE)?.step, 10);
  });

  it('reads the checkpoint to which the user went back, though a worker is there', async () => {
    const { inspection, asked } = setUp({ shown: inPanel({ pastStep: 0 }) });
    const read = tensorsOf(await inspection.readTensors(FILE, 'all', 'weights'));
    assert.deepEqual([...read.tensors.keys()], [...weightsOf(0).keys()]);
    assert.equal(read.tensors.get('output.kernel')?.values[29], 0);
    assert.deepEqual([read.moment.step, read.moment.source, read.moment.training], [0, 'past', false]);
    assert.deepEqual(asked, ['r1: 0']);
    assert.deepEqual(read.moment, inspection.momentOf(FILE));
  });

  it('reads the last checkpoint of the run in the panel when no worker is there', async () => {
    const { inspection } = setUp({ shown: inPanel({ hasWorker: false }) });
    const read = tensorsOf(await inspection.readTensors(FILE, ['hidden.bias'], 'weights'));
    assert.deepEqual(firstOf(read), { 'hidden.bias': 10 });
    assert.equal(read.moment.source, 'kept');
  });

  it('takes the newest kept run of the file that has checkpoints, when the panel shows another file', async () => {
    const other = recordOf('r9', [0], { file: 'file:///b.nn.json' });
    const kept = [other, recordOf('r3', []), recordOf('r2', [20]), recordOf('r1', [30])];
    const { inspection, asked } = setUp({ shown: inPanel({ record: other }), kept });
    tensorsOf(await inspection.readTensors(FILE, ['hidden.bias'], 'weights'));
    assert.deepEqual(asked, ['r2: 20']);
    assert.equal(inspection.momentOf(FILE)?.runId, 'r2');
  });

  it('reads a checkpoint once, and another one of the same step anew', async () => {
    const { inspection, asked, options } = setUp({ kept: [recordOf('r1', [10])] });
    await inspection.readTensors(FILE, ['hidden.bias'], 'weights');
    await inspection.readTensors(FILE, ['hidden.kernel'], 'weights');
    assert.deepEqual(asked, ['r1: 10']);
    options.kept = [recordOf('r1', [10])];
    await inspection.readTensors(FILE, ['hidden.bias'], 'weights');
    assert.deepEqual(asked, ['r1: 10', 'r1: 10']);
  });

  it('says what to do where there is no run, and where it has no weights yet', async () => {
    const none = setUp().inspection;
    assert.equal(reasonOf(await none.readTensors(FILE, 'all', 'weights')).command, 'train');
    assert.equal(none.momentOf(FILE), null);
    assert.equal(none.networkOf(FILE), undefined);
    const record = recordOf('r1', []);
    const { inspection } = setUp({ shown: inPanel({ record, state: { phase: 'idle' }, hasWorker: true }) });
    assert.match(reasonOf(await inspection.readTensors(FILE, 'all', 'weights')).reason, /no weights yet/);
    assert.equal(inspection.momentOf(FILE), null);
  });

  it('has updates and gradients from the worker alone', async () => {
    const { inspection, options, asked } = setUp({ shown: inPanel() });
    const update = tensorsOf(await inspection.readTensors(FILE, ['hidden.bias'], 'lastUpdate'));
    assert.equal(update.note, 'Δw of update 13');
    await inspection.readTensors(FILE, ['hidden.bias'], 'gradient');
    assert.deepEqual(asked, ['worker: lastUpdate hidden.bias', 'worker: gradient hidden.bias']);
    options.answer = () => Promise.resolve({ step: 0, tensors: [] });
    assert.equal(reasonOf(await inspection.readTensors(FILE, ['hidden.bias'], 'lastUpdate')).command, 'step');
    options.shown = inPanel({ pastStep: 10 });
    assert.equal(reasonOf(await inspection.readTensors(FILE, ['hidden.bias'], 'gradient')).command, null);
    options.shown = inPanel({ hasWorker: false });
    assert.equal(reasonOf(await inspection.readTensors(FILE, ['hidden.bias'], 'gradient')).command, 'resume');
  });

  it('subtracts the initial weights of the seed that the run was given', async () => {
    const { inspection } = setUp({ kept: [recordOf('r1', [10], { overrides: { seed: 77 } })] });
    const read = tensorsOf(await inspection.readTensors(FILE, ['hidden.kernel'], 'sinceStart'));
    const start = initialWeights(NETWORK, 77).get('hidden.kernel')?.values ?? assert.fail();
    assert.deepEqual(
      read.tensors.get('hidden.kernel')?.values,
      start.map((value) => 10 - value),
    );
  });

  it('subtracts the checkpoint that a branch began with, and says where the start is not kept', async () => {
    const origin = { kind: 'branch', of: 'r0', step: 4 } as const;
    const { inspection, options } = setUp({
      kept: [recordOf('r1', [4, 10], { origin, startsWith: 'checkpoint' })],
    });
    const read = tensorsOf(await inspection.readTensors(FILE, ['hidden.bias'], 'sinceStart'));
    assert.deepEqual(firstOf(read), { 'hidden.bias': 6 });
    options.kept = [recordOf('r1', [10], { startsWith: 'weights' })];
    assert.match(
      reasonOf(await inspection.readTensors(FILE, ['hidden.bias'], 'sinceStart')).reason,
      /not kept/,
    );
  });

  it('shows the last checkpoint when the worker goes while it is asked, and fails when it stays', async () => {
    const { inspection, options } = setUp({ shown: inPanel() });
    options.answer = () => Promise.reject(new Error('It broke.'));
    await assert.rejects(inspection.readTensors(FILE, ['hidden.bias'], 'weights'), /It broke/);
    options.answer = () => {
      options.shown = inPanel({ hasWorker: false });
      return Promise.reject(new Error('It went.'));
    };
    const read = tensorsOf(await inspection.readTensors(FILE, ['hidden.bias'], 'weights'));
    assert.deepEqual(firstOf(read), { 'hidden.bias': 10 });
  });

  it('refuses tensors that are not of the network', async () => {
    const values = new Float32Array(4);
    const { inspection } = setUp({
      shown: inPanel(),
      answer: () => Promise.resolve({ step: 1, tensors: [{ name: 'hidden.bias', shape: [4], values }] }),
    });
    await assert.rejects(inspection.readTensors(FILE, ['hidden.bias'], 'weights'), /"hidden.bias"; expected/);
  });
});
