import assert from 'node:assert/strict';
import { barScale, barSpan } from '../../../../../webview/editor/probe/ValueBar';

describe('barSpan', () => {
  it('begins at the left where nothing is below zero', () => {
    const scale = barScale([0.25, 0.75], 1);
    assert.deepEqual(scale, { most: 1, signed: false });
    assert.deepEqual(barSpan(0.25, scale), [0, 25]);
  });

  it('goes both ways from the middle otherwise, as far as the greatest', () => {
    const scale = barScale([-2, 1, NaN, Infinity], 0);
    assert.deepEqual(scale, { most: 2, signed: true });
    assert.deepEqual(barSpan(-2, scale), [0, 50]);
    assert.deepEqual(barSpan(1, scale), [50, 25]);
  });

  it('has no length where there is no number, or nothing but zeros', () => {
    assert.deepEqual(barSpan(NaN, barScale([1], 1)), [0, 0]);
    assert.deepEqual(barSpan(0, barScale([0, 0], 0)), [0, 0]);
  });
});
