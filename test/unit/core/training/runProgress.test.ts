import assert from 'node:assert/strict';
import { epochUnderWay, shareDone, timeLeftMs } from '../../../../src/core/training/runProgress';
import type { Run } from '../../../../src/core/training/runState';
import { emptyRun, STARTED } from './runStates';

/** A run of two epochs of ten steps. */
function runAt(step: number, elapsedMs: number): Run {
  return { ...emptyRun(), started: STARTED, hyperparameters: STARTED.hyperparameters, step, elapsedMs };
}

describe('the progress of a run', () => {
  it('estimates the time left by the pace so far', () => {
    assert.equal(timeLeftMs(emptyRun()), undefined);
    assert.equal(timeLeftMs(runAt(0, 0)), undefined);
    assert.equal(timeLeftMs(runAt(5, 1000)), 3000);
    assert.equal(timeLeftMs(runAt(20, 1000)), 0);
    // A run that was told to end with the epoch under way.
    const hyperparameters = { ...STARTED.hyperparameters, epochs: 1 };
    assert.equal(timeLeftMs({ ...runAt(15, 1000), hyperparameters }), 0);
  });

  it('counts the steps of the epoch under way', () => {
    assert.equal(shareDone(emptyRun()), 0);
    assert.equal(shareDone(runAt(5, 1)), 0.25);
    assert.deepEqual(
      [0, 5, 10, 19, 20].map((step) => epochUnderWay(runAt(step, 1))),
      [1, 1, 2, 2, 2],
    );
  });
});
