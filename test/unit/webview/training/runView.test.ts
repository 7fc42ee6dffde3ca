import assert from 'node:assert/strict';
import type { NonFinite } from '../../../../src/core/training/nonFinite';
import type { RunAction } from '../../../../src/core/training/runState';
import {
  bestEpoch,
  checkpointBefore,
  checkpointName,
  lowerLearningRate,
  momentText,
  noHealthText,
  progressOf,
  resumableStep,
  runAt,
  statusOf,
  stepMsOf,
} from '../../../../webview/training/runView';
import {
  after,
  ended,
  epochEnded,
  evaluating,
  failed,
  kept,
  paused,
  runAfter,
  shownAfter,
  started,
  steps,
  stopped,
} from './runs';

const trouble: NonFinite = {
  place: 'gradient',
  layer: 'hidden',
  value: 'NaN',
  epoch: 2,
  batch: 1,
  batchesPerEpoch: 2000,
  step: 2000,
  learningRate: 0.5,
};

describe('what the panel says about a run', () => {
  it('names the phase', () => {
    const textAfter = (...actions: readonly RunAction[]): string => statusOf(shownAfter(...actions)).text;
    assert.equal(textAfter(), 'Preparing');
    assert.equal(textAfter({ type: 'pauseRequested' }), 'Pausing');
    assert.equal(textAfter(started), 'Training');
    assert.equal(textAfter({ type: 'stopRequested' }), 'Stopping');
    assert.equal(textAfter(started, { type: 'stopRequested' }), 'Stopping');
    assert.equal(textAfter(started, { type: 'pauseRequested' }), 'Pausing');
    assert.equal(textAfter(started, paused(5)), 'Paused');
    assert.equal(textAfter(started, paused(5), evaluating), 'Evaluating');
    assert.equal(textAfter(started, ended), 'Finished');
    assert.equal(textAfter(started, stopped), 'Stopped');
    assert.equal(textAfter(failed), 'Failed');
  });

  it('tells a pause that was asked for from one that was not', () => {
    assert.equal(statusOf(shownAfter(started, paused(5))).tone, 'warning');
    const troubled = shownAfter(started, { type: 'runPaused', step: 5, elapsedMs: 1, trouble });
    assert.equal(statusOf(troubled).tone, 'error');
  });

  it('shows how far the preparation is, where that is known', () => {
    const loading: RunAction = { type: 'preparationReported', task: 'Loading MNIST', fraction: null };
    const [label, of] = ['Loading MNIST…', 'Loading MNIST…'];
    assert.deepEqual(progressOf(shownAfter(loading)), { label, of, share: undefined });
    assert.deepEqual(progressOf(shownAfter({ ...loading, fraction: 0.5 })), { label, of, share: 0.5 });
  });

  it('says what is done in the epoch, and how far the whole run is', () => {
    const of = 'The whole run';
    const cases: readonly (readonly [readonly RunAction[], string, number])[] = [
      [[steps(1, 500)], 'Epoch 1 of 4: step 500 of 2,000', 0.0625],
      [[steps(1, 2000)], 'Epoch 1 of 4: measuring the accuracy…', 0.25],
      [[epochEnded(1)], 'Epoch 2 of 4: starting…', 0.25],
      [[epochEnded(1), steps(2, 1000)], 'Epoch 2 of 4: step 1,000 of 2,000', 0.375],
      [[1, 2, 3, 4].map((epoch) => epochEnded(epoch)), 'Finishing…', 1],
      [[steps(1, 500), paused(500)], 'Epoch 1 of 4: step 500 of 2,000', 0.0625],
      [[epochEnded(1), paused(2000)], '1 of 4 epochs done', 0.25],
      [[steps(1, 500), paused(500), evaluating], 'Measuring the test set…', 0.0625],
    ];
    for (const [actions, label, share] of cases) {
      assert.deepEqual(progressOf(shownAfter(started, ...actions)), { label, of, share });
    }
    assert.equal(progressOf(shownAfter(started, ended)), undefined);
    assert.equal(progressOf(after()), undefined);
  });

  it('counts by the number of epochs that is in force', () => {
    const more: RunAction = {
      type: 'hyperparametersChanged',
      step: 500,
      hyperparameters: { learningRate: 0.5, momentum: 0.9, epochs: 8 },
    };
    const state = shownAfter(started, steps(1, 1000, 1000), more);
    assert.equal(progressOf(state)?.label, 'Epoch 1 of 8: step 1,000 of 2,000');
  });

  it('tells the same share after a resume in mid-epoch as before it', () => {
    const before = shownAfter(started, epochEnded(1), steps(2, 1000), paused(3000));
    const resumed = shownAfter(started, epochEnded(1), steps(2, 1000), { ...started, step: 3000 });
    assert.equal(progressOf(before)?.share, 0.375);
    assert.equal(progressOf(resumed)?.share, 0.375);
  });

  it('says truly why there is no health to show', () => {
    assert.match(noHealthText(true), /at this moment is not kept/);
    assert.match(noHealthText(false), /about once a second while the run goes on/);
  });

  it('gives the time of a step: of the epoch under way, otherwise by the pace of the last', () => {
    assert.equal(stepMsOf(runAfter(started)), undefined);
    assert.equal(stepMsOf(runAfter(started, steps(1, 5))), 3);
    // 20 examples a step at 100 examples a second.
    assert.equal(stepMsOf(runAfter(started, epochEnded(1))), 200);
  });

  it('finds the best epoch, the first of equals', () => {
    assert.equal(bestEpoch(runAfter(started)), undefined);
    const accuracies = [0.8, 0.95, 0.9, 0.95];
    const epochs = accuracies.map((accuracy, index) => epochEnded(index + 1, accuracy));
    assert.equal(bestEpoch(runAfter(started, ...epochs)), 2);
  });

  it('goes back to the figures of an earlier moment', () => {
    const run = runAfter(started, epochEnded(1, 0.8), epochEnded(2, 0.9), steps(3, 7));
    const moment = { runId: 'run-1', step: 2000, isPast: true, test: null };
    const past = runAt(run, moment);
    assert.deepEqual([past.step, past.epochs.length, past.test?.accuracy], [2000, 1, 0.8]);
    assert.equal(runAt(run, { ...moment, isPast: false }), run);
    assert.equal(runAt(run, null), run);
  });

  it('names a moment', () => {
    assert.equal(momentText(0, 1875), 'before the first step');
    assert.equal(momentText(5625, 1875), 'after epoch 3, step 5,625');
    assert.equal(momentText(5626, 1875), 'in epoch 4, after step 5,626');
  });
});

describe('the ways on after trouble', () => {
  it('resumes a run that is over from its last checkpoint, if it has one', () => {
    assert.equal(resumableStep(shownAfter(started, failed)), undefined);
    const run = [started, kept(0, 0), kept(2000, 1)];
    assert.equal(resumableStep(shownAfter(...run, failed)), 2000);
    assert.equal(resumableStep(shownAfter(...run, stopped)), 2000);
    assert.equal(resumableStep(shownAfter(...run, ended)), undefined);
  });

  it('offers a tenth of the learning rate, in figures that one would write', () => {
    assert.equal(lowerLearningRate(0.5), 0.05);
    assert.equal(lowerLearningRate(0.3), 0.03);
    assert.equal(lowerLearningRate(0.12345), 0.012);
    assert.equal(lowerLearningRate(1e-5), 1e-6);
  });

  it('goes back to the last checkpoint before the step that was not taken', () => {
    const run = runAfter(started, kept(0, 0), kept(1500, 0), kept(2000, 1, null, 'pause'));
    assert.equal(checkpointBefore(run, trouble)?.step, 1500);
    assert.equal(checkpointBefore(run, { step: 0 }), undefined);
  });

  it('calls a checkpoint by its epoch, or by its step in the middle of one', () => {
    const at = (step: number, epoch: number) => ({
      step,
      epoch,
      reason: 'epoch' as const,
      testAccuracy: null,
    });
    assert.equal(checkpointName(at(0, 0), 2000), 'the Start');
    assert.equal(checkpointName(at(4000, 2), 2000), 'Epoch 2');
    assert.equal(checkpointName(at(4100, 2), 2000), 'Step 4,100');
  });
});
