import assert from 'node:assert/strict';
import type { Point } from '../../../../../src/core/graph/graph';
import { lightPlaces } from '../../../../../webview/editor/probe/lightPlaces';

const placesOf = (cards: Readonly<Record<string, Point>>) =>
  Object.fromEntries(lightPlaces(new Map(Object.entries(cards))));

describe('lightPlaces', () => {
  it('leaves lights alone that have room at the right of their cards', () => {
    assert.deepEqual(placesOf({ a: { x: 0, y: 0 }, b: { x: 0, y: 130 }, c: { x: 400, y: 0 } }), {});
    assert.deepEqual(placesOf({ a: { x: 0, y: 0 }, b: { x: 260, y: 130 } }), {}, 'not level with each other');
  });

  it('hangs the light to the left where another card is close at the right', () => {
    assert.deepEqual(placesOf({ b: { x: 260, y: 20 }, a: { x: 0, y: 0 } }), {
      a: { side: 'left', width: 120 },
    });
  });

  it('leaves a strip between cards where both sides are taken', () => {
    const places = placesOf({ a: { x: 0, y: 0 }, b: { x: 280, y: 0 }, c: { x: 560, y: 0 } });
    assert.deepEqual(places, { a: { side: 'left', width: 120 }, b: { side: 'right', width: 24 } });
  });

  it('keeps the left side free for the light of the card there', () => {
    const places = placesOf({ a: { x: 0, y: 0 }, b: { x: 400, y: 0 }, c: { x: 660, y: 0 } });
    assert.deepEqual(places, { b: { side: 'right', width: 8 } });
  });
});
