import assert from 'node:assert/strict';
import type { EpochEnded, RunStarted } from '../../../../src/core/training/runEvents';
import {
  IDLE,
  reduceRun,
  type Run,
  type RunAction,
  type RunState,
} from '../../../../src/core/training/runState';
import {
  announcementOf,
  bestEpoch,
  progressOf,
  statusOf,
  timeLeftMs,
} from '../../../../webview/training/runView';

const requested: RunAction = { type: 'runRequested', subject: { networkName: 'A net', file: 'a.nn.json' } };
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
  epochs: 4,
  stepsPerEpoch: 2000,
};
const steps = (epoch: number, done: number, elapsedMs = 1000): RunAction => ({
  type: 'stepsTrained',
  epoch,
  steps: done,
  loss: 1,
  examplesPerSecond: 100,
  elapsedMs,
});
const epochEnded = (epoch: number, testAccuracy = 0.9, elapsedMs = epoch * 1000): EpochEnded => ({
  type: 'epochEnded',
  epoch,
  loss: 0.25,
  validationLoss: null,
  validationAccuracy: null,
  testAccuracy,
  examplesPerSecond: 100,
  elapsedMs,
});
const ended: RunAction = { type: 'runEnded', epochs: 4, testAccuracy: 0.9, elapsedMs: 12_000 };

const after = (...actions: readonly RunAction[]): RunState => actions.reduce(reduceRun, IDLE);
function runOf(state: RunState): Run {
  assert.ok(state.phase !== 'idle');
  return state.run;
}
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('what the panel says about a run', () => {
  it('names the phase', () => {
    const textAfter = (...actions: readonly RunAction[]): string => {
      const state = after(requested, ...actions);
      assert.ok(state.phase !== 'idle');
      return statusOf(state).text;
    };
    assert.equal(textAfter(), 'Preparing');
    assert.equal(textAfter(started), 'Training');
    assert.equal(textAfter({ type: 'stopRequested' }), 'Stopping');
    assert.equal(textAfter(started, { type: 'stopRequested' }), 'Stopping');
    assert.equal(textAfter(started, ended), 'Finished');
    assert.equal(textAfter(started, { type: 'runStopped', epochs: 0, elapsedMs: 1 }), 'Stopped');
    assert.equal(textAfter({ type: 'runFailed', message: 'Why.' }), 'Failed');
  });

  it('shows how far the preparation is, where that is known', () => {
    const loading: RunAction = { type: 'preparationReported', task: 'Loading MNIST', fraction: null };
    const [label, of] = ['Loading MNIST…', 'Loading MNIST…'];
    assert.deepEqual(progressOf(after(requested, loading)), { label, of, share: undefined });
    assert.deepEqual(progressOf(after(requested, { ...loading, fraction: 0.5 })), { label, of, share: 0.5 });
  });

  it('says what is done in the epoch, and how far the whole run is', () => {
    const of = 'The whole run';
    assert.deepEqual(progressOf(after(requested, started, steps(1, 500))), {
      label: 'Epoch 1 of 4: step 500 of 2,000',
      of,
      share: 0.0625,
    });
    assert.deepEqual(progressOf(after(requested, started, steps(1, 2000))), {
      label: 'Epoch 1 of 4: measuring the accuracy…',
      of,
      share: 0.25,
    });
    assert.deepEqual(progressOf(after(requested, started, epochEnded(1))), {
      label: 'Epoch 2 of 4: starting…',
      of,
      share: 0.25,
    });
    assert.deepEqual(progressOf(after(requested, started, epochEnded(1), steps(2, 1000))), {
      label: 'Epoch 2 of 4: step 1,000 of 2,000',
      of,
      share: 0.375,
    });
    const last = [1, 2, 3, 4].map((epoch) => epochEnded(epoch));
    assert.deepEqual(progressOf(after(requested, started, ...last)), { label: 'Finishing…', of, share: 1 });
    assert.equal(progressOf(after(requested, started, ...last, ended)), undefined);
    assert.equal(progressOf(IDLE), undefined);
  });

  it('estimates the time left by the pace so far', () => {
    assert.equal(timeLeftMs(runOf(after(requested))), undefined);
    assert.equal(timeLeftMs(runOf(after(requested, started))), undefined);
    // Half an epoch of four took 1 s, so three and a half take 7 s.
    assert.equal(timeLeftMs(runOf(after(requested, started, steps(1, 1000, 1000)))), 7000);
    assert.equal(timeLeftMs(runOf(after(requested, started, epochEnded(1, 0.9, 3000)))), 9000);
  });

  it('finds the best epoch, the first of equals', () => {
    assert.equal(bestEpoch(runOf(after(requested, started))), undefined);
    const accuracies = [0.8, 0.95, 0.9, 0.95];
    const epochs = accuracies.map((accuracy, index) => epochEnded(index + 1, accuracy));
    assert.equal(bestEpoch(runOf(after(requested, started, ...epochs))), 2);
  });

  it('announces each epoch and the end, and is silent between', () => {
    const first = announcementOf(after(requested, started, epochEnded(1, 0.9532)));
    assert.equal(plain(first), 'Epoch 1 of 4: test accuracy 95.32 %, training loss 0.2500.');
    assert.equal(announcementOf(after(requested, started, epochEnded(1, 0.9532), steps(2, 5))), first);
    assert.equal(
      plain(announcementOf(after(requested, started, epochEnded(1, 0.9532), ended))),
      'Training has finished after 12 s: test accuracy 95.32 %.',
    );
    assert.equal(
      announcementOf(
        after(requested, started, epochEnded(1), { type: 'runStopped', epochs: 1, elapsedMs: 1 }),
      ),
      'Training was stopped; epochs done: 1.',
    );
    assert.equal(announcementOf(IDLE), '');
  });
});
