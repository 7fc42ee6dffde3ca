/**
 * When a run takes checkpoints, what is in them, and that a run goes on from each as if nothing had been.
 */
import assert from 'node:assert/strict';
import { decodeCheckpoint } from '../../../src/core/training/checkpointFile';
import type { RunEvent } from '../../../src/core/training/runEvents';
import { change, CHECKPOINTS, answers, pauseAt, slow } from './orders';
import { eventsOf, lossesOf, run, ScriptedEngine, typesOf, type Setup } from './scriptedEngine';
import { smallDataset, smallNetwork } from './smallNetwork';

describe('checkpoints', () => {
  const network = smallNetwork({
    optimizer: { type: 'sgd', learningRate: 0.3, momentum: 0.9 },
    batchSize: 1,
  });
  const dataset = smallDataset(10, 3);

  it('are taken at the start, at each epoch’s end with its predictions, and each so many steps', async () => {
    const options = { checkpoints: { taken: true, everySteps: 4 } };
    const events = await run({ engine: new ScriptedEngine(), network, dataset, options });
    assert.deepEqual(
      eventsOf(events, 'checkpointTaken').map(({ reason, step, epoch, testAccuracy }) => [
        reason,
        step,
        epoch,
        testAccuracy,
      ]),
      [
        ['start', 0, 0, null],
        ['steps', 4, 0, null],
        ['steps', 8, 0, null],
        ['epoch', 10, 1, 1 / 3],
        ['steps', 12, 1, null],
        ['steps', 16, 1, null],
        ['epoch', 20, 2, 1 / 3],
      ],
    );
    let steps = 0;
    for (const event of events) {
      if (event.type === 'stepsTrained') steps = event.step;
      if (event.type === 'checkpointTaken') assert.equal(steps, event.step, 'the losses before it are told');
    }
  });

  it('hold position, settings, state and predictions', async () => {
    const engine = new ScriptedEngine({ stepMs: 3 });
    const events = await run({ engine, network, dataset, options: CHECKPOINTS });
    const [, first, last] = eventsOf(events, 'checkpointTaken');
    const checkpoint = decodeCheckpoint(last!.bytes, network);
    assert.deepEqual(checkpoint.weights, await engine.readWeights());
    assert.deepEqual(checkpoint.optimizerState, await engine.readOptimizerState());
    assert.deepEqual(checkpoint.position, {
      step: 20,
      summedLoss: 0,
      epochReported: true,
      hyperparameters: { learningRate: 0.3, momentum: 0.9, epochs: 2 },
      elapsedMs: 70,
      trainingMs: 0,
    });
    const { predicted, confidence, loss, accuracy } = eventsOf(events, 'testEvaluated')[1]!;
    assert.deepEqual(checkpoint.test, { predicted, confidence, loss, accuracy });
    assert.notDeepEqual(decodeCheckpoint(first!.bytes, network).weights, checkpoint.weights);
  });

  it('are not taken when they are not wanted', async () => {
    const events = await run({
      engine: new ScriptedEngine(),
      network,
      dataset,
      onYield: pauseAt(3),
      answer: answers(),
    });
    assert.equal(eventsOf(events, 'checkpointTaken').length, 0);
  });

  it('let a fresh engine go on from each of them to the numbers of the undisturbed run', async () => {
    const changed: Setup['onYield'] = (turn) =>
      turn === 3 ? [change({ learningRate: 0.05, epochs: 3 })] : undefined;
    const engine = new ScriptedEngine();
    const options = { checkpoints: { taken: true, everySteps: 3 } };
    const whole = await run({ engine, network, dataset, options, onYield: changed });
    const taken = eventsOf(whole, 'checkpointTaken');
    assert.equal(taken.length, 13);
    for (const { bytes, step } of taken) {
      const checkpoint = decodeCheckpoint(bytes, network);
      const fresh = new ScriptedEngine({ stepMs: 7 });
      const start = { kind: 'checkpoint', checkpoint } as const;
      const schedule = eventsOf(whole, 'hyperparametersChanged').map(
        ({ step, hyperparameters: { learningRate, epochs } }) => ({
          step,
          change: { learningRate, epochs },
        }),
      );
      const rest = await run({ engine: fresh, network, dataset, options: { start, schedule } });
      assert.equal(eventsOf(rest, 'runStarted')[0]?.step, step);
      assert.deepEqual(lossesOf(rest), lossesOf(whole).slice(step));
      const later = ({ step: at }: { step: number }): boolean => at > step;
      const numbers = (events: readonly RunEvent[]): unknown =>
        eventsOf(events, 'epochEnded')
          .filter(later)
          .map(({ epoch, loss, testLoss, testAccuracy }) => [epoch, loss, testLoss, testAccuracy]);
      assert.deepEqual(numbers(rest), numbers(whole));
      assert.deepEqual(await fresh.readWeights(), await engine.readWeights());
      assert.deepEqual(await fresh.readOptimizerState(), await engine.readOptimizerState());
      assert.equal(eventsOf(rest, 'runEnded')[0]?.testAccuracy, 1 / 3);
    }
  });

  it('of a pause in the midst of an evaluation lead to that evaluation', async () => {
    const events = await run({
      engine: slow(),
      dataset: smallDataset(10, 600),
      onYield: pauseAt(5),
      answer: answers(),
      options: CHECKPOINTS,
    });
    const [, paused] = eventsOf(events, 'checkpointTaken');
    assert.equal(paused?.reason, 'pause');
    assert.equal(paused.epoch, 0);
    const checkpoint = decodeCheckpoint(paused.bytes, smallNetwork());
    assert.equal(checkpoint.position.step, 3);
    assert.equal(checkpoint.position.epochReported, false);
    const undisturbed = await run({ engine: slow(), dataset: smallDataset(10, 600) });
    const start = { kind: 'checkpoint', checkpoint } as const;
    const rest = await run({ engine: slow(), dataset: smallDataset(10, 600), options: { start } });
    assert.deepEqual(
      eventsOf(rest, 'epochEnded').map(({ step, loss, testLoss }) => [step, loss, testLoss]),
      eventsOf(undisturbed, 'epochEnded').map(({ step, loss, testLoss }) => [step, loss, testLoss]),
    );
  });

  it('of an ended run lead to its end, and one step further', async () => {
    const whole = await run({ engine: slow(), options: CHECKPOINTS });
    const checkpoint = decodeCheckpoint(eventsOf(whole, 'checkpointTaken').at(-1)!.bytes, smallNetwork());
    const start = { kind: 'checkpoint', checkpoint } as const;
    const ended = await run({ engine: slow(), options: { start } });
    assert.deepEqual(typesOf(ended), ['runStarted', 'runEnded']);
    assert.equal(eventsOf(ended, 'runEnded')[0]?.testAccuracy, 1 / 3);
    assert.equal(eventsOf(ended, 'runEnded')[0]?.elapsedMs, eventsOf(whole, 'runEnded')[0]?.elapsedMs);
    const { weights, optimizerState, position } = checkpoint;
    const without = {
      kind: 'checkpoint',
      checkpoint: { weights, optimizerState, position, test: undefined },
    } as const;
    const measured = await run({ engine: slow(), options: { start: without } });
    assert.deepEqual(typesOf(measured), ['runStarted', 'testEvaluated', 'runEnded']);
    const further = await run({ engine: slow(), options: { start, first: 'step' }, answer: answers() });
    assert.equal(eventsOf(further, 'runPaused')[0]?.step, 7);
  });

  it('of another run are refused', async () => {
    const whole = await run({ engine: slow(), options: CHECKPOINTS });
    const checkpoint = decodeCheckpoint(eventsOf(whole, 'checkpointTaken').at(-1)!.bytes, smallNetwork());
    const start = { kind: 'checkpoint', checkpoint } as const;
    const larger = await run({ engine: slow(), network: smallNetwork({ batchSize: 5 }), options: { start } });
    assert.deepEqual(larger, [
      {
        type: 'runFailed',
        message:
          'The checkpoint stands at step 6, but its 2 epochs have 4 steps here; it is of a run on other examples or with another batchSize.',
        cause: 'other',
      },
    ]);
    const other = await run({ engine: slow(), dataset: smallDataset(10, 5), options: { start } });
    assert.deepEqual(other, [
      {
        type: 'runFailed',
        message:
          'The checkpoint has predictions of 3 test examples, but small has 5; it is of a run on other examples.',
        cause: 'other',
      },
    ]);
  });

  it('are not needed to begin with given weights', async () => {
    const engine = new ScriptedEngine();
    const trained = await run({ engine, network, dataset });
    const weights = await engine.readWeights();
    const second = new ScriptedEngine();
    const options = { start: { kind: 'weights', weights }, first: 'pause', ...CHECKPOINTS } as const;
    const events = await run({ engine: second, network, dataset, options, answer: answers() });
    assert.equal(eventsOf(events, 'runStarted')[0]?.step, 0);
    assert.deepEqual(await second.readWeights(), weights);
    assert.equal(eventsOf(events, 'checkpointTaken')[0]?.reason, 'start');
    assert.equal(trained.at(-1)?.type, 'runEnded');
  });
});
