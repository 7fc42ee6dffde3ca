import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LossSeries, type LossBuckets, type StepRange } from '../../../../src/core/training/lossSeries';

const LOSS = fc.oneof(
  { weight: 20, arbitrary: fc.float({ min: -2, max: 50, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 0) },
);
const LOSSES = fc.array(LOSS, { maxLength: 700, size: 'max' }).map((losses) => Float32Array.from(losses));
const WEIGHT = fc.constantFrom(0, 0.3, 0.6, 0.9, 0.99);

function seriesOf(losses: Float32Array, weight = 0): LossSeries {
  const series = new LossSeries();
  series.smooth(weight);
  series.update(losses);
  return series;
}

function all(series: LossSeries, most = 1e6): LossBuckets {
  return series.buckets({ from: 0, to: series.length }, most);
}

/** TensorBoard's smoothing, written down as it is defined. */
function smoothed(losses: Float32Array, weight: number): number[] {
  let last = 0;
  let seen = 0;
  return [...losses].map((loss) => {
    if (!Number.isFinite(loss)) return NaN;
    last = last * weight + (1 - weight) * loss;
    seen++;
    return last / (1 - weight ** seen);
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function assertClose(actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, index) => {
    const other = expected[index]!;
    assert.ok(
      (Number.isNaN(value) && Number.isNaN(other)) || Math.abs(value - other) <= 1e-9 * (1 + Math.abs(other)),
      `${index}: ${value} instead of ${other}`,
    );
  });
}

describe('the losses of a run, in buckets', () => {
  it('give every step itself where there are as many buckets as steps', () => {
    const losses = Float32Array.of(3, 1, NaN, -2, 0, Infinity);
    assert.deepEqual(all(seriesOf(losses)), {
      size: 1,
      starts: [0, 1, 2, 3, 4, 5],
      end: 6,
      least: [3, 1, NaN, -2, 0, NaN],
      greatest: [3, 1, NaN, -2, 0, NaN],
      mean: [3, 1, NaN, -2, 0, NaN],
      nonFinite: [0, 0, 1, 0, 0, 1],
      notPositive: [0, 0, 0, 1, 1, 0],
    });
  });

  it('hold every step of the range once, keep its least and greatest, and count what cannot be drawn', () => {
    fc.assert(
      fc.property(LOSSES, fc.nat(700), fc.nat(700), fc.integer({ min: 1, max: 20 }), (losses, a, b, most) => {
        const range: StepRange = { from: Math.min(a, b), to: Math.max(a, b) };
        const buckets = seriesOf(losses).buckets(range, most);
        assert.ok(buckets.starts.length <= most + 1);
        assert.ok(buckets.starts.length === 0 || buckets.starts[0]! <= range.from);
        assert.equal(
          buckets.end,
          Math.max(Math.min(range.to, losses.length), buckets.starts[0] ?? buckets.end),
        );
        buckets.starts.forEach((start, index) => {
          const next = buckets.starts[index + 1] ?? buckets.end;
          assert.equal(start % buckets.size, 0);
          assert.ok(next > start && next - start <= buckets.size);
          const steps = [...losses.subarray(start, next)];
          const finite = steps.filter(Number.isFinite);
          assert.equal(buckets.least[index], finite.length === 0 ? NaN : Math.min(...finite));
          assert.equal(buckets.greatest[index], finite.length === 0 ? NaN : Math.max(...finite));
          assertClose([buckets.mean[index]!], [mean(finite)]);
          assert.equal(buckets.nonFinite[index], steps.length - finite.length);
          assert.equal(buckets.notPositive[index], finite.filter((loss) => loss <= 0).length);
        });
      }),
    );
  });

  it('hold the same steps wherever the range begins', () => {
    const series = seriesOf(new Float32Array(1000).map((_, index) => index));
    const one = series.buckets({ from: 0, to: 500 }, 50);
    const other = series.buckets({ from: 7, to: 507 }, 50);
    assert.equal(one.size, 10);
    assert.deepEqual(other.starts.slice(0, 50), one.starts);
    assert.deepEqual(other.mean.slice(0, 50), one.mean);
  });

  it('are smoothed by the plain formula, each step of all that came before it', () => {
    fc.assert(
      fc.property(LOSSES, WEIGHT, fc.nat(600), (losses, weight, from) => {
        const buckets = seriesOf(losses, weight).buckets({ from, to: losses.length }, 1e6);
        assertClose(buckets.mean, smoothed(losses, weight).slice(from));
      }),
    );
  });

  it('smooth to the mean of the smoothed losses of a bucket', () => {
    const losses = new Float32Array(500).map((_, index) => (index % 7) + index / 100);
    const expected = smoothed(losses, 0.9);
    const buckets = all(seriesOf(losses, 0.9), 6);
    assert.equal(buckets.size, 84);
    assertClose(
      buckets.mean,
      buckets.starts.map((start) => mean(expected.slice(start, start + 84))),
    );
  });

  it('are the same whether the row grew, was cut back or came at once', () => {
    const pieces = fc.array(
      fc.record({
        back: fc.nat(150),
        losses: fc.array(LOSS, { maxLength: 300, size: 'max' }),
        weight: WEIGHT,
      }),
      { maxLength: 6, size: 'max' },
    );
    fc.assert(
      fc.property(pieces, (changes) => {
        const series = new LossSeries();
        let losses: number[] = [];
        for (const change of changes) {
          losses = [...losses.slice(0, Math.max(0, losses.length - change.back)), ...change.losses];
          series.smooth(change.weight);
          series.update(Float32Array.from(losses));
          const fresh = seriesOf(Float32Array.from(losses), change.weight);
          assert.deepEqual(all(series, 4), all(fresh, 4));
          assert.deepEqual(all(series), all(fresh));
        }
      }),
    );
  });

  it('notice that a step far back has another loss, though the row grew', () => {
    const losses = new Float32Array(1000).fill(1);
    const series = seriesOf(losses.subarray(0, 900));
    losses[100] = 9;
    series.update(losses);
    assert.equal(Math.max(...all(series, 10).greatest), 9);
  });
});
