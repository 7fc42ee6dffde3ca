import assert from 'node:assert/strict';
import type { TensorPicture } from '../../../../../src/core/inspection/readings';
import {
  unitAt,
  unitBox,
  unitByKey,
  unitCount,
  unitRange,
  unitTile,
} from '../../../../../webview/editor/inside/unitPlaces';

function picture(
  kind: TensorPicture['kind'],
  [tileWidth, tileHeight, tiles]: readonly [number, number, number],
): TensorPicture {
  const levels = Int8Array.from({ length: tileWidth * tileHeight * tiles }, (_, at) => at);
  return { kind, tileWidth, tileHeight, tiles, totalTiles: tiles, levels, scale: 2, caption: '' };
}

/** Five tiles of 3 × 2 in rows of three: 11 × 5 pixels. */
const TILES = picture('tiles', [3, 2, 5]);
/** Two inputs, four units. */
const HEAT_MAP = picture('heatMap', [4, 2, 1]);
const BARS = picture('bars', [1, 1, 6]);

describe('the units of a picture', () => {
  it('are its tiles, its bars, or the columns of a heat map', () => {
    assert.deepEqual([TILES, HEAT_MAP, BARS].map(unitCount), [5, 4, 6]);
  });

  it('are found where they are drawn, and nowhere else', () => {
    for (const [shown, columns] of [
      [TILES, 3],
      [HEAT_MAP, 1],
      [BARS, 4],
    ] as const) {
      for (let unit = 0; unit < unitCount(shown); unit++) {
        const { x, y, width, height } = unitBox(shown, columns, unit);
        assert.equal(unitAt(shown, columns, { x: x + width / 2, y: y + height / 2 }), unit);
        assert.ok(x >= 0 && y >= 0 && x + width <= 1.000001 && y + height <= 1.000001);
      }
    }
    assert.equal(unitAt(TILES, 3, { x: 3.5 / 11, y: 0.1 }), undefined, 'between two tiles');
    assert.equal(unitAt(TILES, 3, { x: 0.9, y: 0.9 }), undefined, 'behind the last tile');
    assert.equal(unitAt(HEAT_MAP, 1, { x: 1, y: 0 }), undefined);
    assert.equal(unitAt(HEAT_MAP, 1, { x: 0.5, y: -0.01 }), undefined);
  });

  it('are gone through by the arrow keys as they lie, and not left at the ends', () => {
    assert.equal(unitByKey(TILES, 3, 1, 'ArrowRight'), 2);
    assert.equal(unitByKey(TILES, 3, 1, 'ArrowDown'), 4);
    assert.equal(unitByKey(TILES, 3, 4, 'ArrowUp'), 1);
    assert.equal(unitByKey(TILES, 3, 4, 'ArrowDown'), 4);
    assert.equal(unitByKey(TILES, 3, 0, 'ArrowLeft'), 0);
    assert.equal(unitByKey(TILES, 3, 2, 'End'), 4);
    assert.equal(unitByKey(TILES, 3, 2, 'Home'), 0);
    assert.equal(unitByKey(HEAT_MAP, 1, 1, 'ArrowDown'), 2);
    assert.equal(unitByKey(TILES, 3, 2, 'x'), undefined);
  });

  it('have tiles of their own where they are images', () => {
    const tile = unitTile(TILES, 1);
    assert.deepEqual([...(tile?.levels ?? [])], [6, 7, 8, 9, 10, 11]);
    assert.equal(tile?.tiles, 1);
    assert.equal(unitTile(HEAT_MAP, 1), undefined);
  });

  it('range as far as their levels do, what is not finite left aside', () => {
    assert.deepEqual(unitRange(TILES, 1), { min: 12 / 127, max: 22 / 127 });
    assert.deepEqual(unitRange(HEAT_MAP, 1), { min: 2 / 127, max: 10 / 127 });
    assert.deepEqual(unitRange(BARS, 5), { min: 10 / 127, max: 10 / 127 });
    const lost = { ...BARS, levels: Int8Array.of(-128, 3, -128, 0, 0, 0) };
    assert.equal(unitRange(lost, 0), undefined);
    assert.deepEqual(unitRange({ ...lost, kind: 'heatMap', tileWidth: 3, tileHeight: 2 }, 2), {
      min: 0,
      max: 0,
    });
  });
});
