import assert from 'node:assert/strict';
import { formatBytes, formatCount, formatShortCount } from '../../../../webview/ui/formats';

const NO_BREAK = '\u00a0';

function said(format: (amount: number) => string, amount: number): string {
  return format(amount).replaceAll(NO_BREAK, ' ');
}

describe('counts and amounts', () => {
  it('are grouped where every digit counts', () => {
    assert.equal(formatCount(1_234_567), '1,234,567');
  });

  it('are short where the size counts, with a decimal below 100', () => {
    const written: readonly [number, string][] = [
      [0, '0'],
      [999, '999'],
      [1000, '1.0 k'],
      [12_350, '12.3 k'],
      [99_949, '99.9 k'],
      [99_950, '100 k'],
      [999_499, '999 k'],
      [999_500, '1.0 M'],
      [1_234_567, '1.2 M'],
      [4.2e9, '4.2 G'],
      [3e15, '3,000 T'],
    ];
    for (const [count, text] of written) assert.equal(said(formatShortCount, count), text);
  });

  it('of memory step by 1,000 bytes', () => {
    assert.equal(said(formatBytes, 784), '784 B');
    assert.equal(said(formatBytes, 12_400), '12.4 kB');
    assert.equal(said(formatBytes, 3_100_000), '3.1 MB');
    assert.equal(said(formatBytes, 999_999_999), '1.0 GB');
  });

  it('keep number and unit on one line', () => {
    assert.equal(formatBytes(12_400), `12.4${NO_BREAK}kB`);
    assert.equal(formatShortCount(12_400), `12.4${NO_BREAK}k`);
  });
});
