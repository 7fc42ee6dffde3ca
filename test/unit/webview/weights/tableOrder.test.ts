/**
 * The order of the rows and columns of a table.
 */
import assert from 'node:assert/strict';
import {
  cellOf,
  nextSorting,
  orderedColumns,
  orderedRows,
  OWN_ORDER,
  turnedSorting,
  type NumberTable,
} from '../../../../webview/weights/tableOrder';

const TABLE: NumberTable = {
  rows: 4,
  columns: 3,
  values: Float32Array.from([3, -1, 0, 1, NaN, 7, 2, 5, -4, 1, 0, Infinity]),
};
const NAMES = ['pixel (0, 0)', 'pixel (0, 1)', 'pixel (1, 0)', 'pixel (1, 1)'];
const rising = (by: number) => ({ by, falling: false });
const falling = (by: number) => ({ by, falling: true });

describe('the order of a table', () => {
  it('is its own at first', () => {
    assert.deepEqual(orderedRows(TABLE, OWN_ORDER, NAMES, ''), [0, 1, 2, 3]);
    assert.deepEqual(orderedColumns(TABLE, OWN_ORDER), [0, 1, 2]);
    assert.equal(cellOf(TABLE, 2, 1), 5);
  });

  it('goes by the numbers of a column, equals as they stood', () => {
    assert.deepEqual(orderedRows(TABLE, rising(0), NAMES, ''), [1, 3, 2, 0]);
    assert.deepEqual(orderedRows(TABLE, falling(0), NAMES, ''), [0, 2, 1, 3]);
    assert.deepEqual(orderedRows(TABLE, falling(2), NAMES, ''), [3, 1, 0, 2]);
  });

  it('goes by the numbers of a row', () => {
    assert.deepEqual(orderedColumns(TABLE, rising(0)), [1, 2, 0]);
    assert.deepEqual(orderedColumns(TABLE, falling(2)), [1, 0, 2]);
  });

  it('has what is no number last, either way', () => {
    assert.deepEqual(orderedRows(TABLE, rising(1), NAMES, ''), [0, 3, 2, 1]);
    assert.deepEqual(orderedRows(TABLE, falling(1), NAMES, ''), [2, 3, 0, 1]);
    assert.deepEqual(orderedColumns(TABLE, rising(1)), [0, 2, 1]);
  });

  it('is its own by a row or column that the table lacks', () => {
    assert.deepEqual(orderedRows(TABLE, rising(9), NAMES, ''), [0, 1, 2, 3]);
    assert.deepEqual(orderedColumns(TABLE, falling(9)), [0, 1, 2]);
  });

  it('is turned round by the corner', () => {
    assert.deepEqual(orderedRows(TABLE, { by: null, falling: true }, NAMES, ''), [3, 2, 1, 0]);
  });

  it('has the rows alone that are searched for', () => {
    assert.deepEqual(orderedRows(TABLE, OWN_ORDER, NAMES, '(1,'), [2, 3]);
    assert.deepEqual(orderedRows(TABLE, falling(0), NAMES, 'PIXEL 0)'), [0, 2]);
    assert.deepEqual(orderedRows(TABLE, OWN_ORDER, NAMES, 'unit'), []);
  });
});

describe('a click on a heading', () => {
  it('sorts rising, falling, and not at all', () => {
    const first = nextSorting(OWN_ORDER, 2);
    const second = nextSorting(first, 2);
    assert.deepEqual([first, second, nextSorting(second, 2)], [rising(2), falling(2), OWN_ORDER]);
    assert.deepEqual(nextSorting(falling(2), 1), rising(1));
  });

  it('in the corner brings the own order back, and turns it round', () => {
    assert.deepEqual(turnedSorting(falling(2)), OWN_ORDER);
    assert.deepEqual(turnedSorting(OWN_ORDER), { by: null, falling: true });
    assert.deepEqual(turnedSorting({ by: null, falling: true }), OWN_ORDER);
  });
});
