/**
 * How the keys move over the table.
 */
import assert from 'node:assert/strict';
import { movedPlace, placeKey, placeOfKey, withinGrid } from '../../../../webview/weights/gridPlace';

const SIZE = { rows: 785, columns: 129, page: 20 };

function moved(key: string, from: readonly [number, number], ctrlKey = false): string | undefined {
  const place = movedPlace({ key, ctrlKey }, { row: from[0], column: from[1] }, SIZE);
  return place && placeKey(place);
}

describe('movedPlace', () => {
  it('goes a cell with the arrows, as far as the headings and the last cell', () => {
    assert.deepEqual(
      ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].map((key) => moved(key, [5, 7])),
      ['4,7', '6,7', '5,6', '5,8'],
    );
    assert.deepEqual([moved('ArrowUp', [0, 7]), moved('ArrowLeft', [5, 0])], ['0,7', '5,0']);
    assert.deepEqual([moved('ArrowDown', [784, 7]), moved('ArrowRight', [5, 128])], ['784,7', '5,128']);
  });

  it('goes to the ends with Control and the arrows', () => {
    assert.deepEqual(
      ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].map((key) => moved(key, [5, 7], true)),
      ['0,7', '784,7', '5,0', '5,128'],
    );
  });

  it('goes to the ends of a row, and with Control to the corners', () => {
    assert.deepEqual([moved('Home', [5, 7]), moved('End', [5, 7])], ['5,0', '5,128']);
    assert.deepEqual([moved('Home', [5, 7], true), moved('End', [5, 7], true)], ['0,0', '784,128']);
  });

  it('goes a page', () => {
    assert.deepEqual([moved('PageDown', [5, 7]), moved('PageUp', [30, 7])], ['25,7', '10,7']);
    assert.deepEqual([moved('PageDown', [780, 7]), moved('PageUp', [5, 7])], ['784,7', '0,7']);
  });

  it('goes nowhere with other keys', () => {
    assert.equal(moved('a', [5, 7]), undefined);
  });
});

describe('a place in the grid', () => {
  it('is the nearest that there is when the table has become smaller', () => {
    assert.deepEqual(withinGrid({ row: 700, column: 3 }, { rows: 11, columns: 2 }), { row: 10, column: 1 });
    assert.deepEqual(withinGrid({ row: 1, column: 1 }, { rows: 1, columns: 2 }), { row: 0, column: 1 });
  });

  it('is read as it was written', () => {
    assert.deepEqual(placeOfKey(placeKey({ row: 12, column: 3 })), { row: 12, column: 3 });
  });
});
