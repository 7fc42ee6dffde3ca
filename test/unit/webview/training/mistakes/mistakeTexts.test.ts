import assert from 'node:assert/strict';
import { UNREADABLE } from '../../../../../src/core/training/confusion';
import {
  cellLabel,
  cellStrength,
  countOf,
  filterText,
  formatConfidence,
  movedCell,
} from '../../../../../webview/training/mistakes/mistakeTexts';
import { plain } from '../runs';

describe('what the panel says of misread examples', () => {
  it('counts digits where there are digits, and images elsewhere', () => {
    assert.equal(countOf(1234, 'mnist'), '1,234 digits');
    assert.equal(countOf(1, 'syntheticDigits'), '1 digit');
    assert.equal(countOf(2, 'fashionMnist'), '2 images');
  });

  it('reads a cell out', () => {
    assert.equal(cellLabel(3, 5, 12), '3 read as 5: 12 times');
    assert.equal(cellLabel(3, 5, 1), '3 read as 5: 1 time');
    assert.equal(cellLabel(3, UNREADABLE, 0), '3 unreadable: 0 times');
  });

  it('says which examples are shown', () => {
    assert.equal(filterText({}), 'All that were misread');
    assert.equal(filterText({ label: 3, read: 5 }), '3 read as 5');
    assert.equal(filterText({ label: 0 }), '0 misread');
    assert.equal(filterText({ read: 0 }), 'Wrongly read as 0');
    assert.equal(filterText({ read: UNREADABLE }), 'Unreadable');
  });

  it('shows a probability as a percentage, and another output as it is', () => {
    assert.equal(plain(formatConfidence(0.9874, 'probability')), '98.7 %');
    assert.equal(formatConfidence(1.23456, 'output'), '1.23');
    assert.equal(formatConfidence(NaN, 'probability'), '–');
  });

  it('colours nothing where there is nothing, and a few mistakes visibly', () => {
    assert.equal(cellStrength(0, 1000), 0);
    assert.equal(cellStrength(1000, 1000), 1);
    assert.ok(cellStrength(1, 1000) > 0.15);
    assert.ok(cellStrength(10, 1000) > cellStrength(9, 1000));
  });

  it('walks over the matrix, and stops at its edges', () => {
    const size = { rows: 3, columns: 4 };
    const at = { row: 1, column: 2 };
    assert.deepEqual(movedCell('ArrowUp', at, size), { row: 0, column: 2 });
    assert.deepEqual(movedCell('ArrowDown', at, size), { row: 2, column: 2 });
    assert.deepEqual(movedCell('ArrowLeft', at, size), { row: 1, column: 1 });
    assert.deepEqual(movedCell('ArrowRight', { row: 1, column: 3 }, size), { row: 1, column: 3 });
    assert.deepEqual(movedCell('ArrowUp', { row: 0, column: 0 }, size), { row: 0, column: 0 });
    assert.deepEqual(movedCell('ArrowDown', { row: 2, column: 0 }, size), { row: 2, column: 0 });
    assert.deepEqual(movedCell('ArrowLeft', { row: 2, column: 0 }, size), { row: 2, column: 0 });
    assert.deepEqual(movedCell('Home', at, size), { row: 1, column: 0 });
    assert.deepEqual(movedCell('End', at, size), { row: 1, column: 3 });
    assert.deepEqual(movedCell('PageUp', at, size), { row: 0, column: 2 });
    assert.deepEqual(movedCell('PageDown', at, size), { row: 2, column: 2 });
    assert.equal(movedCell('a', at, size), undefined);
  });
});
