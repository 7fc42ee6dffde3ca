import assert from 'node:assert/strict';
import { aligned, distributed } from '../../../../../webview/editor/gestures/arrange';

const places = new Map([
  ['a', { x: 0, y: 0 }],
  ['b', { x: 31, y: 100 }],
  ['c', { x: 100, y: 50 }],
]);

describe('aligned', () => {
  const lines = { left: 0, center: 50, right: 100, top: 0, middle: 50, bottom: 100 } as const;
  for (const [alignment, line] of Object.entries(lines) as [keyof typeof lines, number][]) {
    it(`puts layers along their ${alignment}`, () => {
      const [axis, other] = ['left', 'center', 'right'].includes(alignment)
        ? (['x', 'y'] as const)
        : (['y', 'x'] as const);
      const result = aligned(places, alignment);
      assert.deepEqual([...result.keys()], ['a', 'b', 'c']);
      for (const [id, point] of result) {
        assert.equal(point[axis], line);
        assert.equal(point[other], places.get(id)?.[other]);
      }
    });
  }
});

describe('distributed', () => {
  it('gives equal distances, and leaves the first and the last where they are', () => {
    assert.deepEqual(Object.fromEntries(distributed(places, 'horizontally')), {
      a: { x: 0, y: 0 },
      b: { x: 50, y: 100 },
      c: { x: 100, y: 50 },
    });
    assert.deepEqual(Object.fromEntries(distributed(places, 'vertically')), {
      a: { x: 0, y: 0 },
      c: { x: 100, y: 50 },
      b: { x: 31, y: 100 },
    });
  });
});
