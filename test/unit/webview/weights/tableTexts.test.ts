/**
 * How the numbers of a table are written, on the page and in the clipboard.
 */
import assert from 'node:assert/strict';
import { exactText, MOST_COPIED, numberFormat, tableAsText } from '../../../../webview/weights/tableTexts';

describe('numberFormat', () => {
  const written = (greatest: number, ...values: readonly number[]): string[] => {
    const { factor, write } = numberFormat(greatest);
    return [factor, ...values.map(write)];
  };

  it('gives all numbers of a table the decimals of its greatest', () => {
    assert.deepEqual(written(0.4073, 0.4073, -0.01234567), ['', '0.4073', '−0.0123']);
    assert.deepEqual(written(3.2, -3.2, 0.5), ['', '−3.200', '0.500']);
    assert.deepEqual(written(0.0052, 0.0052, 0.00012), ['', '0.005200', '0.000120']);
    assert.deepEqual(written(54321, 54321, 1.6), ['', '54321', '2']);
  });

  it('takes a power of ten out where they are very small or large', () => {
    assert.deepEqual(written(2.98e-6, -1.554e-6, 4e-8), ['× 10⁻⁶', '−1.554', '0.040']);
    assert.deepEqual(written(1.5e12, 1.5e12), ['× 10¹²', '1.500']);
    assert.deepEqual(written(1e-40, 1e-40), ['× 10⁻⁴⁰', '1.000']);
  });

  it('writes zero without digits, what is nearly zero without a sign, and what is no number as that', () => {
    assert.deepEqual(written(1, 0, -0, -1e-9, NaN, Infinity, -Infinity).slice(1), [
      '0',
      '0',
      '0.000',
      'NaN',
      '∞',
      '−∞',
    ]);
    assert.deepEqual(written(0, 0), ['', '0']);
  });
});

describe('exactText', () => {
  it('has the digits that tell a number from its neighbours', () => {
    assert.equal(exactText(Math.fround(0.1)), '0.1');
    assert.equal(exactText(Math.fround(-0.024322648)), '−0.024322648');
    assert.equal(exactText(-1.5e-9), '−1.5e−9');
    assert.equal(exactText(NaN), 'NaN');
    const neighbours = [0.3, 0.3 + 2 ** -25, 1e9, 1e9 + 64].map((value) => exactText(Math.fround(value)));
    assert.deepEqual(neighbours, ['0.3', '0.30000004', '1000000000', '1000000060']);
  });
});

describe('tableAsText', () => {
  const table = { rows: 2, columns: 2, values: Float32Array.from([1, 2, -0.5, NaN]) };
  const names = { rowName: (row: number) => `row\t${row}`, columnName: (column: number) => `unit ${column}` };

  it('has rows and columns as they stand, with their names', () => {
    assert.equal(
      tableAsText(table, { rows: [1, 0], columns: [1, 0], ...names }),
      '\tunit 1\tunit 0\nrow 1\tNaN\t-0.5\nrow 0\t2\t1',
    );
  });

  it('refuses what would be too much, and says what to do', () => {
    const rows = Array.from({ length: MOST_COPIED / 2 + 1 }, () => 0);
    assert.throws(
      () => tableAsText(table, { rows, columns: [0, 1], ...names }),
      /The table has 2,000,002 numbers, and at most 2,000,000 are copied\. Search for fewer rows/,
    );
  });
});
