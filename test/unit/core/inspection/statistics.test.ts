import assert from 'node:assert/strict';
import { histogramOf } from '../../../../src/core/inspection/histogram';
import { greatestMagnitude, statisticsOf } from '../../../../src/core/inspection/statistics';

describe('the figures of a tensor', () => {
  it('are those that one works out by hand', () => {
    assert.deepEqual(statisticsOf([2, 4, 4, 4, 5, 5, 7, 9]), {
      count: 8,
      min: 2,
      max: 9,
      mean: 5,
      standardDeviation: 2,
      nearZero: 0,
      nonFinite: 0,
    });
  });

  it('count as near zero what is at most a hundredth of the greatest magnitude', () => {
    assert.equal(statisticsOf([-200, 2, -2, 2.01, 0]).nearZero, 3 / 5);
    assert.equal(statisticsOf([0, 0]).nearZero, 1);
  });

  it('leave out what is not finite, and count it', () => {
    const found = statisticsOf([NaN, 1, Infinity, 3, -Infinity]);
    assert.deepEqual(
      [found.count, found.min, found.max, found.mean, found.standardDeviation, found.nonFinite],
      [5, 1, 3, 2, 1, 3],
    );
    const none = statisticsOf([NaN, Infinity]);
    assert.deepEqual([none.min, none.mean, none.nonFinite, none.nearZero], [NaN, NaN, 2, 0]);
    assert.equal(greatestMagnitude([NaN, -3, Infinity, 2]), 3);
  });
});

describe('the histogram of a tensor', () => {
  const of = (values: number[], bins?: number) => histogramOf(values, statisticsOf(values), bins);

  it('counts every finite value once, the greatest in the last bin', () => {
    assert.deepEqual(of([0, 0.9, 1, 2.5, 4, NaN], 4), { from: 0, to: 4, counts: [2, 1, 1, 1] });
    assert.equal(of([-1, 1]).counts.length, 40);
  });

  it('has one bin for equal values and none without finite ones', () => {
    assert.deepEqual(of([3, 3, NaN]), { from: 3, to: 3, counts: [2] });
    assert.deepEqual(of([NaN]), { from: NaN, to: NaN, counts: [] });
  });
});
