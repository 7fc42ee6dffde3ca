import assert from 'node:assert/strict';
import { lossCurve } from '../../../../../src/host/training/runs/lossCurve';

/** The points of the curve's line. */
function points(losses: Float32Array): (readonly [x: number, y: number])[] {
  const [prefix, data] = (lossCurve(losses) ?? '').split(',');
  assert.equal(prefix, 'data:image/svg+xml;base64');
  const [, path] = /^<svg [^<>]*><path d="M([^"]*)"[^<>]*\/><\/svg>$/.exec(atob(data!)) ?? [];
  return path!.split('L').map((point) => {
    const [x, y] = point.split(' ').map(Number);
    return [x!, y!];
  });
}

describe('lossCurve', () => {
  it('draws nothing where there is nothing to draw', () => {
    assert.equal(lossCurve(new Float32Array()), undefined);
    assert.equal(lossCurve(Float32Array.of(1)), undefined);
    assert.equal(lossCurve(Float32Array.of(NaN, NaN)), undefined);
  });

  it('spans its box from the greatest loss to the least', () => {
    const drawn = points(Float32Array.of(4, 2, 0));
    assert.deepEqual(
      drawn.filter((_, i) => i % 2 === 0),
      [
        [2, 2],
        [120, 32],
        [238, 62],
      ],
    );
  });

  it('keeps one peak among a million steps, and stays small', () => {
    const losses = new Float32Array(1_000_000).fill(1);
    losses[700_000] = 5;
    const drawn = points(losses);
    assert.equal(drawn.filter(([, y]) => y === 2).length, 1);
    assert.ok((lossCurve(losses)?.length ?? Infinity) < 10_000);
  });

  it('leaves out what is no number', () => {
    const drawn = points(Float32Array.of(1, NaN, Infinity, 3));
    assert.deepEqual(
      drawn.map(([x]) => x),
      [2, 2, 238, 238],
    );
  });

  it('draws a loss that stays the same in the middle', () => {
    assert.deepEqual(
      points(Float32Array.of(2, 2)).map(([, y]) => y),
      [32, 32, 32, 32],
    );
  });
});
