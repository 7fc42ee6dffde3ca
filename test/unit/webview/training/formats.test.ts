import assert from 'node:assert/strict';
import { formatCount } from '../../../../webview/ui/formats';
import {
  datasetTitle,
  formatAccuracy,
  formatDuration,
  formatLoss,
  formatRate,
  formatStepTime,
} from '../../../../webview/training/formats';

/** Figures never break across lines; the tests read them with plain spaces. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('the figures of the training panel', () => {
  it('shows accuracies as percentages with two decimals', () => {
    assert.equal(plain(formatAccuracy(0.95321)), '95.32 %');
    assert.equal(plain(formatAccuracy(1)), '100.00 %');
    assert.equal(formatAccuracy(null), '–');
  });

  it('shows losses with four significant digits', () => {
    assert.equal(formatLoss(0.123456), '0.1235');
    assert.equal(formatLoss(12.3456), '12.35');
    assert.equal(formatLoss(0.00000012344), '1.234e-7');
    assert.equal(formatLoss(NaN), 'diverged');
    assert.equal(formatLoss(Infinity), 'diverged');
    assert.equal(formatLoss(null), '–');
  });

  it('groups counts, and rates above ten', () => {
    assert.equal(formatCount(101770), '101,770');
    assert.equal(formatRate(18345.6), '18,346');
    assert.equal(formatRate(3.14159), '3.1');
    assert.equal(formatRate(NaN), '–');
  });

  it('shows the time of a step', () => {
    assert.equal(plain(formatStepTime(0.4249)), '0.42 ms');
    assert.equal(plain(formatStepTime(1.74)), '1.7 ms');
    assert.equal(plain(formatStepTime(120.4)), '120 ms');
    assert.equal(formatStepTime(undefined), '–');
    assert.equal(formatStepTime(NaN), '–');
  });

  it('shows durations in the two largest units', () => {
    const cases: readonly (readonly [number, string])[] = [
      [0, '0.0 s'],
      [812, '0.8 s'],
      [9940, '9.9 s'],
      [9960, '10 s'],
      [59_400, '59 s'],
      [59_600, '1 min 00 s'],
      [65_000, '1 min 05 s'],
      [3_599_600, '1 h 00 min'],
      [7_380_000, '2 h 03 min'],
      [Infinity, '–'],
    ];
    for (const [milliseconds, text] of cases) {
      assert.equal(plain(formatDuration(milliseconds)), text);
    }
  });

  it('calls datasets by their proper names, and never lets drawn digits pass for MNIST', () => {
    assert.equal(datasetTitle('mnist'), 'MNIST');
    assert.equal(datasetTitle('fashionMnist'), 'Fashion-MNIST');
    assert.equal(datasetTitle('syntheticDigits'), 'Synthetic digits (not MNIST)');
    assert.equal(datasetTitle('idx:letters'), 'Folder “letters”');
    assert.equal(datasetTitle('idx:mnist'), 'Folder “mnist”');
  });
});
