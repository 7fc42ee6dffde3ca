/**
 * The one source of chance: a small seeded generator that gives the same numbers on every machine and engine.
 *
 * Initial weights, the order of examples, dropout masks and the synthetic digits all draw from it. Each use takes a
 * generator of its own, named by the parts of its seed (`new Random(seed, 'shuffle', epoch)`), so that drawing more
 * for one purpose never changes another. Not for cryptography.
 *
 * The generator is sfc32 by Chris Doty-Humphrey (PractRand 0.9x, "Small Fast Counting", 32 bit).
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;
  private spareGaussian: number | undefined;

  /** @param seed Numbers and strings; another value in any part means another stream. */
  constructor(...seed: readonly (number | string)[]) {
    const text = seed.join('\u0000');
    this.a = hash(text, FNV_OFFSET_BASIS);
    this.b = hash(text, 0x9e3779b9);
    this.c = hash(text, 0x85ebca6b);
    // The first outputs still show the seed; PractRand's own seeding drops fifteen.
    for (let round = 0; round < 15; round++) this.nextUint32();
  }

  /** The next whole number in [0, 2³²). */
  nextUint32(): number {
    const result = (this.a + this.b + this.counter) >>> 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + result) | 0;
    return result;
  }

  /** The next number in [0, 1), a multiple of 2⁻³². */
  uniform(): number {
    return this.nextUint32() * 2 ** -32;
  }

  /** The next draw from the normal distribution with mean 0 and standard deviation 1 (Marsaglia's polar method, 1964). */
  gaussian(): number {
    if (this.spareGaussian !== undefined) {
      const spare = this.spareGaussian;
      this.spareGaussian = undefined;
      return spare;
    }
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(s)) / s);
      this.spareGaussian = v * factor;
      return u * factor;
    }
  }

  /**
   * The next whole number in [0, n), each equally likely.
   * @throws RangeError unless n is a whole number from 1 to 2³².
   */
  below(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) {
      throw new RangeError(
        `A random number below ${n} was asked for; expected a whole number from 1 to 2³².`,
      );
    }
    // Numbers from the last, incomplete multiple of n are thrown away: they would favour small results.
    const limit = 2 ** 32 - (2 ** 32 % n);
    for (;;) {
      const drawn = this.nextUint32();
      if (drawn < limit) return drawn % n;
    }
  }

  /** The numbers 0 … n − 1 in random order, each order equally likely (Fisher and Yates, as in Knuth's Algorithm P). */
  permutation(n: number): Uint32Array {
    const order = Uint32Array.from({ length: n }, (_, index) => index);
    for (let last = n - 1; last > 0; last--) {
      const other = this.below(last + 1);
      const moved = order[last] ?? 0;
      order[last] = order[other] ?? 0;
      order[other] = moved;
    }
    return order;
  }
}

const FNV_OFFSET_BASIS = 0x811c9dc5;

/** FNV-1a over the text's UTF-16 units (Fowler, Noll, Vo; 32 bit), as a signed integer; another basis, another hash. */
export function fnv1a(text: string, basis = FNV_OFFSET_BASIS): number {
  let h = basis;
  for (let index = 0; index < text.length; index++) h = Math.imul(h ^ text.charCodeAt(index), 0x01000193);
  return h;
}

/** FNV-1a from a given basis, then MurmurHash3's finalizer (Austin Appleby). */
function hash(text: string, basis: number): number {
  let h = fnv1a(text, basis);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
