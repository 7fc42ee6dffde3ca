import assert from 'node:assert/strict';
import type { Dataset } from '../../../src/core/data/dataset';
import type { Network } from '../../../src/core/network/network';
import type { RunEvent } from '../../../src/core/training/runEvents';
import type { WeightMap } from '../../../src/core/weights/weightMap';
import { EngineError } from '../../../src/engine/engine';
import type { Engine, Evaluation, Model, TrainingStep } from '../../../src/engine/engine';
import { openEngine } from '../../../src/engine/tfjs/openEngine';
import { runTraining } from '../../../src/engine/trainingLoop';
import type { TrainingOptions } from '../../../src/engine/trainingLoop';
import { networkWithHidden, networkWithOneOutput, smallDataset, smallNetwork } from './smallNetwork';

/** An engine that computes nothing, takes a known time for it, and writes down what it was asked for. */
class ScriptedEngine implements Engine, Model {
  readonly name = 'tfjs-cpu';
  readonly adapter = 'Script';
  readonly hardware = false;
  readonly steps: TrainingStep[] = [];
  readonly chunks: number[] = [];
  readonly evaluations: { readonly count: number; readonly start: number; readonly end: number }[] = [];
  disposedModels = 0;
  elapsedMs = 0;

  constructor(
    private readonly stepMs: number,
    private readonly lossOf: (step: number) => number = () => 1,
    private readonly evaluatedExampleMs = 0,
  ) {}

  whyNot(): undefined {
    return undefined;
  }
  compile(): Promise<Model> {
    return Promise.resolve(this);
  }
  train(_examples: unknown, steps: readonly TrainingStep[]): Promise<Float64Array> {
    this.steps.push(...steps);
    this.chunks.push(steps.length);
    this.elapsedMs += steps.length * this.stepMs;
    return Promise.resolve(Float64Array.from(steps, ({ step }) => this.lossOf(step)));
  }
  evaluate({ count }: { count: number }, start: number, end: number): Promise<Evaluation> {
    this.evaluations.push({ count, start, end });
    this.elapsedMs += 5 + (end - start) * this.evaluatedExampleMs;
    // A slice's loss is its first index, and its first example is the only one that is right.
    return Promise.resolve({ loss: start, accuracy: 1 / (end - start) });
  }
  forward(): never {
    throw new Error('Not asked for.');
  }
  gradients(): never {
    throw new Error('Not asked for.');
  }
  readWeights(): Promise<WeightMap> {
    return Promise.resolve(new Map<string, never>());
  }
  writeWeights(): void {
    throw new Error('Not asked for.');
  }
  memory(): { tensors: number; bytes: number } {
    return { tensors: 0, bytes: 0 };
  }
  dispose(): void {
    this.disposedModels++;
  }
}

interface Setup {
  readonly engine: ScriptedEngine;
  readonly network?: Network;
  readonly dataset?: Dataset;
  readonly encodeWeights?: TrainingOptions['encodeWeights'];
  readonly shouldStop?: () => boolean;
}

async function run({ engine, network, dataset, encodeWeights, shouldStop }: Setup): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  await runTraining({
    engine,
    reason: 'It was there.',
    network: network ?? smallNetwork(),
    dataset: dataset ?? smallDataset(10, 3),
    ...(encodeWeights === undefined ? {} : { encodeWeights }),
    emit: (event) => events.push(event),
    shouldStop: shouldStop ?? (() => false),
    now: () => engine.elapsedMs,
    yieldToEvents: () => Promise.resolve(),
  });
  return events;
}

const typesOf = (events: readonly RunEvent[]): string[] => events.map(({ type }) => type);

describe('a training run', () => {
  it('reports what it is about to do', async () => {
    const network = smallNetwork({ validationSize: 2, trainingSize: 7 });
    const [started] = await run({ engine: new ScriptedEngine(1), network });
    assert.deepEqual(started, {
      type: 'runStarted',
      engine: 'tfjs-cpu',
      adapter: 'Script',
      reason: 'It was there.',
      dataset: 'small',
      trainingExamples: 7,
      validationExamples: 2,
      testExamples: 3,
      parameters: 10,
      seed: 5,
      epochs: 2,
      stepsPerEpoch: 2,
    });
  });

  it('numbers steps from the beginning of the run, and takes the mean over an epoch’s mini-batches', async () => {
    const engine = new ScriptedEngine(1, (step) => step * step);
    const events = await run({ engine, network: smallNetwork({ shuffle: false }) });
    assert.deepEqual(
      engine.steps.map(({ step, indices }) => [step, [...indices]]),
      [0, 3].flatMap((first) => [
        [first, [0, 1, 2, 3]],
        [first + 1, [4, 5, 6, 7]],
        [first + 2, [8, 9]],
      ]),
    );
    const losses = events.flatMap((event) => (event.type === 'epochEnded' ? [event.loss] : []));
    assert.deepEqual(losses, [(0 + 1 + 4) / 3, (9 + 16 + 25) / 3]);
  });

  it('evaluates validation and the whole test set after every epoch, in slices', async () => {
    const engine = new ScriptedEngine(1);
    const network = smallNetwork({ epochs: 1, validationSize: 4 });
    const events = await run({ engine, network, dataset: smallDataset(10, 600) });
    assert.deepEqual(engine.evaluations, [
      { count: 10, start: 6, end: 10 },
      { count: 600, start: 0, end: 250 },
      { count: 600, start: 250, end: 500 },
      { count: 600, start: 500, end: 600 },
    ]);
    const epoch = events.find((event) => event.type === 'epochEnded');
    assert.equal(epoch?.validationLoss, 6);
    assert.equal(epoch.validationAccuracy, 0.25);
    assert.equal(epoch.testAccuracy, 3 / 600);
    assert.deepEqual(events.at(-1), {
      type: 'runEnded',
      epochs: 1,
      testAccuracy: 3 / 600,
      elapsedMs: engine.elapsedMs,
    });
  });

  it('has no validation numbers where nothing is held out, and counts training time alone', async () => {
    const engine = new ScriptedEngine(2);
    const events = await run({ engine, network: smallNetwork({ epochs: 1 }) });
    const epoch = events.find((event) => event.type === 'epochEnded');
    assert.equal(epoch?.validationLoss, null);
    assert.equal(epoch.validationAccuracy, null);
    // 10 examples in 3 steps of 2 ms; the evaluation's 5 ms do not count.
    assert.equal(epoch.examplesPerSecond, 10 / 0.006);
    assert.equal(epoch.elapsedMs, 11);
  });

  it('gives the engine about 40 ms of work at a time', async () => {
    const engine = new ScriptedEngine(1);
    await run({ engine, network: smallNetwork({ epochs: 1, batchSize: 1 }), dataset: smallDataset(200, 1) });
    assert.deepEqual(engine.chunks, [1, 2, 4, 8, 16, 32, 40, 40, 40, 17]);
  });

  it('gives a slow engine one step at a time', async () => {
    const engine = new ScriptedEngine(90);
    await run({ engine, network: smallNetwork({ epochs: 1 }) });
    assert.deepEqual(engine.chunks, [1, 1, 1]);
  });

  it('reports steps at most five times a second', async () => {
    const engine = new ScriptedEngine(1);
    const network = smallNetwork({ epochs: 2, batchSize: 1 });
    const events = await run({ engine, network, dataset: smallDataset(1000, 1) });
    const reports = events.filter((event) => event.type === 'stepsTrained');
    assert.ok(reports.length >= 8, `${reports.length} reports in ${engine.elapsedMs} ms`);
    reports.slice(1).forEach((report, index) => {
      assert.ok(report.elapsedMs - (reports[index]?.elapsedMs ?? 0) >= 200);
    });
    assert.ok(reports.every(({ loss, examplesPerSecond }) => loss === 1 && examplesPerSecond === 1000));
  });

  it('reports while it evaluates, as often as while it trains', async () => {
    const engine = new ScriptedEngine(1, undefined, 0.38);
    const network = smallNetwork({ epochs: 1, validationSize: 4 });
    const events = await run({ engine, network, dataset: smallDataset(10, 1000) });
    // 2 steps, 6.52 ms of validation, then four slices of 100 ms.
    const trained = { epoch: 1, steps: 2, loss: 1, examplesPerSecond: 3000 };
    const reports = events.filter((event) => event.type === 'stepsTrained');
    assert.deepEqual(
      reports.map(({ elapsedMs, ...report }) => ({ ...report, elapsedMs: Math.round(elapsedMs) })),
      [209, 409].map((elapsedMs) => ({ type: 'stepsTrained', ...trained, elapsedMs })),
    );
    assert.deepEqual(typesOf(events), [
      'runStarted',
      'stepsTrained',
      'stepsTrained',
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
      const engine = new ScriptedEngine(1, undefined, units);
      const network = networkWithHidden(units);
      await run({ engine, network, dataset: smallDataset(10, 1000) });
      const sizes = engine.evaluations.map(({ start, end }) => end - start);
      assert.deepEqual(new Set(sizes.slice(0, -1)), new Set([size]));
      assert.equal(engine.evaluations.at(-1)?.end, 1000);
    }
  });

  it('stops between chunks, says how many epochs were done, and disposes the model', async () => {
    const engine = new ScriptedEngine(30);
    const events = await run({ engine, shouldStop: () => engine.steps.length >= 4 });
    assert.equal(engine.steps.length, 4);
    assert.deepEqual(typesOf(events).slice(-1), ['runStopped']);
    assert.deepEqual(events.at(-1), { type: 'runStopped', epochs: 1, elapsedMs: engine.elapsedMs });
    assert.equal(engine.disposedModels, 1);
  });

  it('stops in the middle of an evaluation', async () => {
    const engine = new ScriptedEngine(1);
    const stopped = await run({
      engine,
      dataset: smallDataset(10, 2000),
      shouldStop: () => engine.evaluations.length === 2,
    });
    assert.equal(engine.evaluations.length, 2);
    assert.deepEqual(typesOf(stopped), ['runStarted', 'runStopped']);
  });

  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
    it(`fails when the loss becomes ${bad}, naming epoch and step`, async () => {
      const engine = new ScriptedEngine(1, (step) => (step === 4 ? bad : 1));
      const events = await run({ engine });
      assert.deepEqual(events.at(-1), {
        type: 'runFailed',
        message:
          `The training loss became ${bad} in epoch 2, step 2 of 3: the weights have run away. A lower learning rate ` +
          'usually helps (it is 0.5 now).',
      });
      assert.equal(engine.disposedModels, 1);
    });
  }

  it('exports the initial weights and those after each epoch', async () => {
    const moments: unknown[] = [];
    const events = await run({
      engine: new ScriptedEngine(1),
      encodeWeights: (_weights, moment) => {
        moments.push(moment);
        return Uint8Array.of(moment.epoch);
      },
    });
    assert.deepEqual(typesOf(events), [
      'runStarted',
      'weightsExported',
      'epochEnded',
      'weightsExported',
      'epochEnded',
      'weightsExported',
      'runEnded',
    ]);
    const exported = events.filter((event) => event.type === 'weightsExported');
    assert.deepEqual(
      exported.map(({ epoch, bytes }) => [epoch, [...bytes]]),
      [
        [0, [0]],
        [1, [1]],
        [2, [2]],
      ],
    );
    assert.deepEqual(moments[0], { epoch: 0, loss: undefined, testAccuracy: undefined });
    assert.deepEqual(moments[1], { epoch: 1, loss: 1, testAccuracy: 1 / 3 });
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
      const engine = new ScriptedEngine(1);
      const events = await run({ engine, ...setup });
      assert.deepEqual(typesOf(events), ['runFailed']);
      assert.match(events[0]?.type === 'runFailed' ? events[0].message : '', message);
      assert.equal(engine.steps.length, 0);
    });
  }

  it('passes an engine’s own failure on', async () => {
    class Failing extends ScriptedEngine {
      override train(): Promise<Float64Array> {
        return Promise.reject(new EngineError('The device was lost.'));
      }
    }
    const engine = new Failing(1);
    const events = await run({ engine });
    assert.deepEqual(events.at(-1), { type: 'runFailed', message: 'The device was lost.' });
    assert.equal(engine.disposedModels, 1);
  });

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
        dataset: smallDataset(100, 40),
        emit: (event) => events.push(event),
        shouldStop: () => false,
        now: () => performance.now(),
        yieldToEvents: () => new Promise((resolve) => setImmediate(resolve)),
      });
      engine.dispose();
      const epochs = events.filter((event) => event.type === 'epochEnded');
      assert.equal(epochs.length, 5);
      assert.ok((epochs[4]?.loss ?? 1) < 0.5 * (epochs[0]?.loss ?? 0));
      assert.equal(epochs[4]?.testAccuracy, 1);
    });
  }
});
