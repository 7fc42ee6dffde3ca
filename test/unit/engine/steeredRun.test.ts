/**
 * A run that is steered: every order in every phase, what is told in which order, and that nothing is lost by it.
 */
import assert from 'node:assert/strict';
import type { Steering } from '../../../src/core/training/steering';
import { STOP, PAUSE, RESUME, ATTENDED, CHECKPOINTS, answers, pauseAt, slow, figures } from './orders';
import { eventsOf, lossesOf, run, ScriptedEngine, typesOf, type Setup } from './scriptedEngine';
import { smallDataset, smallNetwork } from './smallNetwork';

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
