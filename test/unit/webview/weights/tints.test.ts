/**
 * The tints of the table's cells: the text on every one of them can be read.
 */
import assert from 'node:assert/strict';
import { THEME_KINDS, type ThemeKind } from '../../../../src/core/inspection/colours';
import { tintsOf } from '../../../../webview/weights/tints';

type Rgb = readonly number[];

/** Text and ground of VS Code's own themes. */
const GROUNDS: Readonly<Record<ThemeKind, readonly [text: Rgb, ground: Rgb]>> = {
  light: [
    [59, 59, 59],
    [255, 255, 255],
  ],
  dark: [
    [204, 204, 204],
    [31, 31, 31],
  ],
  highContrast: [
    [255, 255, 255],
    [0, 0, 0],
  ],
  highContrastLight: [
    [41, 41, 41],
    [255, 255, 255],
  ],
};

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) =>
    part <= 10.3 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Rgb, b: Rgb): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((left, right) => left - right);
  return (high + 0.05) / (low + 0.05);
}

describe('tintsOf', () => {
  for (const theme of THEME_KINDS) {
    it(`leaves text readable on every level, and the ends apart from the middle, in ${theme}`, () => {
      const [text, ground] = GROUNDS[theme];
      const tints = tintsOf(theme).map((tint) => {
        const [red = 0, green = 0, blue = 0, share = 0] = (tint.match(/[\d.]+/g) ?? []).map(Number);
        return [red, green, blue].map((part, i) => part * share + (ground[i] ?? 0) * (1 - share));
      });
      assert.equal(tints.length, 256);
      const worst = Math.min(...tints.map((tint) => contrast(tint, text)));
      assert.ok(worst >= 4.5, `the least contrast is ${worst}`);
      const middle = tints[128] ?? assert.fail();
      for (const end of [tints[1], tints[255]]) assert.ok(contrast(end ?? assert.fail(), middle) > 1.5);
    });
  }
});
