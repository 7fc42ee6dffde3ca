/**
 * The lecture's network of this project's sigmoid layers: the oracle for what is told of a probe.
 */
import assert from 'node:assert/strict';
import type { DenseLayer } from '../../../../src/core/lecture/denseLayers';
import type { WeightMap } from '../../../../src/core/weights/weightMap';

/** The layers with these ids; wⱼₖ leads from k to j, where a kernel is [inputs, units]. */
export function lectureLayers(weights: WeightMap, ids: readonly string[]): DenseLayer[] {
  return ids.map((id) => {
    const kernel = weights.get(`${id}.kernel`) ?? assert.fail(`no kernel of ${id}`);
    const bias = weights.get(`${id}.bias`) ?? assert.fail(`no bias of ${id}`);
    const [inputs = 0, units = 0] = kernel.shape;
    return {
      w: Array.from({ length: units }, (_j, j) =>
        Array.from({ length: inputs }, (_k, k) => kernel.values[k * units + j] ?? NaN),
      ),
      b: Array.from(bias.values),
    };
  });
}

/** Holds numbers that came in single precision against the lecture's. */
export function assertNear(found: Iterable<number>, expected: readonly number[], what: string): void {
  const numbers = [...found];
  assert.equal(numbers.length, expected.length, what);
  numbers.forEach((value, index) => {
    const difference = Math.abs(value - (expected[index] ?? NaN));
    assert.ok(difference <= 1e-5, `${what} ${index}: ${value} instead of ${expected[index]}`);
  });
}
