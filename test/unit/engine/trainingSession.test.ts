/**
 * A run that is steered: every order in every phase, what is told in which order, and that nothing is lost by it.
 */
import assert from 'node:assert/strict';
import { decodeCheckpoint } from '../../../src/core/training/checkpointFile';
import { nonFiniteAdvice, nonFiniteMessage } from '../../../src/core/training/nonFinite';
import type { RunEvent } from '../../../src/core/training/runEvents';
import type { Steering } from '../../../src/core/training/steering';
import { eventsOf, lossesOf, run, ScriptedEngine, typesOf, type Setup } from './scriptedEngine';
import { smallDataset, smallNetwork } from './smallNetwork';

const STOP: Steering = { kind: 'stop' };
const PAUSE: Steering = { kind: 'pause' };
const RESUME: Steering = { kind: 'resume' };
const change = (change: Extract<Steering, { kind: 'change' }>['change']): Steering => ({
  kind: 'change',
  change,
});
const ATTENDED = { attended: true } as const;
const CHECKPOINTS = { checkpoints: { taken: true, everySteps: 0 } } as const;

/** Gives the orders one by one, each when the run waits or has ended; then stops it. */
function answers(...orders: readonly Steering[]): NonNullable<Setup['answer']> {
  const left = [...orders];
  return (event) =>
    event.type === 'runPaused' || event.type === 'runEnded' ? [left.shift() ?? STOP] : undefined;
}

/** Pauses before the work that is the `turn`-th to begin. */
const pauseAt =
  (turn: number): NonNullable<Setup['onYield']> =>
  (now) =>
    now === turn ? [PAUSE] : undefined;

/** What an undisturbed run would tell of numbers. */
function figures(events: readonly RunEvent[]): unknown {
  return {
    losses: lossesOf(events),
    epochs: eventsOf(events, 'epochEnded').map(({ elapsedMs: _, examplesPerSecond: _2, ...rest }) => rest),
    tests: eventsOf(events, 'testEvaluated'),
  };
}

const slow = (): ScriptedEngine => new ScriptedEngine({ stepMs: 90 });

describe('a pause', () => {
  it('waits between two steps with everything told, and goes on where it was', async () => {
    const engine = slow();
    const events = await run({ engine, onYield: pauseAt(3), answer: answers(RESUME), options: ATTENDED });
    assert.deepEqual(typesOf(events), [
      ...['runStarted', 'stepsTrained', 'runPaused', 'runResumed'],
      ...['stepsTrained', 'testEvaluated', 'epochEnded'],
      ...['stepsTrained', 'stepsTrained', 'testEvaluated', 'epochEnded', 'runEnded', 'runStopped'].slice(1),
    ]);
    const [paused] = eventsOf(events, 'runPaused');
    assert.deepEqual(paused, { type: 'runPaused', step: 2, elapsedMs: 180, trouble: null });
    assert.deepEqual(eventsOf(events, 'runResumed'), [{ type: 'runResumed', step: 2, evaluating: false }]);
  });

  it('may come at any moment, in training and evaluation alike, and changes no number', async () => {
    const network = smallNetwork({
      validationSize: 300,
      optimizer: { type: 'sgd', learningRate: 0.1, momentum: 0.9 },
    });
    const dataset = smallDataset(311, 600);
    const undisturbed = await run({ engine: slow(), network, dataset });
    let turns = 0;
    await run({ engine: slow(), network, dataset, onYield: (turn) => void (turns = turn) });
    // 3 steps, 2 slices of validation and 3 of test, twice.
    assert.equal(turns, 16);
    for (let turn = 1; turn <= turns; turn++) {
      const engine = slow();
      const events = await run({ engine, network, dataset, onYield: pauseAt(turn), answer: answers(RESUME) });
      assert.equal(eventsOf(events, 'runPaused').length, 1);
      assert.deepEqual(figures(events), figures(undisturbed), `paused at turn ${turn}`);
      assert.equal(engine.evaluations.length, 10);
      assert.equal(events.at(-1)?.type, 'runEnded');
    }
  });

  it('does not count as time', async () => {
    const engine = slow();
    const answer: Setup['answer'] = (event) => {
      if (event.type !== 'runPaused') return undefined;
      engine.elapsedMs += 100_000;
      return [RESUME];
    };
    const events = await run({ engine, onYield: pauseAt(2), answer });
    assert.deepEqual(eventsOf(events, 'runEnded')[0]?.elapsedMs, 6 * 90 + 10);
    assert.ok(eventsOf(events, 'stepsTrained').every(({ stepMs }) => stepMs === 90));
  });

  it('comes before the first step when it is asked for early', async () => {
    const events = await run({ engine: slow(), onYield: pauseAt(1), answer: answers() });
    assert.deepEqual(typesOf(events), ['runStarted', 'runPaused', 'runStopped']);
  });

  it('is the first thing when the run begins with it', async () => {
    const engine = slow();
    const events = await run({ engine, answer: answers(), options: { first: 'pause', ...CHECKPOINTS } });
    assert.deepEqual(typesOf(events), ['runStarted', 'checkpointTaken', 'runPaused', 'runStopped']);
    assert.equal(engine.steps.length, 0);
  });
});

describe('one step', () => {
  it('is one mini-batch and a pause', async () => {
    const engine = new ScriptedEngine();
    const events = await run({ engine, options: { first: 'step' }, answer: answers({ kind: 'step' }) });
    assert.deepEqual(typesOf(events), [
      ...['runStarted', 'stepsTrained', 'runPaused'],
      ...['runResumed', 'stepsTrained', 'runPaused', 'runStopped'],
    ]);
    assert.deepEqual(
      eventsOf(events, 'runPaused').map(({ step }) => step),
      [1, 2],
    );
    assert.deepEqual(engine.chunks, [1, 1]);
  });

  it('evaluates the epoch that it completes, and ends the run with the last', async () => {
    const step: Steering = { kind: 'step' };
    const events = await run({
      engine: slow(),
      network: smallNetwork({ batchSize: 10 }),
      options: { first: 'step', ...ATTENDED },
      answer: answers(step),
    });
    assert.deepEqual(typesOf(events), [
      ...['runStarted', 'stepsTrained', 'testEvaluated', 'epochEnded', 'runPaused'],
      ...['runResumed', 'stepsTrained', 'testEvaluated', 'epochEnded', 'runEnded', 'runStopped'],
    ]);
  });

  it('takes an ended run one epoch further', async () => {
    const events = await run({
      engine: slow(),
      options: ATTENDED,
      answer: answers({ kind: 'step' }, RESUME),
    });
    assert.deepEqual(
      typesOf(events).slice(-9),
      [
        ...['runEnded', 'runResumed', 'hyperparametersChanged', 'stepsTrained', 'runPaused'],
        ...['runResumed', 'stepsTrained', 'testEvaluated', 'epochEnded', 'runEnded', 'runStopped'],
      ].slice(-9),
    );
    const [changed] = eventsOf(events, 'hyperparametersChanged');
    assert.deepEqual(changed, {
      type: 'hyperparametersChanged',
      step: 6,
      hyperparameters: { learningRate: 0.5, momentum: 0, epochs: 3 },
    });
    assert.equal(eventsOf(events, 'runPaused')[0]?.step, 7);
    assert.deepEqual(
      eventsOf(events, 'runEnded').map(({ epochs }) => epochs),
      [2, 3],
    );
  });

  it('first finishes an evaluation that was interrupted', async () => {
    // Turns 1 to 3 are the steps of the first epoch, 4 its evaluation.
    const events = await run({ engine: slow(), onYield: pauseAt(4), answer: answers({ kind: 'step' }) });
    assert.deepEqual(typesOf(events).slice(-8), [
      ...['stepsTrained', 'runPaused', 'runResumed', 'testEvaluated', 'epochEnded'],
      ...['stepsTrained', 'runPaused', 'runStopped'],
    ]);
    assert.deepEqual(
      eventsOf(events, 'runPaused').map(({ step }) => step),
      [3, 4],
    );
  });
});

describe('one epoch', () => {
  it('leads to the end of the epoch under way, then of the next one, then of one more', async () => {
    const epoch: Steering = { kind: 'epoch' };
    const events = await run({
      engine: slow(),
      options: { first: 'step', ...ATTENDED },
      answer: answers(epoch, epoch, epoch),
    });
    const stations = events.filter(({ type }) => type === 'runPaused' || type === 'runEnded');
    assert.deepEqual(
      stations.map((event) => (event.type === 'runPaused' ? event.step : event.type)),
      [1, 3, 'runEnded', 'runEnded'],
    );
    assert.deepEqual(
      eventsOf(events, 'epochEnded').map(({ step }) => step),
      [3, 6, 9],
    );
  });

  it('is over with the evaluation, when only that is missing', async () => {
    const events = await run({ engine: slow(), onYield: pauseAt(4), answer: answers({ kind: 'epoch' }) });
    assert.deepEqual(
      eventsOf(events, 'runPaused').map(({ step }) => step),
      [3, 3],
    );
    assert.equal(eventsOf(events, 'epochEnded').length, 1);
  });
});

describe('an evaluation on demand', () => {
  it('measures the test set at the present weights, keeps it, and pauses', async () => {
    const events = await run({
      engine: slow(),
      options: { first: 'step', ...CHECKPOINTS },
      answer: answers({ kind: 'evaluate' }),
    });
    assert.deepEqual(typesOf(events), [
      ...['runStarted', 'checkpointTaken', 'stepsTrained', 'runPaused', 'checkpointTaken'],
      ...['runResumed', 'testEvaluated', 'checkpointTaken', 'runPaused', 'runStopped'],
    ]);
    assert.deepEqual(eventsOf(events, 'runResumed'), [{ type: 'runResumed', step: 1, evaluating: true }]);
    assert.deepEqual(
      eventsOf(events, 'checkpointTaken').map(({ reason, step, testAccuracy }) => [
        reason,
        step,
        testAccuracy,
      ]),
      [
        ['start', 0, null],
        ['pause', 1, null],
        ['evaluation', 1, 1 / 3],
      ],
    );
  });

  it('leaves an ended run ended', async () => {
    const events = await run({ engine: slow(), options: ATTENDED, answer: answers({ kind: 'evaluate' }) });
    assert.deepEqual(typesOf(events).slice(-5), [
      'runEnded',
      'runResumed',
      'testEvaluated',
      'runEnded',
      'runStopped',
    ]);
  });

  it('can be the first thing, and be interrupted', async () => {
    const dataset = smallDataset(10, 600);
    const first = { first: 'evaluate' } as const;
    const whole = await run({ engine: slow(), dataset, options: first, answer: answers() });
    assert.deepEqual(typesOf(whole), ['runStarted', 'testEvaluated', 'runPaused', 'runStopped']);
    const cut = await run({
      engine: slow(),
      dataset,
      options: first,
      onYield: pauseAt(2),
      answer: answers(),
    });
    assert.deepEqual(typesOf(cut), ['runStarted', 'runPaused', 'runStopped']);
  });

  it('in the midst of an epoch’s own evaluation disturbs neither', async () => {
    const dataset = smallDataset(10, 600);
    const engine = slow();
    const answer = answers({ kind: 'evaluate' }, RESUME);
    const events = await run({
      engine,
      dataset,
      onYield: pauseAt(5),
      answer,
      options: { ...ATTENDED, ...CHECKPOINTS },
    });
    const undisturbed = await run({ engine: slow(), dataset });
    assert.deepEqual(eventsOf(events, 'testEvaluated').length, 3);
    assert.deepEqual(
      eventsOf(events, 'checkpointTaken').map(({ reason, step, epoch }) => [reason, step, epoch]),
      [
        ['start', 0, 0],
        ['pause', 3, 0],
        ['evaluation', 3, 0],
        ['epoch', 3, 1],
        ['epoch', 6, 2],
      ],
    );
    assert.deepEqual(lossesOf(events), lossesOf(undisturbed));
    assert.deepEqual(
      eventsOf(events, 'epochEnded').map(({ testLoss }) => testLoss),
      eventsOf(undisturbed, 'epochEnded').map(({ testLoss }) => testLoss),
    );
  });
});

describe('a stop', () => {
  it('comes between chunks, says how many epochs were done, and disposes the model', async () => {
    const engine = slow();
    const onYield: Setup['onYield'] = () => (engine.steps.length >= 4 ? [STOP] : undefined);
    const events = await run({ engine, onYield, options: CHECKPOINTS });
    assert.equal(engine.steps.length, 4);
    assert.deepEqual(typesOf(events).slice(-3), ['stepsTrained', 'checkpointTaken', 'runStopped']);
    assert.deepEqual(eventsOf(events, 'checkpointTaken').at(-1)?.reason, 'stop');
    assert.deepEqual(events.at(-1), { type: 'runStopped', epochs: 1, elapsedMs: engine.elapsedMs });
    assert.equal(engine.disposedModels, 1);
  });

  it('comes in the middle of an evaluation', async () => {
    const engine = slow();
    const stopped = await run({
      engine,
      dataset: smallDataset(10, 2000),
      onYield: () => (engine.evaluations.length === 2 ? [STOP] : undefined),
    });
    assert.equal(engine.evaluations.length, 2);
    assert.deepEqual(stopped.at(-1), { type: 'runStopped', epochs: 0, elapsedMs: engine.elapsedMs });
  });

  it('comes in a pause, and after the end', async () => {
    const paused = await run({ engine: slow(), options: { first: 'pause' }, answer: answers() });
    assert.deepEqual(typesOf(paused).slice(-2), ['runPaused', 'runStopped']);
    const ended = await run({ engine: slow(), options: ATTENDED, answer: answers() });
    assert.deepEqual(typesOf(ended).slice(-2), ['runEnded', 'runStopped']);
  });
});

describe('orders that do not fit the phase', () => {
  const all: readonly Steering[] = [RESUME, { kind: 'step' }, { kind: 'epoch' }, { kind: 'evaluate' }];
  for (const order of all) {
    it(`pass over ${order.kind} while it runs`, async () => {
      const disturbed = await run({ engine: slow(), onYield: () => [order] });
      assert.deepEqual(disturbed, await run({ engine: slow() }));
    });
  }

  it('pass over a pause in a pause', async () => {
    const answer: Setup['answer'] = ({ type }) => (type === 'runPaused' ? [PAUSE, PAUSE, STOP] : undefined);
    const events = await run({ engine: slow(), options: { first: 'pause' }, answer });
    assert.deepEqual(typesOf(events), ['runStarted', 'runPaused', 'runStopped']);
  });

  it('let a pause that came with the end pass, and wait', async () => {
    // The last look at the orders is before the last slice.
    const answer: Setup['answer'] = ({ type }) =>
      type === 'testEvaluated' ? [PAUSE] : type === 'runEnded' ? [STOP] : undefined;
    const events = await run({
      engine: slow(),
      network: smallNetwork({ epochs: 1 }),
      options: ATTENDED,
      answer,
    });
    assert.deepEqual(typesOf(events).slice(-3), ['epochEnded', 'runEnded', 'runStopped']);
  });

  it('resume an ended run to its end', async () => {
    const events = await run({ engine: slow(), options: ATTENDED, answer: answers(RESUME) });
    assert.deepEqual(typesOf(events).slice(-4), ['runEnded', 'runResumed', 'runEnded', 'runStopped']);
  });
});

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

describe('health', () => {
  const network = smallNetwork({ batchSize: 1, epochs: 40, trainingSize: 150 });
  const dataset = smallDataset(200, 1);

  it('is measured about once a second on the first 128 training examples, at the step that is next', async () => {
    const engine = new ScriptedEngine();
    const events = await run({ engine, network, dataset });
    const measured = eventsOf(events, 'healthMeasured');
    // A step takes 1 ms, a chunk of them 40 ms, and each evaluation 5 ms that are no steps.
    measured.forEach(({ step }, index) => {
      const steps = step - (measured[index - 1]?.step ?? 0);
      assert.ok(steps > 950 && steps <= 1040, `${steps} steps`);
    });
    assert.equal(measured.length, Math.floor(engine.elapsedMs / 1000));
    assert.deepEqual(measured[0]?.layers, {
      output: { saturated: null, dead: null, gradientNorm: 0.5, updateRatio: 0.001 },
    });
    assert.equal(measured[0].examples, 128);
    assert.deepEqual(
      engine.healthSteps.map(({ step }) => step),
      measured.map(({ step }) => step),
    );
    assert.deepEqual(
      [...(engine.healthSteps[0]?.indices ?? [])],
      Array.from({ length: 128 }, (_, index) => index),
    );
  });

  it('is measured so seldom that it takes at most 2 % of the time', async () => {
    const engine = new ScriptedEngine({ healthMs: 60 });
    await run({ engine, network, dataset });
    // The first after one second, the next after 60 ms / 2 %.
    assert.equal(engine.healthSteps.length, 2);
    assert.ok((engine.healthSteps[1]?.step ?? 0) > 3000);
  });

  it('is not told where it has figures that are no numbers', async () => {
    const bad = { saturated: null, dead: null, gradientNorm: Number.NaN, updateRatio: 1 };
    const engine = new ScriptedEngine({ health: { output: bad } });
    const events = await run({ engine, network, dataset });
    assert.ok(engine.healthSteps.length > 3);
    assert.equal(eventsOf(events, 'healthMeasured').length, 0);
  });

  it('is measured on all training examples where they are few', async () => {
    const engine = new ScriptedEngine({ stepMs: 300 });
    const events = await run({ engine, network: smallNetwork({ epochs: 3 }) });
    assert.equal(eventsOf(events, 'healthMeasured')[0]?.examples, 10);
  });
});

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
