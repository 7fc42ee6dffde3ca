import assert from 'node:assert/strict';
import { Ink, SHEET_SIDE } from '../../../../../webview/editor/probe/ink';

const inkAt = (ink: Ink, x: number, y: number): number => ink.values[y * SHEET_SIDE + x] ?? NaN;

describe('Ink', () => {
  it('is full along a stroke, soft at its edge and nowhere else', () => {
    const ink = new Ink();
    ink.stroke({ x: 50, y: 100 }, { x: 150, y: 100 });
    for (const x of [45, 50, 100, 149]) assert.equal(inkAt(ink, x, 100), 1);
    assert.ok(inkAt(ink, 100, 108) > 0 && inkAt(ink, 100, 108) < 1, 'the edge is soft');
    assert.equal(inkAt(ink, 100, 112), 0);
    assert.equal(inkAt(ink, 30, 100), 0);
    assert.equal(inkAt(ink, 170, 100), 0);
  });

  it('draws a round dot where a stroke has no length', () => {
    const ink = new Ink();
    ink.stroke({ x: 98, y: 98 }, { x: 98, y: 98 });
    assert.equal(inkAt(ink, 98, 103), 1);
    assert.equal(inkAt(ink, 104, 104), inkAt(ink, 91, 91));
    assert.ok(inkAt(ink, 105, 105) < 0.1, 'no square');
  });

  it('draws what of a stroke is on the sheet', () => {
    const ink = new Ink();
    ink.stroke({ x: -50, y: 0 }, { x: 10, y: 0 });
    assert.equal(inkAt(ink, 0, 0), 1);
    const outside = new Ink();
    outside.stroke({ x: -50, y: -50 }, { x: -20, y: -50 });
    assert.equal(outside.empty, true);
  });

  it('keeps the darker of two strokes, and is empty when cleared', () => {
    const ink = new Ink();
    assert.equal(ink.empty, true);
    ink.stroke({ x: 50, y: 50 }, { x: 50, y: 50 });
    ink.stroke({ x: 58, y: 50 }, { x: 58, y: 50 });
    assert.equal(inkAt(ink, 50, 50), 1);
    assert.equal(ink.empty, false);
    ink.clear();
    assert.equal(ink.empty, true);
    assert.ok(ink.values.every((value) => value === 0));
  });
});
