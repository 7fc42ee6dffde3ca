import assert from 'node:assert/strict';
import { centreDigit } from '../../../../src/core/data/centreDigit';

/** A drawing with full ink in rectangles [left, top, width, height]. */
function drawing(
  width: number,
  height: number,
  ...rectangles: [number, number, number, number][]
): Float32Array {
  const ink = new Float32Array(width * height);
  for (const [left, top, wide, tall] of rectangles) {
    for (let y = top; y < top + tall; y++) ink.fill(1, y * width + left, y * width + left + wide);
  }
  return ink;
}

/** Where pixels are not 0: [left, top, right, bottom], the last two behind it. */
function extent(pixels: Uint8Array, columns = 28): number[] {
  const inked = [...pixels.keys()].filter((i) => pixels[i]! > 0);
  const [xs, ys] = [inked.map((i) => i % columns), inked.map((i) => Math.floor(i / columns))];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1];
}

/** The centre of mass, [x, y]. */
function centre(pixels: Uint8Array, columns = 28): number[] {
  let [mass, x, y] = [0, 0, 0];
  for (const [i, value] of pixels.entries()) {
    mass += value;
    x += value * ((i % columns) + 0.5);
    y += value * (Math.floor(i / columns) + 0.5);
  }
  return [x / mass, y / mass];
}

describe('a drawn digit', () => {
  it('is empty when nothing is drawn', () => {
    assert.deepEqual(centreDigit(new Float32Array(100), 10, 10), new Uint8Array(784));
  });

  it('is scaled to a box of 20 × 20, wherever it was drawn and however large', () => {
    for (const [left, top, side] of [
      [0, 0, 40],
      [150, 90, 100],
      [279, 0, 1],
    ] as const) {
      const pixels = centreDigit(drawing(280, 280, [left, top, side, side]), 280, 280);
      assert.deepEqual(extent(pixels), [4, 4, 24, 24], `${side} pixels at ${left}, ${top}`);
      assert.equal(pixels[14 * 28 + 14], 255);
    }
  });

  it('keeps its proportions', () => {
    const upright = centreDigit(drawing(280, 280, [10, 30, 40, 200]), 280, 280);
    assert.deepEqual(extent(upright), [12, 4, 16, 24]);
    const lying = centreDigit(drawing(300, 100, [10, 30, 200, 40]), 300, 100);
    assert.deepEqual(extent(lying), [4, 12, 24, 16]);
  });

  it('has its centre of mass in the middle', () => {
    // An L: most of its ink is at the lower left.
    const pixels = centreDigit(drawing(280, 280, [60, 40, 20, 100], [60, 140, 80, 20]), 280, 280);
    for (const at of centre(pixels)) assert.ok(Math.abs(at - 14) < 0.02, `centre at ${at}`);
    const [left = NaN, top = NaN, right = NaN, bottom = NaN] = extent(pixels);
    assert.ok(
      left > 7 && top < 3 && right > 21 && bottom < 23,
      `it covers ${String([left, top, right, bottom])}`,
    );
  });

  it('loses no ink at the border, however far off its mass is', () => {
    const heavy = drawing(280, 280, [100, 100, 1, 1], [60, 260, 80, 20], [90, 240, 20, 40]);
    const pixels = centreDigit(heavy, 280, 280);
    const area = heavy.reduce((sum, value) => sum + value, 0) * (20 / 180) ** 2;
    const inked = pixels.reduce((sum, value) => sum + value, 0) / 255;
    assert.ok(Math.abs(inked - area) < 0.02 * area, `${inked} instead of ${area}`);
    assert.equal(extent(pixels)[1], 0);
  });

  it('is smooth at its edges: a pixel that is half covered has half the ink', () => {
    // 13 columns around the middle of 28 begin at 7.5.
    const pixels = centreDigit(drawing(40, 40, [5, 5, 13, 20]), 40, 40);
    assert.deepEqual([...pixels.subarray(14 * 28 + 6, 14 * 28 + 9)], [0, 128, 255]);
  });

  it('takes bytes, and other sizes', () => {
    const bytes = drawing(50, 50, [5, 5, 20, 20]).map((value) => value * 255);
    assert.deepEqual(
      centreDigit(Uint8Array.from(bytes), 50, 50),
      centreDigit(drawing(50, 50, [5, 5, 20, 20]), 50, 50),
    );
    const pixels = centreDigit(drawing(50, 50, [5, 5, 20, 20]), 50, 50, [14, 21]);
    assert.equal(pixels.length, 14 * 21);
    assert.deepEqual(extent(pixels, 21), [5, 2, 16, 12]);
    assert.throws(() => centreDigit(new Uint8Array(5), 2, 2), /2 × 2 has 4 values, but there are 5/);
  });
});
