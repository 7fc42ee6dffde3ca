import assert from 'node:assert/strict';
import { SHEET_SIDE } from '../../../../../webview/editor/probe/ink';
import { PEN_AT_REST, penMove, penText, type Pen } from '../../../../../webview/editor/probe/pen';

const pressed = (pen: Pen, key: string, shift = false) => {
  const move = penMove(pen, key, shift);
  assert.ok(move !== undefined, `${key} does something`);
  return move;
};

describe('penMove', () => {
  it('moves the lifted pen without a stroke, and leaves one while it is down', () => {
    const { pen, stroke } = pressed(PEN_AT_REST, 'ArrowRight');
    assert.deepEqual(pen, { x: 105, y: 98, down: false });
    assert.equal(stroke, undefined);
    const down = pressed(pen, ' ');
    assert.deepEqual(down.stroke, [pen, pen]);
    const drawn = pressed(down.pen, 'ArrowUp', true);
    assert.deepEqual(drawn.pen, { x: 105, y: 70, down: true });
    assert.deepEqual(drawn.stroke, [down.pen, drawn.pen]);
    const lifted = pressed(drawn.pen, ' ');
    assert.equal(lifted.pen.down, false);
    assert.equal(lifted.stroke, undefined);
  });

  it('holds the pen on the sheet', () => {
    assert.equal(pressed({ x: 3, y: 3, down: false }, 'ArrowLeft').pen.x, 0);
    assert.equal(pressed({ x: 3, y: SHEET_SIDE - 1, down: false }, 'ArrowDown', true).pen.y, SHEET_SIDE);
  });

  it('clears by Delete and Backspace, and leaves other keys alone', () => {
    assert.equal(pressed(PEN_AT_REST, 'Delete').clear, true);
    assert.equal(pressed(PEN_AT_REST, 'Backspace').clear, true);
    assert.equal(penMove(PEN_AT_REST, 'Tab', false), undefined);
    assert.equal(penMove(PEN_AT_REST, 'Escape', false), undefined);
  });

  it('says where the pen is', () => {
    assert.equal(penText({ x: 14, y: 98, down: true }), 'Pen down, 2 across, 14 down');
  });
});
