import assert from 'node:assert/strict';
import { Random } from '../../../src/core/random';

function draw(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.nextUint32());
}

describe('Random', () => {
  it('steps as sfc32 does', () => {
    // The recurrence written out from the state, with arbitrary-size integers instead of 32-bit tricks.
    const random = new Random(1);
    const state = random as unknown as { a: number; b: number; c: number; counter: number };
    const wrap = (value: bigint) => BigInt.asUintN(32, value);
    let [a, b, c, n] = [state.a, state.b, state.c, state.counter].map((part) => wrap(BigInt(part))) as [
      bigint,
      bigint,
      bigint,
      bigint,
    ];
    for (let step = 0; step < 1000; step++) {
      const expected = wrap(a + b + n);
      n = wrap(n + 1n);
      a = b ^ (b >> 9n);
      b = wrap(c + (c << 3n));
      c = wrap(((c << 21n) | (c >> 11n)) + expected);
      assert.equal(random.nextUint32(), Number(expected));
    }
  });

  it('gives the same numbers for the same seed, in every version of the project', () => {
    assert.deepEqual(draw(new Random(7, 'shuffle', 2), 5), draw(new Random(7, 'shuffle', 2), 5));
    assert.equal(new Random(1).nextUint32(), 977924363);
    assert.equal(new Random(2).nextUint32(), 1600304810);
  });

  it('gives other numbers when any part of the seed differs', () => {
    const seeds = [
      [1],
      [2],
      ['1', ''],
      [1, 'a'],
      [1, 'b'],
      ['a', 1],
      [1, 'a', 0],
      [-1],
      [0.5],
      [2 ** 32 + 1],
    ];
    const firsts = new Set(seeds.map((seed) => draw(new Random(...seed), 2).join()));
    assert.equal(firsts.size, seeds.length);
  });

  it('is uniform: mean 1/2, variance 1/12, and never 1', () => {
    const random = new Random('uniform');
    let [sum, squares, most] = [0, 0, 0];
    const count = 200_000;
    for (let index = 0; index < count; index++) {
      const value = random.uniform();
      assert.ok(value >= 0 && value < 1);
      sum += value;
      squares += value * value;
      most = Math.max(most, value);
    }
    const mean = sum / count;
    assert.ok(Math.abs(mean - 0.5) < 0.003, `mean ${mean}`);
    assert.ok(Math.abs(squares / count - mean * mean - 1 / 12) < 0.001);
    assert.ok(most > 0.9999);
  });

  it('is Gaussian: moments, and the share within one and two standard deviations', () => {
    const random = new Random('gaussian');
    const values = Array.from({ length: 200_000 }, () => random.gaussian());
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    assert.ok(Math.abs(moment(1)) < 0.01, `mean ${moment(1)}`);
    assert.ok(Math.abs(moment(2) - 1) < 0.015, `variance ${moment(2)}`);
    assert.ok(Math.abs(moment(3)) < 0.05, `skewness ${moment(3)}`);
    assert.ok(Math.abs(moment(4) - 3) < 0.12, `kurtosis ${moment(4)}`);
    const within = (limit: number) =>
      values.filter((value) => Math.abs(value) < limit).length / values.length;
    assert.ok(Math.abs(within(1) - 0.6827) < 0.005);
    assert.ok(Math.abs(within(2) - 0.9545) < 0.003);
  });

  it('draws below n evenly, also where 2³² is not a multiple of n', () => {
    const random = new Random('below');
    const counts = new Array<number>(7).fill(0);
    for (let index = 0; index < 70_000; index++) counts[random.below(7)]! += 1;
    for (const count of counts) assert.ok(Math.abs(count - 10_000) < 500, counts.join());
    // Of numbers below 3·2³⁰ a plain remainder would give the lowest third twice as often.
    let low = 0;
    for (let index = 0; index < 30_000; index++) if (random.below(3 * 2 ** 30) < 2 ** 30) low++;
    assert.ok(Math.abs(low - 10_000) < 500, `${low}`);
  });

  it('refuses to draw below what is not a whole number from 1 to 2³²', () => {
    for (const n of [0, -1, 1.5, NaN, 2 ** 32 + 1]) {
      assert.throws(() => new Random(1).below(n), RangeError);
    }
    assert.equal(new Random(1).below(1), 0);
  });

  it('permutes: every order of three equally often, every number once', () => {
    const random = new Random('permutation');
    const counts = new Map<string, number>();
    for (let index = 0; index < 6000; index++) {
      const order = random.permutation(3).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    assert.deepEqual([...counts.keys()].sort(), ['012', '021', '102', '120', '201', '210']);
    for (const count of counts.values()) assert.ok(Math.abs(count - 1000) < 150, [...counts].join());
    assert.deepEqual(
      [...random.permutation(1000)].sort((a, b) => a - b),
      [...Array(1000).keys()],
    );
    assert.equal(random.permutation(0).length, 0);
  });
});
