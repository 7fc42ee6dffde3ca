/**
 * A run that was paused, changed, or interrupted and taken up on a fresh engine gives the numbers of an undisturbed one
 * to the last bit: every loss, every epoch's figures, every weight and the optimiser's state.
 */
import assert from 'node:assert/strict';
import type { Dataset, ExampleSet } from '../../src/core/data/dataset';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { Network } from '../../src/core/network/network';
import { Random } from '../../src/core/random';
import { decodeCheckpoint } from '../../src/core/training/checkpointFile';
import type { CheckpointTaken, HyperparametersChanged, RunEvent } from '../../src/core/training/runEvents';
import type { EngineName } from '../../src/core/training/engineName';
import type { HyperparameterChange } from '../../src/core/training/steering';
import type { Engine } from '../../src/engine/engine';
import { ReadingQueue, type UnitsAnswer } from '../../src/engine/readingQueue';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { nodeHost } from './nodeHost';
import { outcomeOf, steeredRun, type Outcome, type SteeredRun } from './steeredRun';

const OPTIMIZERS = {
  sgd: { type: 'sgd', learningRate: 0.1 },
  momentum: { type: 'sgd', learningRate: 0.05, momentum: 0.9 },
  nesterov: { type: 'sgd', learningRate: 0.05, momentum: 0.8, nesterov: true },
  adam: { type: 'adam', learningRate: 0.01 },
  rmsprop: { type: 'rmsprop', learningRate: 0.003 },
} as const;
type OptimizerName = keyof typeof OPTIMIZERS;

/** 41 examples to learn from in mini-batches of 8: the last has one. */
const TRAINING = 48;
const VALIDATION = 7;
const STEPS_PER_EPOCH = 6;

/** Everything that draws from the seed or keeps state. */
function networkOf(optimizer: OptimizerName, seed: number, isConvolutional: boolean): Network {
  const layers = {
    input: { type: 'Input', shape: [6, 6, 1] },
    ...(isConvolutional
      ? { conv: { type: 'Conv2D', filters: 3, kernelSize: 3 }, pool: { type: 'MaxPooling2D' } }
      : {}),
    flatten: { type: 'Flatten' },
    hidden: { type: 'Dense', units: 12, useBias: false },
    norm: { type: 'BatchNormalization' },
    relu: { type: 'Activation', activation: 'relu' },
    drop: { type: 'Dropout', rate: 0.3 },
    output: { type: 'Dense', units: 4, activation: 'softmax' },
  };
  const ids = Object.keys(layers);
  const training = {
    dataset: { idx: 'random' },
    loss: 'categoricalCrossentropy',
    optimizer: OPTIMIZERS[optimizer],
    batchSize: 8,
    epochs: 3,
    validationSize: VALIDATION,
    seed,
  };
  const edges = ids.slice(1).map((id, index) => [ids[index], id]);
  const { network, diagnostics } = checkNnFile(JSON.stringify({ version: 1, layers, edges, training }));
  assert.ok(network, diagnostics.map(({ message }) => message).join(' '));
  return network;
}

function randomExamples(random: Random, count: number): ExampleSet {
  const labels = Uint8Array.from({ length: count }, () => random.below(4));
  const images = Uint8Array.from({ length: count * 36 }, (_, index) =>
    Math.floor((index % 36) / 9) === labels[Math.floor(index / 36)]
      ? 255 - random.below(90)
      : random.below(160),
  );
  return { count, imageShape: [6, 6, 1], images, labels };
}

const random = new Random('resume');
const dataset: Dataset = {
  name: 'random',
  classes: 4,
  training: randomExamples(random, TRAINING),
  // Two slices: an evaluation can be interrupted in its middle.
  test: randomExamples(random, 300),
};

function assertSame(actual: Outcome, expected: Outcome): void {
  assert.equal(expected.losses.length % STEPS_PER_EPOCH, 0);
  assert.ok(expected.losses.length > 0 && expected.epochs.length > 1 && expected.predicted.length === 300);
  assert.deepEqual(actual, expected);
}

for (const name of ['tfjs-cpu', 'tfjs-wasm'] satisfies EngineName[]) {
  describe(`on ${name}, to the last bit`, function () {
    this.timeout(60_000);
    let engine: Engine;
    before(async () => {
      engine = await openEngine(name, nodeHost);
    });
    after(() => {
      engine.dispose();
    });
    const freshEngine = async (): Promise<Engine> => {
      engine.dispose();
      engine = await openEngine(name, nodeHost);
      return engine;
    };
    const undisturbed = async (network: Network): Promise<Outcome> =>
      outcomeOf(network, await steeredRun({ engine, network, dataset }));

    const cases = (Object.keys(OPTIMIZERS) as OptimizerName[]).flatMap((optimizer) =>
      [false, true].map((isConvolutional) => ({ optimizer, isConvolutional })),
    );
    for (const { optimizer, isConvolutional } of cases) {
      if (isConvolutional && name === 'tfjs-wasm') continue;
      const what = `${isConvolutional ? 'a convolutional' : 'a dense'} network with ${optimizer}`;

      it(`${what} is the same with a pause at every step and every slice`, async () => {
        const network = networkOf(optimizer, 1, isConvolutional);
        let isFirst = true;
        const onYield: SteeredRun['onYield'] = () => {
          // Once paused and resumed, the same place comes again, and the work goes on.
          isFirst = !isFirst;
          return isFirst ? undefined : { kind: 'pause' };
        };
        const events = await steeredRun({ engine, network, dataset, stepByStep: true, onYield });
        const pauses = events.filter(({ type }) => type === 'runPaused').length;
        // Each epoch: its steps, one slice of validation and two of the test set.
        assert.equal(pauses, 3 * (STEPS_PER_EPOCH + 3));
        assertSame(outcomeOf(network, events), await undisturbed(network));
      });

      it(`${what} is the same while somebody looks at its numbers all the time`, async () => {
        const network = networkOf(optimizer, 6, isConvolutional);
        const readings = new ReadingQueue();
        const names = ['hidden.kernel', 'norm.movingMean', 'output.bias'];
        const seen: { readonly quantity: string; readonly step: number; readonly tensors: string }[] = [];
        const surveys: UnitsAnswer[] = [];
        let isFirst = true;
        const onYield: SteeredRun['onYield'] = () => {
          for (const quantity of ['weights', 'lastUpdate', 'gradient'] as const) {
            void readings.ask({ quantity, names }).then(({ step, tensors }) => {
              seen.push({ quantity, step, tensors: [...tensors.keys()].join() });
            });
          }
          void readings.askUnits().then((answer) => surveys.push(answer));
          isFirst = !isFirst;
          return isFirst ? undefined : { kind: 'pause' };
        };
        const events = await steeredRun({ engine, network, dataset, stepByStep: true, onYield, readings });
        assertSame(outcomeOf(network, events), await undisturbed(network));
        const at = (asked: string) => seen.filter(({ quantity, step }) => quantity === asked && step === 7);
        assert.ok(at('weights').length > 0);
        for (const { tensors } of [...at('weights'), ...at('lastUpdate')])
          assert.equal(tensors, names.join());
        for (const { tensors } of at('gradient')) assert.equal(tensors, 'hidden.kernel,output.bias');
        assert.ok(surveys.some(({ step }) => step === 7));
        for (const { examples, layers } of surveys) {
          assert.equal(examples, dataset.test.count);
          assert.deepEqual(
            layers.map(({ layer }) => layer),
            ['relu'],
          );
        }
      });

      it(`${what} is the same after single steps, epochs and evaluations at random`, async function () {
        const seed = 2;
        const network = networkOf(optimizer, seed, isConvolutional);
        const dice = new Random('orders', seed, optimizer);
        const kinds = ['step', 'step', 'epoch', 'evaluate', 'resume'] as const;
        const onPause: SteeredRun['onPause'] = () => ({ kind: kinds[dice.below(5)] ?? 'step' });
        const onYield: SteeredRun['onYield'] = () => (dice.below(4) === 0 ? { kind: 'pause' } : undefined);
        const events = await steeredRun({
          engine,
          network,
          dataset,
          stepByStep: true,
          first: 'pause',
          onYield,
          onPause,
        });
        this.runnable().title += ` (${events.filter(({ type }) => type === 'runPaused').length} pauses)`;
        assertSame(outcomeOf(network, events), await undisturbed(network));
      });

      for (const seed of [3, 4]) {
        it(`${what} is the same when it is interrupted at random and taken up on a fresh engine, seed ${seed}`, async function () {
          const network = networkOf(optimizer, seed, isConvolutional);
          const expected = await undisturbed(network);
          const dice = new Random('interruptions', seed, optimizer);
          const parts: RunEvent[][] = [];
          let kept: CheckpointTaken[] = [];
          let start: NonNullable<SteeredRun['start']> = { kind: 'initialWeights' };
          for (;;) {
            const onYield: SteeredRun['onYield'] = () => (dice.below(7) === 0 ? { kind: 'stop' } : undefined);
            const checkpoints = { taken: true, everySteps: 4 };
            const task = {
              engine: await freshEngine(),
              network,
              dataset,
              start,
              checkpoints,
              stepByStep: true,
            };
            // Enough interruptions at last.
            parts.push(await steeredRun(parts.length < 12 ? { ...task, onYield } : task));
            if (parts.at(-1)?.at(-1)?.type === 'runEnded') break;
            kept.push(...(parts.at(-1) ?? []).filter((event) => event.type === 'checkpointTaken'));
            // The newest one, as after a stop, or one of those before it, as after a crash.
            kept = kept.slice(0, Math.max(1, kept.length - dice.below(3)));
            const { bytes } = kept.at(-1) ?? { bytes: new Uint8Array() };
            start = { kind: 'checkpoint', checkpoint: decodeCheckpoint(bytes, network) };
          }
          this.runnable().title += ` (${parts.length - 1} interruptions)`;
          assert.ok(parts.length > 1);
          assertSame(outcomeOf(network, ...parts), expected);
        });
      }

      it(`${what}, changed on its way, is the same from the checkpoint of every step`, async () => {
        const network = networkOf(optimizer, 6, isConvolutional);
        const schedule = [
          { step: 2, change: { momentum: 0.6 } },
          { step: 5, change: { learningRate: 0.02, momentum: 0 } },
          { step: 9, change: { momentum: 0.8, epochs: 2 } },
        ];
        const checkpoints = { taken: true, everySteps: 1 };
        const whole = await steeredRun({ engine, network, dataset, schedule, checkpoints });
        const taken = whole.filter((event) => event.type === 'checkpointTaken');
        assert.deepEqual(
          taken.map(({ step }) => step),
          Array.from({ length: 2 * STEPS_PER_EPOCH + 1 }, (_, step) => step),
        );
        for (const { bytes } of taken.slice(0, -1)) {
          const start = { kind: 'checkpoint', checkpoint: decodeCheckpoint(bytes, network) } as const;
          const rest = await steeredRun({ engine, network, dataset, schedule, start });
          assertSame(outcomeOf(network, whole, rest), outcomeOf(network, whole));
        }
      });

      it(`${what} is the same when its changes are repeated by schedule`, async () => {
        const network = networkOf(optimizer, 5, isConvolutional);
        const changes: readonly HyperparameterChange[] = [
          { learningRate: 0.02 },
          { momentum: 0.5 },
          { epochs: 4 },
          { learningRate: 0.001, momentum: 0.95 },
          { momentum: 0 },
          { momentum: 0.7 },
        ];
        const left = [...changes];
        let turn = 0;
        const onYield: SteeredRun['onYield'] = () => {
          const change = ++turn % 3 === 0 ? left.shift() : undefined;
          return change && { kind: 'change', change };
        };
        const steered = await steeredRun({ engine, network, dataset, stepByStep: true, onYield });
        const made = steered.filter((event) => event.type === 'hyperparametersChanged');
        assert.ok(made.length >= 3);
        const schedule = made.map(({ step, hyperparameters }) => ({
          step,
          change: changeTo(hyperparameters),
        }));
        const repeated = await steeredRun({ engine, network, dataset, schedule });
        assert.deepEqual(
          repeated.filter((event) => event.type === 'hyperparametersChanged'),
          made,
        );
        assertSame(outcomeOf(network, repeated), outcomeOf(network, steered));
        assert.notDeepEqual(outcomeOf(network, repeated).losses, (await undisturbed(network)).losses);
      });
    }
  });
}

function changeTo({
  learningRate,
  momentum,
  epochs,
}: HyperparametersChanged['hyperparameters']): HyperparameterChange {
  return { learningRate, epochs, ...(momentum === null ? {} : { momentum }) };
}
