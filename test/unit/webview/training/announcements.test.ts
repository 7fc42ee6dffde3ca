import assert from 'node:assert/strict';
import { IDLE, reduceRun, type RunAction } from '../../../../src/core/training/runState';
import { announcementOf } from '../../../../webview/training/announcements';
import {
  ended,
  epochEnded,
  evaluated,
  evaluating,
  failed,
  paused,
  plain,
  requested,
  resumed,
  started,
  steps,
  stopped,
} from './runs';

/** All that is said while these actions come, one after the other. */
function said(...actions: readonly RunAction[]): readonly (string | undefined)[] {
  let state = IDLE;
  return actions.map((action) => {
    const before = state;
    state = reduceRun(state, action);
    return plain(announcementOf(before, state));
  });
}

describe('what a screen reader is told of a run', () => {
  it('hears of the start and of each epoch, and of nothing between', () => {
    assert.deepEqual(
      said(
        requested,
        { type: 'preparationReported', task: 'Loading', fraction: 0.5 },
        started,
        steps(1, 5),
        evaluated(2000, 0.9532),
        epochEnded(1, 0.9532),
        steps(2, 5),
        epochEnded(2, 0.9612),
      ),
      [
        'Preparing to train A net.',
        undefined,
        'Training A net.',
        undefined,
        undefined,
        'Epoch 1 of 4: test accuracy 95.32 %, training loss 0.2500.',
        undefined,
        'Epoch 2 of 4: test accuracy 96.12 %, training loss 0.2500.',
      ],
    );
  });

  it('hears of a pause, of going on, and of what a measurement found', () => {
    assert.deepEqual(
      said(
        requested,
        started,
        steps(1, 700),
        paused(700),
        evaluating,
        evaluated(700, 0.5),
        paused(700),
        resumed,
      ).slice(3),
      [
        'Training is paused. Steps done: 700.',
        'Measuring the test set.',
        undefined,
        'Training is paused. Test accuracy 50.00 %.',
        'Training goes on after step 700.',
      ],
    );
  });

  it('hears at a pause of no measurement that was made before', () => {
    const pause = said(requested, started, evaluated(2000, 0.9), epochEnded(1), steps(2, 5), paused(2005)).at(
      -1,
    );
    assert.equal(pause, 'Training is paused. Steps done: 2,005.');
  });

  it('hears of the end', () => {
    const before = [requested, started, evaluated(2000, 0.9532), epochEnded(1, 0.9532)];
    assert.equal(said(...before, ended).at(-1), 'Training has finished after 12 s: test accuracy 95.32 %.');
    assert.equal(said(...before, stopped).at(-1), 'Training was stopped; epochs done: 1.');
  });

  it('leaves trouble and failures to their alerts', () => {
    const trouble = {
      place: 'loss',
      layer: 'output',
      value: 'NaN',
      epoch: 1,
      batch: 1,
      batchesPerEpoch: 2000,
      step: 0,
      learningRate: 1,
    } as const;
    assert.equal(
      said(requested, started, { type: 'runPaused', step: 0, elapsedMs: 1, trouble }).at(-1),
      undefined,
    );
    assert.equal(said(requested, started, failed).at(-1), undefined);
  });
});
