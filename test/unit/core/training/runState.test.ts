import assert from 'node:assert/strict';
import type { EpochEnded, RunStarted, StepsTrained } from '../../../../src/core/training/runEvents';
import {
  IDLE,
  isActive,
  MAX_LOSS_POINTS,
  reduceRun,
  type Run,
  type RunAction,
  type RunState,
} from '../../../../src/core/training/runState';

const subject = { networkName: 'A net', file: 'a.nn.json' };
const requested: RunAction = { type: 'runRequested', subject };
const loading: RunAction = { type: 'preparationReported', task: 'Loading MNIST', fraction: 0.25 };
const stop: RunAction = { type: 'stopRequested' };
const started: RunStarted = {
  type: 'runStarted',
  engine: 'tfjs-cpu',
  adapter: 'CPU',
  reason: 'It was asked for.',
  dataset: 'mnist',
  trainingExamples: 100,
  validationExamples: 0,
  testExamples: 10,
  parameters: 7,
  seed: 1,
  epochs: 2,
  stepsPerEpoch: 10,
};
const steps = (epoch: number, done: number, loss = 1): StepsTrained => ({
  type: 'stepsTrained',
  epoch,
  steps: done,
  loss,
  examplesPerSecond: 100,
  elapsedMs: epoch * 1000 + done,
});
const epochEnded = (epoch: number, loss = 0.5): EpochEnded => ({
  type: 'epochEnded',
  epoch,
  loss,
  validationLoss: null,
  validationAccuracy: null,
  testAccuracy: 0.9,
  examplesPerSecond: 100,
  elapsedMs: epoch * 1000 + 500,
});
const ended: RunAction = { type: 'runEnded', epochs: 2, testAccuracy: 0.9, elapsedMs: 9000 };
const stopped: RunAction = { type: 'runStopped', epochs: 1, elapsedMs: 5000 };
const failed: RunAction = { type: 'runFailed', message: 'Out of memory.' };

function after(...actions: readonly RunAction[]): RunState {
  return actions.reduce(reduceRun, IDLE);
}

function runOf(state: RunState): Run {
  assert.ok(state.phase !== 'idle');
  return state.run;
}

describe('the state of a run', () => {
  it('prepares what was requested, from scratch', () => {
    assert.deepEqual(after(requested), {
      phase: 'preparing',
      run: { subject, notes: [], started: null, progress: null, lossCurve: [], epochs: [], elapsedMs: 0 },
      task: 'Starting',
      fraction: null,
      stopping: false,
    });
  });

  it('shows what is being prepared, and how far', () => {
    const state = after(requested, loading);
    assert.ok(state.phase === 'preparing');
    assert.equal(state.task, 'Loading MNIST');
    assert.equal(state.fraction, 0.25);
  });

  it('runs once the worker has started', () => {
    const state = after(requested, loading, started);
    assert.equal(state.phase, 'running');
    assert.deepEqual(runOf(state).started, started);
  });

  it('says where the data came from as soon as it is there, and keeps it', () => {
    const origin = 'downloaded, verified; MNIST by its authors';
    const prepared = after(requested, loading, { type: 'dataPrepared', origin });
    assert.equal(prepared.phase, 'preparing');
    assert.equal(runOf(prepared).dataOrigin, origin);
    assert.equal(runOf([started, ended].reduce(reduceRun, prepared)).dataOrigin, origin);
    assert.equal(runOf(after(requested, loading)).dataOrigin, undefined);
    assert.deepEqual(reduceRun(IDLE, { type: 'dataPrepared', origin }), IDLE);
  });

  it('keeps the notes in both phases', () => {
    const state = after(requested, { type: 'noteTaken', note: 'one' }, started, {
      type: 'noteTaken',
      note: 'two',
    });
    assert.deepEqual(runOf(state).notes, ['one', 'two']);
  });

  it('puts reports on the loss curve in fractions of an epoch', () => {
    const run = runOf(after(requested, started, steps(1, 5, 2), epochEnded(1, 1.5), steps(2, 1, 1)));
    assert.deepEqual(run.lossCurve, [
      { epoch: 0.5, loss: 2 },
      { epoch: 1, loss: 1.5 },
      { epoch: 1.1, loss: 1 },
    ]);
    assert.deepEqual(run.progress, steps(2, 1, 1));
    assert.equal(run.elapsedMs, 2001);
  });

  it('lets the end of an epoch replace a report at the same place, and ends the progress', () => {
    const run = runOf(after(requested, started, steps(1, 10, 0.7), epochEnded(1, 0.6)));
    assert.deepEqual(run.lossCurve, [{ epoch: 1, loss: 0.6 }]);
    assert.deepEqual(run.epochs, [epochEnded(1, 0.6)]);
    assert.equal(run.progress, null);
    assert.equal(run.elapsedMs, 1500);
  });

  it('thins a long curve but keeps its newest point', () => {
    let state = after(requested, { ...started, stepsPerEpoch: 10 * MAX_LOSS_POINTS });
    for (let step = 1; step <= MAX_LOSS_POINTS + 1; step++) {
      state = reduceRun(state, steps(1, step, step));
    }
    const { lossCurve } = runOf(state);
    assert.equal(lossCurve.length, MAX_LOSS_POINTS / 2 + 1);
    assert.equal(lossCurve[0]?.loss, 1);
    assert.equal(lossCurve[1]?.loss, 3);
    assert.equal(lossCurve.at(-1)?.loss, MAX_LOSS_POINTS + 1);
  });

  it('ends, keeping what was learned', () => {
    const state = after(requested, started, epochEnded(1), steps(2, 3), ended);
    assert.equal(state.phase, 'ended');
    assert.deepEqual(runOf(state).epochs, [epochEnded(1)]);
    assert.equal(runOf(state).progress, null);
    assert.equal(runOf(state).elapsedMs, 9000);
  });

  it('says that it is stopping until it has stopped, in both phases', () => {
    for (const before of [
      [requested, loading],
      [requested, started],
    ]) {
      const stopping = after(...before, stop);
      assert.ok(stopping.phase === 'preparing' || stopping.phase === 'running');
      assert.equal(stopping.stopping, true);
      assert.equal(reduceRun(stopping, stopped).phase, 'stopped');
    }
    const late = after(requested, stop, started);
    assert.ok(late.phase === 'running' && late.stopping);
  });

  it('keeps the progress of a run that was stopped in an epoch', () => {
    const run = runOf(after(requested, started, steps(1, 5), stop, stopped));
    assert.deepEqual(run.progress, steps(1, 5));
    assert.equal(run.elapsedMs, 5000);
  });

  it('fails in both phases with the message', () => {
    for (const before of [
      [requested, loading],
      [requested, started, steps(1, 1)],
    ]) {
      const state = after(...before, failed);
      assert.ok(state.phase === 'failed');
      assert.equal(state.message, 'Out of memory.');
    }
  });

  it('begins anew after every kind of end', () => {
    for (const end of [ended, stopped, failed]) {
      assert.deepEqual(after(requested, started, epochEnded(1), end, requested), after(requested));
    }
  });

  it('is not disturbed by what does not fit its phase', () => {
    const idle = [loading, stop, started, steps(1, 1), epochEnded(1), ended, stopped, failed] as const;
    for (const action of idle) {
      assert.deepEqual(after(action), IDLE);
      for (const end of [ended, stopped, failed]) {
        const over = after(requested, started, end);
        assert.equal(reduceRun(over, action), over);
      }
    }
    const preparing = after(requested);
    for (const action of [steps(1, 1), epochEnded(1), ended]) {
      assert.equal(reduceRun(preparing, action), preparing);
    }
    const running = after(requested, started);
    for (const action of [requested, loading, started]) {
      assert.equal(reduceRun(running, action), running);
    }
  });

  it('is active from the request to the end', () => {
    assert.equal(isActive(IDLE), false);
    assert.equal(isActive(after(requested)), true);
    assert.equal(isActive(after(requested, started)), true);
    for (const end of [ended, stopped, failed]) {
      assert.equal(isActive(after(requested, started, end)), false);
    }
  });
});
