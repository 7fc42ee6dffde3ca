/**
 * The state machine of a run, through every transition: each phase with each action, and what each does to the figures.
 */
import assert from 'node:assert/strict';
import {
  IDLE,
  isActive,
  reduceRun,
  runUpTo,
  type Run,
  type RunAction,
  type RunState,
} from '../../../../src/core/training/runState';
import { actions, EPOCH, HEALTH, states, STARTED, STEPS, subject, TEST, type StateName } from './runStates';

/** What an action does to a state: leads to a phase, changes figures within the phase, or nothing at all. */
type Effect = RunState['phase'] | 'figures' | 'nothing';

const FIGURES: Readonly<Record<StateName, Effect>> = {
  idle: 'nothing',
  preparing: 'figures',
  running: 'figures',
  evaluating: 'figures',
  paused: 'figures',
  ended: 'figures',
  released: 'figures',
  stopped: 'figures',
  failed: 'figures',
};
const NOTHING: Readonly<Record<StateName, Effect>> = {
  idle: 'nothing',
  preparing: 'nothing',
  running: 'nothing',
  evaluating: 'nothing',
  paused: 'nothing',
  ended: 'nothing',
  released: 'nothing',
  stopped: 'nothing',
  failed: 'nothing',
};
/** Only where no run is active. */
const overTo = (phase: Effect): Readonly<Record<StateName, Effect>> => ({
  ...NOTHING,
  idle: phase,
  ended: phase,
  released: phase,
  stopped: phase,
  failed: phase,
});
/** An end for every run that is not over. */
const endIn = (phase: Effect): Readonly<Record<StateName, Effect>> => ({
  preparing: phase,
  running: phase,
  evaluating: phase,
  paused: phase,
  ended: phase,
  released: phase,
  idle: 'nothing',
  stopped: 'nothing',
  failed: 'nothing',
});

/** The compiler asks for every action, and each has an effect on every state. */
const TRANSITIONS: Readonly<Record<RunAction['type'], Readonly<Record<StateName, Effect>>>> = {
  runRequested: overTo('preparing'),
  runShown: overTo('stopped'),
  runForgotten: overTo('idle'),
  preparationReported: { ...NOTHING, preparing: 'preparing' },
  dataPrepared: FIGURES,
  noteTaken: FIGURES,
  pauseRequested: { ...NOTHING, preparing: 'preparing', running: 'running', evaluating: 'running' },
  stopRequested: { ...NOTHING, preparing: 'preparing', running: 'running', evaluating: 'running' },
  checkpointKept: FIGURES,
  checkpointsDropped: FIGURES,
  networkCompared: FIGURES,
  runStarted: { ...NOTHING, preparing: 'running' },
  stepsTrained: FIGURES,
  epochEnded: FIGURES,
  testEvaluated: FIGURES,
  healthMeasured: FIGURES,
  hyperparametersChanged: FIGURES,
  runPaused: { ...NOTHING, running: 'paused', evaluating: 'paused' },
  runResumed: { ...NOTHING, paused: 'running', ended: 'running', released: 'running' },
  runEnded: { ...NOTHING, running: 'ended', evaluating: 'ended' },
  workerReleased: { ...NOTHING, ended: 'ended', released: 'ended' },
  runStopped: endIn('stopped'),
  runFailed: endIn('failed'),
};

function runOf(state: RunState): Run {
  assert.ok(state.phase !== 'idle');
  return state.run;
}

describe('the state of a run', () => {
  for (const [name, state] of Object.entries(states) as [StateName, RunState][]) {
    for (const [type, action] of Object.entries(actions) as [RunAction['type'], RunAction][]) {
      const effect = TRANSITIONS[type][name];
      it(`${name}, ${type}: ${effect}`, () => {
        const before = structuredClone(state);
        const after = reduceRun(state, action);
        assert.deepEqual(state, before, 'the state before is not touched');
        if (effect === 'nothing') {
          assert.equal(after, state);
        } else if (effect === 'figures') {
          assert.equal(after.phase, state.phase);
          assert.notDeepEqual(after, state);
          assert.deepEqual({ ...after, run: runOf(state) }, state, 'nothing but the run is another');
        } else {
          assert.equal(after.phase, effect);
        }
      });
    }
  }

  it('is active while a worker trains, is about to, or waits', () => {
    const active = (Object.keys(states) as StateName[]).filter((name) => isActive(states[name]));
    assert.deepEqual(active, ['preparing', 'running', 'evaluating', 'paused']);
  });

  it('prepares a new run from scratch', () => {
    assert.deepEqual(reduceRun(states.ended, { type: 'runRequested', subject }), {
      phase: 'preparing',
      run: {
        subject,
        notes: [],
        started: null,
        step: 0,
        hyperparameters: null,
        changes: [],
        progress: null,
        epochs: [],
        test: null,
        health: null,
        checkpoints: [],
        elapsedMs: 0,
        networkChanged: false,
      },
      task: 'Starting',
      fraction: null,
      wish: 'none',
    });
  });

  it('keeps what was wished for until it has happened, a stop above a pause', () => {
    for (const before of [states.preparing, states.running]) {
      const wishes = (...types: ('pauseRequested' | 'stopRequested')[]): unknown => {
        const after = types.reduce((state, type) => reduceRun(state, { type }), before);
        return after.phase === 'preparing' || after.phase === 'running' ? after.wish : undefined;
      };
      assert.equal(wishes(), 'none');
      assert.equal(wishes('pauseRequested'), 'pause');
      assert.equal(wishes('pauseRequested', 'stopRequested'), 'stop');
      assert.equal(wishes('stopRequested', 'pauseRequested'), 'stop');
    }
    const started = reduceRun(reduceRun(states.preparing, { type: 'stopRequested' }), STARTED);
    assert.ok(started.phase === 'running' && started.wish === 'stop');
    const resumed = reduceRun(states.paused, { type: 'runResumed', step: 5, evaluating: true });
    assert.ok(resumed.phase === 'running' && resumed.wish === 'none' && resumed.evaluating);
  });

  it('says why it paused by itself, with the step and the time', () => {
    const paused = reduceRun(states.running, actions.runPaused);
    assert.ok(paused.phase === 'paused');
    assert.equal(paused.trouble?.layer, 'output');
    assert.equal(paused.run.step, 7);
    assert.equal(paused.run.elapsedMs, 700);
  });

  it('begins with the settings of its start, whatever it goes on with', () => {
    const first = reduceRun(states.preparing, STARTED);
    assert.deepEqual(runOf(first).started, STARTED);
    const again = reduceRun(states.running, { type: 'runFailed', message: 'Lost.', cause: 'deviceLost' });
    const from = { run: runOf(again), step: 5 };
    const later = { learningRate: 0.1, momentum: 0, epochs: 4 };
    const second = reduceRun(reduceRun(again, { type: 'runRequested', subject, from }), {
      ...STARTED,
      engine: 'tfjs-wasm',
      step: 5,
      hyperparameters: later,
    });
    const run = runOf(second);
    assert.equal(run.started?.engine, 'tfjs-wasm');
    assert.deepEqual(run.started.hyperparameters, STARTED.hyperparameters);
    assert.deepEqual(run.hyperparameters, later);
    assert.equal(run.step, 5);
  });

  it('takes what is reported into its figures', () => {
    let state = states.running;
    const apply = (action: RunAction): Run => {
      state = reduceRun(state, action);
      return runOf(state);
    };
    assert.deepEqual(apply(STEPS).progress, {
      epoch: 1,
      steps: 5,
      step: 5,
      loss: 0.75,
      examplesPerSecond: 100,
      stepMs: 2,
      elapsedMs: 50,
    });
    assert.equal(runOf(state).step, STEPS.step);
    assert.equal(runOf(state).elapsedMs, STEPS.elapsedMs);
    assert.deepEqual(apply(TEST).test, { step: TEST.step, loss: TEST.loss, accuracy: TEST.accuracy });
    const ended = apply(EPOCH);
    assert.deepEqual(ended.epochs.at(-1), EPOCH);
    assert.equal(ended.progress, null);
    assert.equal(ended.step, EPOCH.step);
    assert.equal(ended.elapsedMs, EPOCH.elapsedMs);
    assert.deepEqual(apply(HEALTH).health, HEALTH);
    const changed = apply(actions.hyperparametersChanged);
    assert.deepEqual(changed.changes.at(-1), { step: 6, hyperparameters: changed.hyperparameters });
    assert.equal(changed.hyperparameters?.learningRate, 0.125);
  });

  it('takes a note once', () => {
    const twice = [actions.noteTaken, actions.noteTaken].reduce(reduceRun, states.running);
    assert.deepEqual(runOf(twice).notes, ['It is synthetic.']);
  });

  it('keeps checkpoints in the order of their steps, one a step, and forgets those that went', () => {
    const kept = (step: number, reason: 'epoch' | 'pause'): RunAction => ({
      type: 'checkpointKept',
      checkpoint: { step, epoch: 0, reason, testAccuracy: null },
    });
    const state = [kept(9, 'pause'), kept(12, 'epoch'), kept(3, 'pause'), kept(9, 'epoch')].reduce(
      reduceRun,
      states.running,
    );
    const shown = (of: RunState): unknown => runOf(of).checkpoints.map(({ step, reason }) => [step, reason]);
    assert.deepEqual(shown(state), [
      [0, 'start'],
      [3, 'pause'],
      [9, 'epoch'],
      [12, 'epoch'],
    ]);
    assert.deepEqual(shown(reduceRun(state, { type: 'checkpointsDropped', steps: [0, 3, 12] })), [
      [9, 'epoch'],
    ]);
  });

  it('keeps the progress of an epoch that was stopped, not that of a run that has ended', () => {
    const midway = reduceRun(states.running, STEPS);
    assert.notEqual(runOf(reduceRun(midway, actions.runStopped)).progress, null);
    assert.equal(runOf(reduceRun(midway, actions.runEnded)).progress, null);
  });

  it('says once the worker is gone that it lives no more', () => {
    const gone = reduceRun(states.ended, { type: 'workerReleased' });
    assert.ok(gone.phase === 'ended' && !gone.live);
  });

  it('shows an earlier run as it was kept', () => {
    assert.equal(reduceRun(IDLE, actions.runShown), (actions.runShown as { state: RunState }).state);
  });
});

describe('a run up to a step', () => {
  const settings = (learningRate: number) => ({ learningRate, momentum: 0, epochs: 2 });
  const run: Run = {
    ...runOf(states.running),
    step: 25,
    changes: [
      { step: 4, hyperparameters: settings(0.4) },
      { step: 15, hyperparameters: settings(0.1) },
    ],
    epochs: [
      { ...EPOCH, epoch: 1, step: 10, testLoss: 0.6, testAccuracy: 0.7, elapsedMs: 1000 },
      { ...EPOCH, epoch: 2, step: 20, elapsedMs: 2000 },
    ],
    test: { step: 20, loss: 0.1, accuracy: 0.9 },
    health: { ...HEALTH, step: 22 },
    checkpoints: [0, 10, 20, 25].map((step) => ({ step, epoch: 0, reason: 'pause', testAccuracy: null })),
    elapsedMs: 2500,
  };

  it('knows nothing of what came later', () => {
    const earlier = runUpTo(run, 12);
    assert.equal(earlier.step, 12);
    assert.deepEqual(earlier.hyperparameters, settings(0.4));
    assert.equal(earlier.changes.length, 1);
    assert.equal(earlier.epochs.length, 1);
    assert.deepEqual(earlier.test, { step: 10, loss: 0.6, accuracy: 0.7 });
    assert.equal(earlier.health, null);
    assert.deepEqual(
      earlier.checkpoints.map(({ step }) => step),
      [0, 10],
    );
    assert.equal(earlier.elapsedMs, 1000);
    assert.equal(earlier.progress, null);
  });

  it('has the settings and the figures of its start before all else', () => {
    const start = runUpTo(run, 0);
    assert.deepEqual(start.hyperparameters, STARTED.hyperparameters);
    assert.equal(start.test, null);
    assert.equal(start.elapsedMs, 0);
  });

  it('keeps what belongs to the very step', () => {
    const all = runUpTo(run, 25);
    assert.deepEqual(all.test, run.test);
    assert.deepEqual(all.health, run.health);
    assert.deepEqual(all.checkpoints, run.checkpoints);
    assert.deepEqual(all.changes, run.changes);
  });
});
