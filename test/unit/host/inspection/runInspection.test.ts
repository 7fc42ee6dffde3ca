import assert from 'node:assert/strict';
import type { WeightQuantity } from '../../../../src/core/inspection/quantity';
import { readTensors } from '../../../../src/core/inspection/tensorReading';
import type { NetworkLayer } from '../../../../src/core/network/network';
import { initialWeights } from '../../../../src/core/training/initialWeights';
import { RunInspection } from '../../../../src/host/inspection/runInspection';
import type { ShownInPanel } from '../../../../src/host/inspection/inspectedRun';
import type { ReadTensors, SurveyedUnits } from '../../../../src/host/inspection/inspection';
import type { RunState } from '../../../../src/core/training/runState';
import type { RunRecord } from '../../../../src/host/training/store/runRecord';
import type { Unavailable } from '../../../../src/protocol/inspectedMoment';
import type { NamedTensor, TensorsReply, UnitsReply } from '../../../../src/protocol/inspection';
import { checkpointFile, FILE, NETWORK, recordOf, running, weightsOf } from './keptRun';
import { examplesOf } from './seenNetwork';

interface Options {
  shown: ShownInPanel | undefined;
  kept: readonly RunRecord[];
  /** What the worker answers. */
  answer: (names: readonly string[]) => Promise<TensorsReply>;
  survey: () => Promise<UnitsReply>;
  /** What is in the file of a checkpoint. */
  file: (step: number) => Uint8Array;
}

const EXAMPLES = examplesOf([28, 28, 1], [3, 4]);

function setUp(given: Partial<Options> = {}) {
  const options: Options = {
    shown: undefined,
    kept: [],
    answer: live(13, 7),
    survey: () => Promise.resolve({ step: 13, examples: 3, layers: [] }),
    file: checkpointFile,
    ...given,
  };
  const asked: string[] = [];
  const inspection = new RunInspection({
    shown: () => options.shown,
    list: () => options.kept,
    readTensors: (quantity, names) => {
      asked.push(`worker: ${quantity} ${names.join()}`);
      return options.answer(names);
    },
    readPictures: async (quantity, layer) => {
      asked.push(`page: ${quantity} ${layer}`);
      const { step, tensors } = await options.answer([`${layer}.bias`]);
      const weights = new Map(tensors.map(({ name, ...tensor }) => [name, tensor]));
      return { step, tensors: readTensors(NETWORK, layerOf(layer), weights) };
    },
    surveyUnits: () => {
      asked.push('worker: units');
      return options.survey();
    },
    readCheckpoint: (runId, step) => {
      asked.push(`${runId}: ${step}`);
      return Promise.resolve(options.file(step));
    },
    examples: (runId, set) => {
      asked.push(`${runId}: ${set} set`);
      return Promise.resolve(EXAMPLES);
    },
    onDidChange: () => ({ dispose: () => undefined }),
  });
  return { inspection, asked, options };
}

function layerOf(id: string): NetworkLayer {
  return NETWORK.layers.find((layer) => layer.id === id) ?? assert.fail(id);
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
    predictions: undefined,
    ...changes,
  };
}

function tensorsOf(read: ReadTensors | Unavailable): ReadTensors {
  return read.kind === 'tensors' ? read : assert.fail(read.reason);
}

function reasonOf(read: ReadTensors | SurveyedUnits | Unavailable): Unavailable {
  return read.kind === 'unavailable' ? read : assert.fail(`there are ${read.kind}`);
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

  it('has the page make the pictures of live weights, and makes those of others itself', async () => {
    const { inspection, asked, options } = setUp({ shown: inPanel() });
    const means = async (quantity: WeightQuantity = 'weights') => {
      const read = await inspection.readPictures(FILE, 'hidden', quantity);
      if (read.kind === 'unavailable') return read.reason;
      return [read.note, ...read.tensors.map(({ statistics }) => statistics.mean)];
    };
    assert.deepEqual(await means(), ['w after 13 updates', 7]);
    options.answer = () => Promise.resolve({ step: 0, tensors: [] });
    assert.match(String(await means('lastUpdate')), /^No update is known yet/);
    assert.deepEqual(asked, ['page: weights hidden', 'page: lastUpdate hidden']);
    options.shown = inPanel({ pastStep: 10 });
    assert.deepEqual(await means(), ['w after 10 updates', 10, 10]);
    options.shown = inPanel();
    await means('sinceStart');
    assert.deepEqual(asked.slice(2), ['r1: 10', 'worker: weights hidden.kernel,hidden.bias']);
  });

  it('shows the last checkpoint when the page loses its worker while it is asked', async () => {
    const { inspection, options } = setUp({ shown: inPanel() });
    options.answer = () => {
      options.shown = inPanel({ hasWorker: false });
      return Promise.reject(new Error('The worker has ended.'));
    };
    const read = await inspection.readPictures(FILE, 'hidden', 'weights');
    assert.deepEqual(read.kind === 'pictures' && [read.moment.source, read.tensors.length], ['kept', 2]);
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

  it('reads any checkpoint that is asked for, though a worker is there', async () => {
    const { inspection, asked } = setUp({ shown: inPanel() });
    assert.deepEqual(
      inspection.checkpointsOf(FILE).map(({ step }) => step),
      [0, 10],
    );
    assert.deepEqual(inspection.checkpointsOf('file:///b.nn.json'), []);
    const read = tensorsOf(await inspection.readTensors(FILE, ['hidden.bias'], 'weights', 10));
    assert.deepEqual(firstOf(read), { 'hidden.bias': 10 });
    assert.deepEqual([read.moment.step, read.moment.source, read.moment.training], [10, 'past', false]);
    assert.equal(read.note, 'w after 10 updates');
    assert.deepEqual(asked, ['r1: 10']);
    const start = initialWeights(NETWORK, 5).get('output.kernel')?.values[29] ?? assert.fail();
    const change = tensorsOf(await inspection.readTensors(FILE, 'all', 'sinceStart', 0));
    assert.equal(change.tensors.get('output.kernel')?.values[29], Math.fround(0 - start));
    assert.match(
      reasonOf(await inspection.readTensors(FILE, 'all', 'weights', 5)).reason,
      /^The checkpoint of step 5 is not kept/,
    );
    const gradient = reasonOf(await inspection.readTensors(FILE, 'all', 'gradient', 10));
    assert.match(gradient.reason, /no gradients\. Go back to the newest moment/);
  });

  it('asks the worker for all weights once while it stands still', async () => {
    const { inspection, asked, options } = setUp();
    const paused = (run: RunState): ShownInPanel =>
      inPanel({ state: run.phase === 'running' ? { phase: 'paused', run: run.run, trouble: null } : run });
    options.shown = paused(running('r1', [0, 10]));
    const [first, second] = await Promise.all([
      inspection.readTensors(FILE, 'all', 'weights'),
      inspection.readTensors(FILE, 'all', 'weights'),
    ]);
    assert.deepEqual(await inspection.readTensors(FILE, 'all', 'weights'), first);
    assert.deepEqual([tensorsOf(second).moment.step, asked.length], [13, 1]);
    await inspection.readTensors(FILE, 'all', 'gradient');
    assert.equal(asked.length, 2, 'gradients are others');
    options.shown = paused(running('r1', [0, 10]));
    await inspection.readTensors(FILE, 'all', 'weights');
    assert.equal(asked.length, 3, 'the run stands elsewhere');
    options.shown = inPanel();
    await inspection.readTensors(FILE, 'all', 'weights');
    assert.equal(asked.length, 4, 'it trains again');
  });

  it('shares a reading of all weights while it is under way, and asks anew after it', async () => {
    const { inspection, asked, options } = setUp({ shown: inPanel() });
    const first = inspection.readTensors(FILE, 'all', 'weights');
    options.shown = inPanel();
    const second = inspection.readTensors(FILE, 'all', 'weights');
    assert.deepEqual(await second, await first);
    assert.equal(asked.length, 1);
    await inspection.readTensors(FILE, 'all', 'weights');
    assert.equal(asked.length, 2);
    // One that began before a pause says nothing of the weights after it.
    const early = inspection.readTensors(FILE, 'all', 'weights');
    const state = running('r1', [0, 10]);
    if (state.phase !== 'running') assert.fail();
    options.shown = inPanel({ state: { phase: 'paused', run: state.run, trouble: null } });
    await Promise.all([early, inspection.readTensors(FILE, 'all', 'weights')]);
    assert.equal(asked.length, 4);
  });

  it('asks again after the worker failed to answer', async () => {
    const { inspection, options } = setUp({ shown: inPanel() });
    options.answer = () => Promise.reject(new Error('It broke.'));
    await assert.rejects(inspection.readTensors(FILE, 'all', 'weights'), /It broke/);
    options.answer = live(14, 8);
    assert.equal(tensorsOf(await inspection.readTensors(FILE, 'all', 'weights')).moment.step, 14);
  });

  it('has the examples of the run, and none without a run', async () => {
    const { inspection, asked, options } = setUp({ shown: inPanel() });
    assert.equal(await inspection.examples(FILE, 'training'), EXAMPLES);
    options.shown = undefined;
    assert.equal(await inspection.examples(FILE, 'test'), undefined);
    options.kept = [recordOf('r2', [10])];
    assert.equal(await inspection.examples(FILE, 'test'), EXAMPLES);
    assert.deepEqual(asked, ['r1: training set', 'r2: test set']);
  });

  it('knows what was read of the test set: in the panel, or by the newest checkpoint that says so', async () => {
    const { inspection, options } = setUp({ shown: inPanel({ predictions: Int16Array.of(4, 4) }) });
    assert.deepEqual(await inspection.predictions(FILE), Int16Array.of(4, 4));
    options.shown = undefined;
    assert.equal(await inspection.predictions(FILE), undefined);
    const record = recordOf('r2', [0, 10, 20]);
    const checkpoints = record.run.checkpoints.map((one) => ({
      ...one,
      testAccuracy: one.step < 20 ? 0.5 : null,
    }));
    options.kept = [{ ...record, run: { ...record.run, checkpoints } }];
    options.file = (step) =>
      checkpointFile(step, {
        loss: 1,
        accuracy: 0.5,
        predicted: Int16Array.of(3, step / 10),
        confidence: Float32Array.of(1, 1),
      });
    assert.deepEqual(await inspection.predictions(FILE), Int16Array.of(3, 1));
  });

  it('has the worker survey its units', async () => {
    const { inspection, asked, options } = setUp({ shown: inPanel() });
    const surveyed = await inspection.surveyUnits(FILE);
    if (surveyed.kind === 'unavailable') assert.fail(surveyed.reason);
    assert.deepEqual([surveyed.moment.step, surveyed.moment.source, surveyed.examples], [13, 'live', 3]);
    assert.deepEqual(asked, ['worker: units']);
    options.survey = () => Promise.reject(new Error('It broke.'));
    await assert.rejects(inspection.surveyUnits(FILE), /It broke/);
    options.survey = () => {
      options.shown = inPanel({ hasWorker: false });
      return Promise.reject(new Error('It went.'));
    };
    const kept = await inspection.surveyUnits(FILE);
    assert.equal(kept.kind === 'units' ? kept.moment.source : kept.reason, 'kept');
  });

  it('surveys the units of a checkpoint itself, once at a time for a file', async () => {
    const { inspection, options } = setUp({ kept: [recordOf('r1', [10])] });
    const [first, second] = await Promise.all([inspection.surveyUnits(FILE), inspection.surveyUnits(FILE)]);
    assert.match(reasonOf(first).reason, /surveyed anew/);
    if (second.kind === 'unavailable') assert.fail(second.reason);
    assert.deepEqual(
      second.layers.map(({ layer, findings }) => [layer, findings.length]),
      [
        ['hidden', 3],
        ['output', 10],
      ],
    );
    assert.deepEqual([second.examples, second.moment.step], [2, 10]);
    options.kept = [];
    assert.equal(reasonOf(await inspection.surveyUnits(FILE)).command, 'train');
    options.shown = inPanel({ record: recordOf('r1', []), state: { phase: 'idle' } });
    assert.match(reasonOf(await inspection.surveyUnits(FILE)).reason, /no weights yet/);
  });
});
