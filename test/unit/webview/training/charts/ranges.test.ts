import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  accuracyRange,
  epochsInSight,
  keyZoom,
  logLossRange,
  logTicks,
  lossRange,
  moved,
  nearest,
  within,
  zoomed,
} from '../../../../../webview/training/charts/ranges';

const LOSS = fc.double({ min: 1e-9, max: 1e12, noNaN: true });

describe('the axes of the charts', () => {
  it('hold all losses with room around them, and start at 0 where that is near', () => {
    assert.deepEqual(lossRange(0.1, 2.1), { from: 0, to: 2.22 });
    assert.deepEqual(lossRange(1.5, 2.5), { from: 1.44, to: 2.56 });
    assert.deepEqual(lossRange(-1, 1), { from: -1.12, to: 1.12 });
    assert.deepEqual(lossRange(2, 2), { from: 1, to: 3 });
    assert.deepEqual(lossRange(0, 0), { from: -1, to: 1 });
    assert.deepEqual(lossRange(NaN, NaN), { from: 0, to: 1 });
  });

  it('hold all losses above 0 on a logarithmic scale, and stay above 0', () => {
    fc.assert(
      fc.property(LOSS, LOSS, (a, b) => {
        const [least, greatest] = [Math.min(a, b), Math.max(a, b)];
        const { from, to } = logLossRange(least, greatest);
        assert.ok(from > 0 && from < least && to > greatest);
      }),
    );
    assert.deepEqual(logLossRange(NaN, NaN), { from: 0.1, to: 1 });
  });

  it('hold all accuracies, never more than from 0 to 1, and never less than 2 points', () => {
    const { from, to } = accuracyRange(0.9, 0.95);
    assert.ok(Math.abs(from - 0.897) < 1e-9 && Math.abs(to - 0.953) < 1e-9);
    assert.equal(accuracyRange(0, 1).from, 0);
    assert.equal(accuracyRange(0, 1).to, 1);
    const narrow = accuracyRange(0.5, 0.501);
    assert.ok(narrow.to - narrow.from >= 0.02 && narrow.to - narrow.from < 0.03);
    const lone = accuracyRange(0.95, 0.95);
    assert.ok(lone.to - lone.from >= 0.1 && lone.to === 1);
    assert.deepEqual(accuracyRange(NaN, NaN), { from: 0, to: 1 });
  });

  it('have as many epochs as the run has come to, in round numbers, and all of them from half of it on', () => {
    const inSight = [0, 1, 1.01, 2.5, 4.99, 5, 10].map((done) => epochsInSight(done, 10));
    assert.deepEqual(inSight, [1, 1, 2, 5, 5, 10, 10]);
    assert.deepEqual(
      [0.5, 12, 40, 50].map((done) => epochsInSight(done, 100)),
      [1, 20, 50, 100],
    );
    assert.equal(epochsInSight(1.2, 3), 2);
    assert.equal(epochsInSight(3, 2), 3);
    assert.equal(epochsInSight(0, 0), 1);
  });

  it('hold what is done of the run, and leave no more than three fifths of the axis free after the first epoch', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 5000, noNaN: true }),
        fc.integer({ min: 1, max: 2000 }),
        (done, planned) => {
          const epochs = epochsInSight(done, planned);
          assert.ok(Number.isInteger(epochs) && epochs >= done);
          assert.ok(epochs <= Math.max(planned, Math.ceil(done)));
          assert.ok(done <= 1 || done >= epochs * 0.4 - 1e-9);
        },
      ),
    );
  });

  it('have round marks on a logarithmic scale, 2 to 12 of them, in their order and in sight', () => {
    assert.deepEqual(logTicks({ from: 0.09, to: 3 }), [0.1, 0.2, 0.5, 1, 2]);
    assert.deepEqual(logTicks({ from: 0.009, to: 30 }), [0.01, 0.1, 1, 10]);
    assert.deepEqual(logTicks({ from: 1.1, to: 2.3 }), [1.2, 1.5, 2]);
    fc.assert(
      fc.property(LOSS, fc.double({ min: 1.4, max: 1e20, noNaN: true }), (from, factor) => {
        const range = { from, to: from * factor };
        const ticks = logTicks(range);
        assert.ok(ticks.every((tick, index) => tick > (ticks[index - 1] ?? 0)));
        assert.ok(ticks.every((tick) => tick >= range.from && tick <= range.to));
        assert.ok(ticks.length >= 1 && ticks.length <= 12, String(ticks.length));
      }),
    );
  });
});

describe('the zoom of the charts', () => {
  const whole = { from: 0, to: 10 };

  it('keeps the place that it goes around, and ends at all that there is', () => {
    assert.deepEqual(zoomed(whole, whole, 2, 2, 0.1), { from: 1, to: 6 });
    assert.deepEqual(zoomed({ from: 1, to: 6 }, whole, 2, 0.5, 0.1), null);
    assert.deepEqual(zoomed({ from: 1, to: 2 }, whole, 1.5, 100, 0.5), { from: 1.25, to: 1.75 });
  });

  it('never leaves the axis', () => {
    const place = fc.double({ min: -20, max: 30, noNaN: true });
    fc.assert(
      fc.property(place, place, fc.double({ min: -3, max: 3, noNaN: true }), (a, b, share) => {
        const range = { from: Math.min(a, b), to: Math.max(a, b) };
        for (const next of [within(range, whole), moved(range, whole, share)]) {
          assert.ok(next === null || (next.from >= 0 && next.to <= 10 + 1e-9 && next.from <= next.to));
        }
      }),
    );
    assert.deepEqual(moved({ from: 1, to: 2 }, whole, -5), { from: 0, to: 1 });
  });

  it('follows the keys', () => {
    const range = { from: 4, to: 6 };
    const key = (name: string) => keyZoom(name, range, whole, 0.1);
    assert.deepEqual(key('ArrowRight'), { from: 4.4, to: 6.4 });
    assert.deepEqual(key('ArrowLeft'), { from: 3.6, to: 5.6 });
    assert.deepEqual(key('-'), { from: 3.5, to: 6.5 });
    const closer = key('+');
    assert.ok(closer && Math.abs(closer.to - closer.from - 2 / 1.5) < 1e-9);
    assert.deepEqual(key('='), closer);
    assert.equal(key('0'), null);
    assert.equal(key('a'), undefined);
  });
});

describe('the figure at a place', () => {
  it('is the nearest one within reach', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -100, max: 100 }), { maxLength: 40 }),
        fc.integer({ min: -150, max: 150 }),
        fc.nat(60),
        (values, x, reach) => {
          const xs = [...values].sort((a, b) => a - b);
          const distance = Math.min(...xs.map((value) => Math.abs(value - x)), Infinity);
          const found = nearest(xs, x, reach);
          if (distance > reach) assert.equal(found, -1);
          else assert.equal(Math.abs(xs[found]! - x), distance);
        },
      ),
    );
  });
});
