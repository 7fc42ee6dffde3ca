import assert from 'node:assert/strict';
import { describeValue, nearestName, quote, quoteAll } from '../../../src/core/wording';

describe('the wording of messages', () => {
  const known = ['Dense', 'Dropout', 'Flatten', 'Add', 'MaxPooling2D'];
  const slips: [string, string | undefined][] = [
    ['Dence', 'Dense'],
    ['Desne', 'Dense'],
    ['flatten', 'Flatten'],
    ['Maxpooling2d', 'MaxPooling2D'],
    ['Drpout', 'Dropout'],
    ['Ad', 'Add'],
    ['A', undefined],
    ['LSTM', undefined],
    ['', undefined],
    ['x'.repeat(10_000), undefined],
  ];
  for (const [name, nearest] of slips) {
    it(`finds ${String(nearest)} for ${quote(name)}`, () => {
      assert.equal(nearestName(name, known), nearest);
    });
  }

  it('prefers the nearer of two names', () => {
    assert.equal(nearestName('beta', ['beta12', 'beta1']), 'beta1');
    assert.equal(nearestName('beta', ['beta1', 'beta12']), 'beta1');
  });

  it('keeps long and strange things short and on one line', () => {
    assert.equal(quote('a\nb'), '"a\\nb"');
    assert.equal(quote('a'.repeat(100)), `"${'a'.repeat(59)}…"`);
    assert.equal(describeValue({ a: [1, 'x:y,z'], b: null }), '{ "a": [1, "x:y,z"], "b": null }');
    assert.equal(describeValue('long '.repeat(100)).length, 60);
    assert.equal(describeValue(Infinity), 'Infinity');
    assert.equal(quoteAll(['a', 'b']), '"a", "b"');
    assert.equal(quoteAll('a b c d e f g h'.split(' ')), '"a", "b", "c", "d", "e", "f" and 2 more');
  });
});
