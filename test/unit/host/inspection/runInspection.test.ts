import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import { encodeCheckpoint } from '../../../../src/core/training/checkpointFile';
import { initialWeights } from '../../../../src/core/training/initialWeights';
import { IDLE, type RunState } from '../../../../src/core/training/runState';
import type { WeightMap } from '../../../../src/core/weights/weightMap';
import { RunInspection, type InspectionSources } from '../../../../src/host/inspection/runInspection';
import type { RunRecord } from '../../../../src/host/training/store/runRecord';
import type { LayerReading, LayerRequest, Unavailable } from '../../../../src/protocol/inspection';
import { STARTED } from '../training/runEvents';

const FILE = 'file:///a.nn.json';
const TEXT = JSON.stringify({
  version: 1,
  name: 'Small',
  layers: {
    input: { type: 'Input', shape: [28, 28, 1] },
    flatten: { type: 'Flatten' },
    output: { type: 'Dense', units: 10, activation: 'softmax' },
  },
  edges: [
    ['input', 'flatten'],
    ['flatten', 'output'],
  ],
  training: { seed: 3 },
});
const network = checkNnFile(TEXT).network!;
const START = initialWeights(network, 3);

/** The start with `more` added to each weight. */
function weightsWith(more: number): WeightMap {
  return new Map(
    [...START].map(([name, { shape, values }]) => [
      name,
      { shape, values: values.map((value) => value + more) },
    ]),
  );
}

function checkpointBytes(step: number): Uint8Array {
  const position = {
    step,
    summedLoss: 0,
    epochReported: false,
    hyperparameters: { learningRate: 0.1, momentum: 0, epochs: 2 },
    elapsedMs: 0,
    trainingMs: 0,
  };
  const weights = weightsWith(step);
  return encodeCheckpoint(
    { weights, optimizerState: new Map(), position, test: undefined },
    {
      networkName: 'Small',
      networkHash: '',
      dataset: 'mnist',
      seed: 3,
      engine: 'tfjs-cpu',
      epoch: 0,
      loss: undefined,
      testAccuracy: undefined,
    },
  );
}

function recordOf(runId: string, steps: readonly number[]): RunRecord {
  return {
    version: 1,
    runId,
    createdAt: 0,
    file: FILE,
    request: {
      networkText: TEXT,
      networkHash: '',
      overrides: {},
      engine: 'auto',
      schedule: [],
      dataset: { instead: null, folder: null },
      startsWith: 'initialWeights',
    },
    origin: { kind: 'new' },
    status: 'active',
    message: null,
    run: {
      subject: { runId, networkName: 'Small', file: 'a.nn.json' },
      notes: [],
      started: { ...STARTED, stepsPerEpoch: 10 },
      step: 25,
      hyperparameters: null,
      changes: [],
      progress: null,
      epochs: [],
      test: null,
      health: null,
      checkpoints: steps.map((step) => ({ step, epoch: 0, reason: 'epoch', testAccuracy: null })),
      elapsedMs: 0,
      networkChanged: false,
    },
  };
}

interface World {
  record: RunRecord | undefined;
  state: RunState;
  past: number | null;
  worker: boolean;
  kept: RunRecord[];
  reads: string[];
  /** What happens to whoever asks the worker. */
  answer: InspectionSources['readTensors'];
}

function worldOf(changes: Partial<World> = {}): { world: World; inspection: RunInspection } {
  const world: World = {
    record: undefined,
    state: IDLE,
    past: null,
    worker: false,
    kept: [],
    reads: [],
    answer: (quantity, names) => {
      world.reads.push(`${quantity} ${names.join(' ')}`);
      const tensors = names.map((name) => ({ name, ...weightsWith(0.5).get(name)! }));
      return Promise.resolve({ step: 26, tensors });
    },
    ...changes,
  };
  const inspection = new RunInspection({
    state: () => world.state,
    shownRecord: () => world.record,
    pastStep: () => world.past,
    hasWorker: () => world.worker,
    readTensors: (quantity, names) => world.answer(quantity, names),
    keptRuns: () => world.kept,
    readCheckpoint: (runId, step) => {
      world.reads.push(`checkpoint ${runId} ${step}`);
      return Promise.resolve(checkpointBytes(step));
    },
  });
  return { world, inspection };
}

function running(record: RunRecord): Partial<World> {
  return {
    record,
    state: { phase: 'running', run: record.run, evaluating: false, wish: 'none' },
    worker: true,
  };
}

const KERNEL: LayerRequest = { layer: 'output', quantity: 'weights' };

function assertRead(reading: LayerReading | Unavailable): LayerReading {
  assert.equal(reading.kind, 'layer', JSON.stringify(reading));
  return reading;
}

function refusalOf(reading: LayerReading | Unavailable): Unavailable {
  assert.equal(reading.kind, 'unavailable');
  return reading;
}

/** The mean of the kernel, less that of the weights that it began with. */
function shiftOf({ tensors }: LayerReading): number {
  const kernel = START.get('output.kernel')!.values;
  const mean = kernel.reduce((sum, value) => sum + value, 0) / kernel.length;
  return tensors[0]!.statistics.mean - mean;
}

describe('looking at the weights of a file', () => {
  it('says how to get some while there are none', async () => {
    const { inspection } = worldOf();
    assert.equal(inspection.momentOf(FILE), null);
    const { reason, command } = refusalOf(await inspection.readLayer(FILE, KERNEL));
    assert.match(reason, /Train the network/);
    assert.equal(command, 'train');
  });

  it('asks the worker for the tensors of that layer alone, and tells their step', async () => {
    const { world, inspection } = worldOf(running(recordOf('r1', [0, 10])));
    assert.deepEqual(inspection.momentOf(FILE), {
      runId: 'r1',
      step: 25,
      epoch: 2,
      source: 'live',
      training: true,
    });
    const reading = assertRead(await inspection.readLayer(FILE, KERNEL));
    assert.deepEqual(world.reads, ['weights output.kernel output.bias']);
    assert.deepEqual([reading.moment.step, reading.moment.epoch], [26, 2]);
    assert.deepEqual(
      reading.tensors.map(({ name, picture }) => [name, picture.kind]),
      [
        ['output.kernel', 'tiles'],
        ['output.bias', 'bars'],
      ],
    );
    assert.ok(Math.abs(shiftOf(reading) - 0.5) < 1e-5);
  });

  it('reads the checkpoint that the user went back to, once, though the worker is there', async () => {
    const { world, inspection } = worldOf({ ...running(recordOf('r1', [0, 10])), past: 10 });
    const reading = assertRead(await inspection.readLayer(FILE, KERNEL));
    assert.deepEqual([reading.moment.source, reading.moment.step], ['past', 10]);
    assert.ok(Math.abs(shiftOf(reading) - 10) < 1e-4);
    await inspection.readLayer(FILE, KERNEL);
    assert.deepEqual(world.reads, ['checkpoint r1 10']);
  });

  it('shows the last checkpoint of the newest run of the file when another file is in the panel', async () => {
    const other = { ...recordOf('r9', [5]), file: 'file:///b.nn.json' };
    const { inspection } = worldOf({
      record: other,
      kept: [other, recordOf('r2', []), recordOf('r1', [0, 20])],
    });
    const reading = assertRead(await inspection.readLayer(FILE, KERNEL));
    assert.deepEqual([reading.moment.runId, reading.moment.source, reading.moment.step], ['r1', 'kept', 20]);
  });

  it('subtracts the weights that the run began with', async () => {
    const { world, inspection } = worldOf(running(recordOf('r1', [0, 10])));
    const request = { ...KERNEL, quantity: 'sinceStart' } as const;
    const { tensors } = assertRead(await inspection.readLayer(FILE, request));
    const at0 = tensors[0]!.statistics;
    assert.ok(Math.abs(at0.mean - 0.5) < 1e-5 && at0.max - at0.min < 1e-5, JSON.stringify(at0));
    // Without the first checkpoint they follow from the seed.
    world.record = recordOf('r1', [10]);
    const drawn = assertRead(await inspection.readLayer(FILE, request)).tensors[0]!.statistics;
    assert.ok(Math.abs(drawn.mean - 0.5) < 1e-5, JSON.stringify(drawn));
    const { request: asked } = world.record;
    world.record = { ...world.record, request: { ...asked, startsWith: 'weights' } };
    assert.match(refusalOf(await inspection.readLayer(FILE, request)).reason, /not kept any more/);
  });

  it('says that only a run itself knows gradients and updates', async () => {
    const record = recordOf('r1', [0, 10]);
    const { inspection } = worldOf({ record, state: { phase: 'stopped', run: record.run } });
    for (const quantity of ['gradient', 'lastUpdate'] as const) {
      const { command } = refusalOf(await inspection.readLayer(FILE, { layer: 'output', quantity }));
      assert.equal(command, 'resume');
    }
  });

  it('falls back on the last checkpoint when the worker goes before it has answered', async () => {
    const { world, inspection } = worldOf(running(recordOf('r1', [0, 10])));
    world.answer = () => {
      world.worker = false;
      return Promise.reject(new Error('gone'));
    };
    const reading = assertRead(await inspection.readLayer(FILE, KERNEL));
    assert.deepEqual([reading.moment.source, reading.moment.step], ['kept', 10]);
    world.worker = true;
    world.answer = () => Promise.reject(new Error('broken'));
    await assert.rejects(inspection.readLayer(FILE, KERNEL), /broken/);
  });

  it('tells a layer that the run has not from one without weights', async () => {
    const { inspection } = worldOf({ kept: [recordOf('r1', [10])] });
    const { reason } = refusalOf(await inspection.readLayer(FILE, { ...KERNEL, layer: 'new' }));
    assert.match(reason, /has no layer "new"/);
    assert.deepEqual(
      assertRead(await inspection.readLayer(FILE, { ...KERNEL, layer: 'flatten' })).tensors,
      [],
    );
  });
});
