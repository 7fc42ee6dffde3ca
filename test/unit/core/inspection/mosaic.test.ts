import assert from 'node:assert/strict';
import { colourMap, signColour, THEME_KINDS, type Colour } from '../../../../src/core/inspection/colours';
import { mosaicOf, paintPicture } from '../../../../src/core/inspection/mosaic';
import type { TensorPicture } from '../../../../src/core/inspection/readings';
import { valuesPicture } from '../../../../src/core/inspection/valuesPicture';

/** Relative luminance as the Web Content Accessibility Guidelines define it. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((byte) => {
    const share = byte / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? NaN) + 0.7152 * (green ?? NaN) + 0.0722 * (blue ?? NaN);
}

const at = (map: readonly Colour[], level: number): Colour => map[level + 128]!;

describe('the map of numbers to colours', () => {
  for (const theme of THEME_KINDS) {
    const map = colourMap(theme);
    const isDark = theme === 'dark' || theme === 'highContrast';

    it(`is blue below zero and orange above it in the ${theme} theme`, () => {
      assert.equal(map.length, 256);
      for (let level = 12; level <= 127; level++) {
        const [red, , blue] = at(map, level);
        assert.ok(red > blue, `level ${level} is ${String(at(map, level))}`);
        const [coldRed, , coldBlue] = at(map, -level);
        assert.ok(coldBlue > coldRed, `level −${level} is ${String(at(map, -level))}`);
      }
    });

    it(`has a clear colour for each sign in ${theme}`, () => {
      const written = map.map(([red, green, blue]) => `rgb(${red} ${green} ${blue})`);
      const levels = [-2, 0.5].map((value) => written.indexOf(signColour(theme, value)) - 128);
      assert.deepEqual(levels, [-84, 84]);
    });

    it(`has the middle at the ${isDark ? 'darkest' : 'lightest'}, and leads away from it evenly in ${theme}`, () => {
      const sign = isDark ? 1 : -1;
      for (const side of [1, -1]) {
        for (let level = 1; level <= 127; level++) {
          const nearer = luminance(at(map, side * (level - 1)));
          assert.ok(sign * (luminance(at(map, side * level)) - nearer) >= 0, `level ${side * level}`);
        }
      }
      const colours = map.map(String);
      assert.equal(colours.indexOf(String(at(map, -128))), colours.lastIndexOf(String(at(map, -128))));
    });
  }
});

/** Three tiles of 2 × 1 numbers. */
const tiles: TensorPicture = {
  kind: 'tiles',
  tileWidth: 2,
  tileHeight: 1,
  tiles: 3,
  totalTiles: 3,
  levels: Int8Array.of(-127, 0, 1, 127, -128, 64),
  scale: 1,
  caption: '',
};

describe('a mosaic', () => {
  it('lays out as many columns as fit, a pixel apart', () => {
    const of = (maxWidth: number) => {
      const { columns, rows, width, height } = mosaicOf(tiles, { maxWidth });
      return [columns, rows, width, height];
    };
    assert.deepEqual(of(100), [3, 1, 8, 1]);
    assert.deepEqual(of(7), [2, 2, 5, 3]);
    assert.deepEqual(of(1), [1, 3, 2, 5]);
  });

  it('knows the tile at a pixel', () => {
    const { tileAt } = mosaicOf(tiles, { maxWidth: 5 });
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5].map((x) => tileAt(x, 0)),
      [0, 0, undefined, 1, 1, undefined],
    );
    assert.deepEqual(
      [tileAt(0, 1), tileAt(0, 2), tileAt(3, 2), tileAt(-1, 0)],
      [undefined, 2, undefined, undefined],
    );
  });

  it('is painted pixel by pixel, gaps and what is behind the last tile transparent', () => {
    const map = colourMap('light');
    const { width, height, rgba } = paintPicture(tiles, 2, map);
    const solid = (level: number) => [...at(map, level), 255];
    const clear = [0, 0, 0, 0];
    assert.deepEqual([width, height], [5, 3]);
    assert.deepEqual(
      Array.from({ length: 15 }, (_, i) => [...rgba.subarray(i * 4, i * 4 + 4)]),
      [
        ...[solid(-127), solid(0), clear, solid(1), solid(127)],
        ...[clear, clear, clear, clear, clear],
        ...[solid(-128), solid(64), clear, clear, clear],
      ],
    );
  });

  it('has no gaps between bars', () => {
    const bars = valuesPicture([4], [1, 2, 3, 4]);
    assert.equal(mosaicOf(bars, { maxWidth: 100 }).width, 4);
    assert.equal(paintPicture(bars, 4, colourMap('dark')).rgba.length, 16);
  });
});
