import assert from 'node:assert/strict';
import { checkpointLabel, momentAtPlace, placeOfMoment } from '../../../../webview/training/moments';
import { kept, plain, runAfter, started } from './runs';

const { checkpoints } = runAfter(
  started,
  kept(0, 0, 0.0981, 'start'),
  kept(2000, 1, 0.9641),
  kept(2070, 1, null, 'pause'),
);

describe('the moments of a run on a slider', () => {
  it('has the newest moment at its end', () => {
    assert.equal(placeOfMoment(checkpoints, null), 2);
    assert.equal(placeOfMoment(checkpoints, { step: 2000, isPast: false }), 2);
    assert.equal(momentAtPlace(checkpoints, 2), null);
  });

  it('has a place for each checkpoint', () => {
    assert.equal(placeOfMoment(checkpoints, { step: 0, isPast: true }), 0);
    assert.equal(placeOfMoment(checkpoints, { step: 2000, isPast: true }), 1);
    assert.equal(momentAtPlace(checkpoints, 0), 0);
    assert.equal(momentAtPlace(checkpoints, 1), 2000);
  });

  it('stands at the next checkpoint when the one shown is gone', () => {
    assert.equal(placeOfMoment(checkpoints, { step: 1000, isPast: true }), 1);
    assert.equal(placeOfMoment(checkpoints, { step: 9000, isPast: true }), 2);
  });

  it('names a checkpoint by epoch, step and accuracy', () => {
    assert.deepEqual(
      checkpoints.map((checkpoint) => plain(checkpointLabel(checkpoint, 2000))),
      ['Start · step 0 · 9.81 %', 'Epoch 1 · step 2,000 · 96.41 %', 'In epoch 2 · step 2,070'],
    );
  });
});
