import assert from 'node:assert/strict';
import { IDLE, reduceRun, type RunAction, type RunState } from '../../../../src/core/training/runState';
import { statusText } from '../../../../src/host/training/trainingStatus';
import { ENDED, EPOCH, EPOCH_2, EVALUATED, REQUESTED, STARTED, trained } from './runEvents';

describe('the status bar', () => {
  const follow = (): ((...actions: readonly RunAction[]) => string | undefined) => {
    let state: RunState = IDLE;
    return (...actions) => {
      state = actions.reduce(reduceRun, state);
      return statusText(state);
    };
  };

  it('follows the run from its preparation to its end', () => {
    const text = follow();
    assert.equal(text(), undefined);
    assert.equal(text(REQUESTED), '$(loading~spin) Preparing to train');
    assert.equal(text(STARTED), '$(loading~spin) Epoch 1/2');
    assert.equal(text(trained(5)), '$(loading~spin) Epoch 1/2 · 1.5\u00a0s left');
    assert.equal(text(EVALUATED, EPOCH), '$(loading~spin) Epoch 2/2 · 95.32\u00a0% · 1.0\u00a0s left');
    assert.equal(
      text({ ...EVALUATED, step: 20, accuracy: 0.97 }, EPOCH_2),
      '$(loading~spin) Epoch 2/2 · 97.00\u00a0% · 0.0\u00a0s left',
    );
    assert.equal(text(ENDED), undefined);
  });

  it('says that it is paused, measures, or stops', () => {
    const text = follow();
    text(REQUESTED, STARTED, EVALUATED, EPOCH);
    const pause = { type: 'runPaused', step: 12, elapsedMs: 9, trouble: null } as const;
    assert.equal(text(pause), '$(debug-pause) Paused · Epoch 2/2 · 95.32\u00a0%');
    assert.equal(
      text({ type: 'runResumed', step: 12, evaluating: true }),
      '$(loading~spin) Measuring the test accuracy',
    );
    const trouble = {
      place: 'loss',
      layer: 'output',
      value: 'NaN',
      epoch: 2,
      batch: 3,
      batchesPerEpoch: 10,
      step: 12,
      learningRate: 3,
    } as const;
    assert.match(text({ ...pause, trouble }) ?? '', /^\$\(warning\) Paused: not a finite number/);
    text({ type: 'runResumed', step: 12, evaluating: false });
    assert.equal(text({ ...pause, step: 10 }), '$(debug-pause) Paused · 1/2 epochs · 95.32\u00a0%');
    text({ type: 'runResumed', step: 10, evaluating: false });
    assert.equal(text({ type: 'stopRequested' }), '$(loading~spin) Stopping the training');
    assert.equal(text({ type: 'runStopped', epochs: 2, elapsedMs: 1 }), undefined);
  });
});
