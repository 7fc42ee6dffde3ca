/**
 * Settings that are changed while a run goes on, by hand and by a schedule; and numbers that are not finite.
 */
import assert from 'node:assert/strict';
import { nonFiniteAdvice, nonFiniteMessage } from '../../../src/core/training/nonFinite';
import type { Steering } from '../../../src/core/training/steering';
import { ATTENDED, change, CHECKPOINTS, RESUME, slow, STOP, figures } from './orders';
import { eventsOf, lossesOf, run, ScriptedEngine, typesOf, type Setup } from './scriptedEngine';
import { smallDataset, smallNetwork } from './smallNetwork';

describe('a change of settings', () => {
  it('counts from the next chunk on, and says from which step', async () => {
    const engine = slow();
    const onYield: Setup['onYield'] = (turn) => (turn === 3 ? [change({ learningRate: 0.25 })] : undefined);
    const events = await run({ engine, onYield });
    assert.deepEqual(
      engine.optimizers.map(({ learningRate }) => learningRate),
      [0.5, 0.5, 0.25, 0.25, 0.25, 0.25],
    );
    assert.deepEqual(eventsOf(events, 'hyperparametersChanged'), [
      {
        type: 'hyperparametersChanged',
        step: 2,
        hyperparameters: { learningRate: 0.25, momentum: 0, epochs: 2 },
      },
    ]);
  });

  it('can be made in a pause and after the end', async () => {
    const answer: Setup['answer'] = (event, events) => {
      if (event.type === 'runPaused') return [change({ momentum: 0.5 }), RESUME];
      if (event.type !== 'runEnded') return undefined;
      return eventsOf(events, 'runEnded').length === 1 ? [change({ epochs: 3 }), RESUME] : [STOP];
    };
    const events = await run({ engine: slow(), options: { first: 'pause', ...ATTENDED }, answer });
    assert.deepEqual(
      eventsOf(events, 'hyperparametersChanged').map(({ step, hyperparameters }) => [step, hyperparameters]),
      [
        [0, { learningRate: 0.5, momentum: 0.5, epochs: 2 }],
        [6, { learningRate: 0.5, momentum: 0.5, epochs: 3 }],
      ],
    );
    assert.equal(eventsOf(events, 'epochEnded').length, 3);
  });

  it('of the epochs ends the run with the epoch under way, and no earlier', async () => {
    const engine = slow();
    const onYield: Setup['onYield'] = (turn) =>
      turn === 6 ? [change({ epochs: 1 }), change({ epochs: 2 })] : undefined;
    const events = await run({ engine, network: smallNetwork({ epochs: 9 }), onYield });
    assert.deepEqual(
      eventsOf(events, 'hyperparametersChanged').map(({ step, hyperparameters }) => [
        step,
        hyperparameters.epochs,
      ]),
      [[4, 2]],
    );
    assert.deepEqual(events.at(-1)?.type, 'runEnded');
    assert.equal(engine.steps.length, 6);
  });

  it('of the epochs, between two epochs, lets no further step happen', async () => {
    const engine = slow();
    // Turn 5 is the one before the fourth step.
    const onYield: Setup['onYield'] = (turn) => (turn === 5 ? [change({ epochs: 1 })] : undefined);
    const events = await run({ engine, onYield });
    assert.equal(engine.steps.length, 3);
    assert.deepEqual(engine.chunks, [1, 1, 1]);
    assert.equal(eventsOf(events, 'runEnded')[0]?.epochs, 1);
  });

  const refused: readonly Extract<Steering, { kind: 'change' }>['change'][] = [
    { learningRate: 0 },
    { learningRate: -1 },
    { learningRate: 1e7 },
    { learningRate: Number.NaN },
    { momentum: 1 },
    { momentum: -0.1 },
    { epochs: 0 },
    { epochs: 1.5 },
    { learningRate: 0.5 },
    {},
  ];
  for (const bad of refused) {
    it(`is not made when it is out of limits or changes nothing: ${JSON.stringify(bad)}`, async () => {
      const events = await run({
        engine: slow(),
        onYield: (turn) => (turn === 2 ? [change(bad)] : undefined),
      });
      assert.deepEqual(events, await run({ engine: slow() }));
    });
  }

  it('gives no momentum to an optimiser that has none', async () => {
    const network = smallNetwork({ optimizer: { type: 'adam' } });
    const onYield: Setup['onYield'] = (turn) =>
      turn === 2 ? [change({ momentum: 0.5, learningRate: 0.1 })] : undefined;
    const events = await run({ engine: slow(), network, onYield });
    assert.deepEqual(eventsOf(events, 'hyperparametersChanged')[0]?.hyperparameters, {
      learningRate: 0.1,
      momentum: null,
      epochs: 2,
    });
  });

  it('that is scheduled comes at its very step, whatever the chunks, and gives the numbers of the run it is from', async () => {
    const network = smallNetwork({ batchSize: 1, epochs: 2 });
    const dataset = smallDataset(50, 3);
    const steered = await run({
      engine: new ScriptedEngine(),
      network,
      dataset,
      onYield: (turn) =>
        turn === 4
          ? [change({ learningRate: 0.01 }), change({ momentum: 0.9 })]
          : turn === 9
            ? [change({ epochs: 3 })]
            : undefined,
    });
    const changes = eventsOf(steered, 'hyperparametersChanged');
    assert.equal(changes.length, 3);
    const schedule = changes.map(({ step, hyperparameters: { learningRate, momentum, epochs } }) => ({
      step,
      change: { learningRate, momentum: momentum ?? 0, epochs },
    }));
    const repeated = await run({
      engine: new ScriptedEngine({ stepMs: 3 }),
      network,
      dataset,
      options: { schedule },
    });
    assert.deepEqual(figures(repeated), figures(steered));
    assert.deepEqual(eventsOf(repeated, 'hyperparametersChanged'), changes);
  });

  it('that is scheduled for the end of the last epoch takes the run further', async () => {
    const schedule = [{ step: 6, change: { epochs: 3 } }];
    const events = await run({ engine: new ScriptedEngine(), options: { schedule } });
    assert.equal(eventsOf(events, 'epochEnded').length, 3);
    assert.equal(eventsOf(events, 'runEnded').length, 1);
  });
});

describe('a number that is not finite', () => {
  const failsAt = (step: number, { learningRate }: { learningRate: number }): boolean =>
    step === 4 && learningRate > 0.1;
  const trouble = {
    place: 'gradient',
    layer: 'output',
    value: 'NaN',
    epoch: 2,
    batch: 2,
    batchesPerEpoch: 3,
    step: 4,
    learningRate: 0.5,
  } as const;

  it('pauses an attended run before the step, with a checkpoint, and lets it try again with other settings', async () => {
    const engine = new ScriptedEngine({ failsAt });
    const answer: Setup['answer'] = (event, events) => {
      if (event.type === 'runEnded') return [STOP];
      if (event.type !== 'runPaused') return undefined;
      return eventsOf(events, 'runPaused').length === 1 ? [RESUME] : [change({ learningRate: 0.1 }), RESUME];
    };
    const events = await run({ engine, answer, options: { ...ATTENDED, ...CHECKPOINTS } });
    const pauses = eventsOf(events, 'runPaused');
    assert.deepEqual(
      pauses.map((paused) => paused.trouble),
      [trouble, trouble],
    );
    const place = events.indexOf(pauses[0]!);
    assert.deepEqual(typesOf(events.slice(place - 1, place + 2)), [
      'stepsTrained',
      'runPaused',
      'checkpointTaken',
    ]);
    assert.deepEqual(
      eventsOf(events, 'checkpointTaken').map(({ reason, step }) => [reason, step]),
      [
        ['start', 0],
        ['epoch', 3],
        ['pause', 4],
        ['epoch', 6],
      ],
    );
    assert.equal(lossesOf(events).length, 6);
    assert.equal(eventsOf(events, 'runEnded').length, 1);
  });

  it('fails a run that nobody attends, naming layer, step and batch, with advice and a checkpoint', async () => {
    const engine = new ScriptedEngine({ failsAt });
    const events = await run({ engine, options: CHECKPOINTS });
    assert.deepEqual(events.at(-1), {
      type: 'runFailed',
      message: `${nonFiniteMessage(trouble)} ${nonFiniteAdvice(trouble)}`,
      cause: 'nonFinite',
    });
    assert.deepEqual(
      eventsOf(events, 'checkpointTaken').map(({ reason, step }) => [reason, step]),
      [
        ['start', 0],
        ['epoch', 3],
        ['stop', 4],
      ],
    );
    assert.equal(lossesOf(events).length, 4);
    assert.equal(engine.disposedModels, 1);
  });
});
