/**
 * A run that nobody steers: what it does in which order, what it reports, and how it ends.
 */
import assert from 'node:assert/strict';
import type { RunEvent } from '../../../src/core/training/runEvents';
import { decodeSafetensors } from '../../../src/core/weights/safetensors';
import { EngineError, type TrainedSteps } from '../../../src/engine/engine';
import { OrderQueue } from '../../../src/engine/orderQueue';
import { ReadingQueue } from '../../../src/engine/readingQueue';
import { openEngine } from '../../../src/engine/tfjs/openEngine';
import { runTraining } from '../../../src/engine/trainingLoop';
import { eventsOf, lossesOf, run, ScriptedEngine, typesOf, type Setup } from './scriptedEngine';
import { networkWithHidden, networkWithOneOutput, smallDataset, smallNetwork } from './smallNetwork';

describe('a training run', () => {
  it('reports what it is about to do', async () => {
    const network = smallNetwork({ validationSize: 2, trainingSize: 7 });
    const [started] = await run({ engine: new ScriptedEngine(), network });
    assert.deepEqual(started, {
      type: 'runStarted',
      engine: 'tfjs-cpu',
      adapter: 'Script',
      reason: 'It was there.',
      dataset: 'small',
      classes: 2,
      trainingExamples: 7,
      validationExamples: 2,
      testExamples: 3,
      parameters: 10,
      seed: 5,
      batchSize: 4,
      stepsPerEpoch: 2,
      step: 0,
      hyperparameters: { learningRate: 0.5, momentum: 0, epochs: 2 },
      confidence: 'probability',
    });
  });

  it('says whether confidence is a probability, by the output’s range', async () => {
    for (const [activation, expected] of [
      ['sigmoid', 'probability'],
      ['linear', 'output'],
      ['relu', 'output'],
    ]) {
      const network = smallNetwork({ loss: 'quadratic' }, { type: 'Dense', units: 2, activation });
      const [started] = eventsOf(await run({ engine: new ScriptedEngine(), network }), 'runStarted');
      assert.equal(started?.confidence, expected);
    }
  });

  it('numbers steps from the beginning of the run, and takes the mean over an epoch’s mini-batches', async () => {
    const engine = new ScriptedEngine({ lossOf: (step) => step * step });
    const events = await run({ engine, network: smallNetwork({ shuffle: false }) });
    assert.deepEqual(
      engine.steps.map(({ step, indices }) => [step, [...indices]]),
      [0, 3].flatMap((first) => [
        [first, [0, 1, 2, 3]],
        [first + 1, [4, 5, 6, 7]],
        [first + 2, [8, 9]],
      ]),
    );
    const epochs = eventsOf(events, 'epochEnded');
    assert.deepEqual(
      epochs.map(({ loss, step }) => [loss, step]),
      [
        [(0 + 1 + 4) / 3, 3],
        [(9 + 16 + 25) / 3, 6],
      ],
    );
  });

  it('reports the loss of every step as float32, and none twice, before the epoch’s end', async () => {
    const engine = new ScriptedEngine({ lossOf: (step) => step + 0.1, stepMs: 30 });
    const network = smallNetwork({ epochs: 3, batchSize: 1 });
    const events = await run({ engine, network, dataset: smallDataset(20, 3) });
    assert.deepEqual(
      lossesOf(events),
      Array.from({ length: 60 }, (_, step) => Math.fround(step + 0.1)),
    );
    let steps = 0;
    for (const event of events) {
      if (event.type === 'stepsTrained') {
        steps += event.losses.length;
        assert.equal(event.step, steps);
      }
      if (event.type === 'epochEnded') assert.equal(steps, event.step);
    }
  });

  it('evaluates validation and the whole test set after every epoch, in slices', async () => {
    const engine = new ScriptedEngine();
    const network = smallNetwork({ epochs: 1, validationSize: 4 });
    const events = await run({ engine, network, dataset: smallDataset(10, 600) });
    assert.deepEqual(engine.evaluations, [
      { count: 10, start: 6, end: 10 },
      { count: 600, start: 0, end: 250 },
      { count: 600, start: 250, end: 500 },
      { count: 600, start: 500, end: 600 },
    ]);
    const [epoch] = eventsOf(events, 'epochEnded');
    assert.equal(epoch?.validationLoss, 6);
    assert.equal(epoch.validationAccuracy, 0.25);
    const loss = (250 * 250 + 500 * 100) / 600;
    assert.equal(epoch.testLoss, loss);
    assert.equal(epoch.testAccuracy, 3 / 600);
    const [test] = eventsOf(events, 'testEvaluated');
    assert.deepEqual(test, {
      type: 'testEvaluated',
      step: 2,
      loss,
      accuracy: 3 / 600,
      predicted: Int16Array.from({ length: 600 }, (_, index) => index % 2),
      confidence: Float32Array.from({ length: 600 }, (_, index) => index / 1000),
    });
    assert.equal(events.indexOf(test), events.indexOf(epoch) - 1);
    assert.deepEqual(events.at(-1), {
      type: 'runEnded',
      epochs: 1,
      testAccuracy: 3 / 600,
      elapsedMs: engine.elapsedMs,
    });
  });

  it('has no validation numbers where nothing is held out, and counts training time alone', async () => {
    const engine = new ScriptedEngine({ stepMs: 2 });
    const events = await run({ engine, network: smallNetwork({ epochs: 1 }) });
    const [epoch] = eventsOf(events, 'epochEnded');
    assert.equal(epoch?.validationLoss, null);
    assert.equal(epoch.validationAccuracy, null);
    // 10 examples in 3 steps of 2 ms; the evaluation's 5 ms do not count.
    assert.equal(epoch.examplesPerSecond, 10 / 0.006);
    assert.equal(epoch.elapsedMs, 11);
  });

  it('gives the engine about 40 ms of work at a time', async () => {
    const engine = new ScriptedEngine();
    await run({ engine, network: smallNetwork({ epochs: 1, batchSize: 1 }), dataset: smallDataset(200, 1) });
    assert.deepEqual(engine.chunks, [1, 2, 4, 8, 16, 32, 40, 40, 40, 17]);
  });

  it('gives a slow engine one step at a time', async () => {
    const engine = new ScriptedEngine({ stepMs: 90 });
    await run({ engine, network: smallNetwork({ epochs: 1 }) });
    assert.deepEqual(engine.chunks, [1, 1, 1]);
  });

  it('reports steps at most five times a second, but for the last of an epoch', async () => {
    const engine = new ScriptedEngine({ lossOf: () => 1 });
    const network = smallNetwork({ epochs: 2, batchSize: 1 });
    const events = await run({ engine, network, dataset: smallDataset(1000, 1) });
    const reports = eventsOf(events, 'stepsTrained');
    assert.ok(reports.length >= 8, `${reports.length} reports in ${engine.elapsedMs} ms`);
    reports.slice(1).forEach((report, index) => {
      assert.ok(report.steps === 1000 || report.elapsedMs - (reports[index]?.elapsedMs ?? 0) >= 200);
    });
    assert.ok(
      reports.every(
        (report) => report.loss === 1 && report.examplesPerSecond === 1000 && report.stepMs === 1,
      ),
    );
  });

  it('reports while it evaluates, as often as while it trains', async () => {
    const engine = new ScriptedEngine({ evaluatedExampleMs: 0.38, lossOf: () => 1 });
    const network = smallNetwork({ epochs: 1, validationSize: 4 });
    const events = await run({ engine, network, dataset: smallDataset(10, 1000) });
    // 2 steps, 6.52 ms of validation, then four slices of 100 ms.
    const reports = eventsOf(events, 'stepsTrained');
    assert.deepEqual(
      reports.map(({ elapsedMs, losses, ...report }) => ({
        ...report,
        losses: [...losses],
        elapsedMs: Math.round(elapsedMs),
      })),
      [
        {
          type: 'stepsTrained',
          epoch: 1,
          steps: 2,
          step: 2,
          loss: 1,
          examplesPerSecond: 3000,
          stepMs: 1,
          losses: [1, 1],
          elapsedMs: 209,
        },
      ],
    );
    assert.deepEqual(typesOf(events), [
      'runStarted',
      'stepsTrained',
      'testEvaluated',
      'epochEnded',
      'runEnded',
    ]);
  });

  it('evaluates smaller slices of a network with many activations, however long they take', async () => {
    for (const [units, size] of [
      [4000, 250],
      [20_000, 99],
      [100_000, 32],
    ] as const) {
      const engine = new ScriptedEngine({ evaluatedExampleMs: units });
      const network = networkWithHidden(units);
      await run({ engine, network, dataset: smallDataset(10, 1000) });
      const sizes = engine.evaluations.map(({ start, end }) => end - start);
      assert.deepEqual(new Set(sizes.slice(0, -1)), new Set([size]));
      assert.equal(engine.evaluations.at(-1)?.end, 1000);
    }
  });

  it('exports the initial weights and those after each epoch, with where they come from', async () => {
    const engine = new ScriptedEngine({ lossOf: () => 1 });
    const events = await run({ engine, options: { exportWeights: true } });
    assert.deepEqual(typesOf(events), [
      'runStarted',
      'weightsExported',
      ...['stepsTrained', 'testEvaluated', 'epochEnded', 'weightsExported'],
      ...['stepsTrained', 'testEvaluated', 'epochEnded', 'weightsExported'],
      'runEnded',
    ]);
    const exported = eventsOf(events, 'weightsExported');
    assert.deepEqual(
      exported.map(({ epoch }) => epoch),
      [0, 1, 2],
    );
    const files = exported.map(({ bytes }) => decodeSafetensors(bytes));
    const run0 = {
      networkName: 'small',
      networkHash: 'ab',
      dataset: 'small',
      seed: '5',
      engine: 'tfjs-cpu',
      epoch: '0',
    };
    assert.deepEqual(files[0]?.metadata, run0);
    assert.deepEqual(files[1]?.metadata, { ...run0, epoch: '1', loss: '1', testAccuracy: String(1 / 3) });
    assert.deepEqual(files[2]?.weights, await engine.readWeights());
    assert.notDeepEqual(files[1].weights, files[2].weights);
  });

  const failures: { title: string; setup: Omit<Setup, 'engine'>; message: RegExp }[] = [
    {
      title: 'images of another size',
      setup: {
        dataset: { ...smallDataset(10, 3), test: { ...smallDataset(1, 1).test, imageShape: [3, 3, 1] } },
      },
      message:
        /^The test images of small are \[3, 3, 1\], which is 9 numbers, but the network's input \[2, 2, 1\] takes 4/,
    },
    {
      title: 'more classes than outputs',
      setup: { dataset: { ...smallDataset(10, 3), classes: 10 } },
      message:
        /^The dataset small has 10 classes, labelled 0 to 9, but the output layer "output" has 2 outputs; give it 10\.$/,
    },
    {
      title: 'three classes for one output',
      setup: { network: networkWithOneOutput(), dataset: { ...smallDataset(10, 3), classes: 3 } },
      message:
        /^The dataset small has 3 classes, labelled 0 to 2, but the one value of the output layer "output" tells only the labels 0 and 1 apart; give it 3 values, or take a dataset with the labels 0 and 1\.$/,
    },
    {
      title: 'an empty test set',
      setup: { dataset: smallDataset(10, 0) },
      message: /^The dataset small has no test examples\.$/,
    },
    {
      title: 'a validation set that leaves nothing',
      setup: { network: smallNetwork({ validationSize: 10 }) },
      message: /nothing is left to learn from/,
    },
  ];
  for (const { title, setup, message } of failures) {
    it(`fails on ${title}, before any training`, async () => {
      const engine = new ScriptedEngine();
      const events = await run({ engine, ...setup });
      assert.deepEqual(typesOf(events), ['runFailed']);
      assert.match(events[0]?.type === 'runFailed' ? events[0].message : '', message);
      assert.equal(engine.steps.length, 0);
    });
  }

  for (const [kind, error] of [
    ['deviceLost', new EngineError('The device was lost.', 'deviceLost')],
    ['outOfMemory', new EngineError('The device has no memory left.', 'outOfMemory')],
    ['other', new EngineError('It went wrong.')],
    ['other', new TypeError('A mistake.')],
  ] as const) {
    it(`passes ${error.name} ("${error.message}") on as ${kind}, after the losses that are known`, async () => {
      class Failing extends ScriptedEngine {
        override train(...task: Parameters<ScriptedEngine['train']>): Promise<TrainedSteps> {
          return this.steps.length < 4 ? super.train(...task) : Promise.reject(error);
        }
      }
      const engine = new Failing({ lossOf: (step) => step, stepMs: 30 });
      const events = await run({ engine });
      assert.deepEqual(events.at(-1), { type: 'runFailed', message: error.message, cause: kind });
      assert.deepEqual(lossesOf(events), [0, 1, 2, 3]);
      assert.equal(engine.disposedModels, 1);
    });
  }

  const learners = [
    { title: 'learns, on a real engine', network: smallNetwork({ epochs: 5 }) },
    { title: 'learns two classes with one output', network: networkWithOneOutput({ epochs: 5 }) },
  ];
  for (const { title, network } of learners) {
    it(title, async () => {
      const engine = await openEngine('tfjs-cpu', {
        loadWasm: () => Promise.reject(new Error('Not needed.')),
      });
      const events: RunEvent[] = [];
      await runTraining({
        engine,
        reason: '',
        network,
        networkHash: '',
        dataset: smallDataset(100, 40),
        start: { kind: 'initialWeights' },
        first: 'run',
        schedule: [],
        checkpoints: { taken: false, everySteps: 0 },
        attended: false,
        exportWeights: false,
        orders: new OrderQueue(),
        readings: new ReadingQueue(),
        emit: (event) => events.push(event),
        now: () => performance.now(),
        yieldToEvents: () => new Promise((resolve) => setImmediate(resolve)),
      });
      engine.dispose();
      const epochs = eventsOf(events, 'epochEnded');
      assert.equal(epochs.length, 5);
      assert.ok((epochs[4]?.loss ?? 1) < 0.5 * (epochs[0]?.loss ?? 0));
      assert.equal(epochs[4]?.testAccuracy, 1);
    });
  }
});
