import assert from 'node:assert/strict';
import {
  cardPlace,
  heldInside,
  placeAside,
  usefulSize,
  WIDTHS,
} from '../../../../../webview/editor/inside/hoverPlace';

const WINDOW = { width: 1400, height: 800 };

describe('cardPlace', () => {
  it('stands on the right of the layer, level with it, where there is room', () => {
    const place = cardPlace({ left: 200, right: 400, top: 90, bottom: 170 }, WINDOW, 'layer');
    assert.ok(place.x > 400 && place.x + place.width < 1400);
    assert.equal(place.y, 90);
    assert.equal(place.width, WIDTHS.layer);
  });

  it('stands on the left of a layer that is far on the right', () => {
    const place = cardPlace({ left: 1000, right: 1200, top: 90, bottom: 170 }, WINDOW, 'layer');
    assert.ok(place.x >= 0 && place.x + place.width < 1000);
  });

  it('never leaves the window, however low the layer or narrow the window', () => {
    const low = cardPlace({ left: 200, right: 400, top: 780, bottom: 860 }, WINDOW, 'layer');
    assert.ok(low.y + 0.75 * WINDOW.height <= WINDOW.height);
    const narrow = cardPlace(
      { left: 20, right: 220, top: 10, bottom: 90 },
      { width: 300, height: 400 },
      'layer',
    );
    assert.ok(narrow.x >= 0 && narrow.x + narrow.width <= 300);
  });
});

describe('placeAside', () => {
  it('leaves a place that is free as it is', () => {
    const place = { x: 100, y: 50, width: 400 };
    assert.deepEqual(placeAside(place, [{ ...place, x: 101 }], WINDOW), place);
  });

  it('goes aside from one card after the other, so that none is covered', () => {
    const place = { x: 100, y: 50, width: 400 };
    const second = placeAside(place, [place], WINDOW);
    const third = placeAside(place, [second, place], WINDOW);
    assert.equal(new Set([place, second, third].map(({ x, y }) => `${x} ${y}`)).size, 3);
    assert.ok(second.x > place.x && second.y > place.y);
  });
});

describe('heldInside', () => {
  it('leaves a part of the header within reach on every side', () => {
    for (const [x, y] of [
      [-5000, -5000],
      [5000, 5000],
    ] as const) {
      const place = heldInside({ x, y, width: 400 }, WINDOW);
      assert.ok(place.x + place.width >= 60 && place.x <= WINDOW.width - 60);
      assert.ok(place.y >= 0 && place.y <= WINDOW.height - 60);
    }
  });

  it('leaves a card alone that is within reach', () => {
    assert.deepEqual(heldInside({ x: 10, y: 20, width: 400 }, WINDOW), { x: 10, y: 20, width: 400 });
  });
});

describe('usefulSize', () => {
  it('stops a card from vanishing', () => {
    assert.deepEqual(usefulSize({ width: 600, height: 300 }), { width: 600, height: 300 });
    const least = usefulSize({ width: 1, height: 1 });
    assert.ok(least.width > 200 && least.height > 100);
  });
});
