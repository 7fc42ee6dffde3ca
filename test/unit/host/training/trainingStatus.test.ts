import assert from 'node:assert/strict';
import type { RunState } from '../../../../src/core/training/runState';
import { IDLE, reduceRun } from '../../../../src/core/training/runState';
import { statusText } from '../../../../src/host/training/trainingStatus';
import { EPOCH, REQUESTED, STARTED } from './runEvents';

describe('the status bar', () => {
  it('follows the run from its preparation to its end', () => {
    let state: RunState = IDLE;
    assert.equal(statusText(state), undefined);
    state = reduceRun(state, REQUESTED);
    assert.equal(statusText(state), '$(loading~spin) Preparing to train');
    state = reduceRun(state, STARTED);
    assert.equal(statusText(state), '$(loading~spin) Epoch 1/2');
    state = reduceRun(state, EPOCH);
    assert.equal(statusText(state), '$(loading~spin) Epoch 2/2 · 95.32 %');
    state = reduceRun(state, { ...EPOCH, epoch: 2 });
    assert.equal(statusText(state), '$(loading~spin) Epoch 2/2 · 95.32 %');
    state = reduceRun(state, { type: 'stopRequested' });
    assert.equal(statusText(state), '$(loading~spin) Stopping the training');
    state = reduceRun(state, { type: 'runStopped', epochs: 2, elapsedMs: 1 });
    assert.equal(statusText(state), undefined);
  });
});
