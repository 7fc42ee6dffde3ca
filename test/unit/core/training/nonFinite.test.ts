import assert from 'node:assert/strict';
import {
  nonFiniteAdvice,
  nonFiniteMessage,
  NON_FINITE_PLACES,
  type NonFinite,
} from '../../../../src/core/training/nonFinite';

const trouble: NonFinite = {
  place: 'activation',
  layer: 'hidden',
  value: 'NaN',
  epoch: 2,
  batch: 17,
  batchesPerEpoch: 100,
  step: 116,
  learningRate: 30,
};

describe('a number that is not finite', () => {
  it('is named with its layer, step and batch', () => {
    assert.equal(
      nonFiniteMessage(trouble),
      'In epoch 2, mini-batch 17 of 100 (step 117), an activation of layer "hidden" is not a number (NaN). The weights ' +
        'are those from before this step.',
    );
    assert.match(
      nonFiniteMessage({ ...trouble, value: 'infinity' }),
      /an activation of layer "hidden" is infinite\./,
    );
  });

  it('is named differently for each place', () => {
    const messages = NON_FINITE_PLACES.map((place) => nonFiniteMessage({ ...trouble, place }));
    assert.equal(new Set(messages).size, NON_FINITE_PLACES.length);
    assert.match(messages[NON_FINITE_PLACES.indexOf('loss')] ?? '', /the loss behind layer "hidden"/);
    assert.match(messages[NON_FINITE_PLACES.indexOf('gradient')] ?? '', /a gradient of layer "hidden"/);
    assert.match(messages[NON_FINITE_PLACES.indexOf('update')] ?? '', /a weight of layer "hidden"/);
  });

  it('comes with the rate that was too high', () => {
    assert.match(nonFiniteAdvice(trouble), /^A lower learning rate usually helps \(it is 30 now\); .*\.$/);
  });
});
