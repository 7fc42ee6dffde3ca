import assert from 'node:assert/strict';
import { backwardPass } from '../../../../src/core/pass/backwardPass';
import { costOf } from '../../../../src/core/pass/cost';
import { forwardPass } from '../../../../src/core/pass/forwardPass';
import type { WeightMap } from '../../../../src/core/weights/weightMap';
import { chainOf, seededWeights } from './passedNetwork';

/** The weights with `by` added to one number of one tensor. */
function moved(weights: WeightMap, name: string, index: number, by: number): WeightMap {
  return new Map(
    [...weights].map(([key, { shape, values }]) => [
      key,
      {
        shape,
        values: key === name ? values.map((value, at) => (at === index ? value + by : value)) : values,
      },
    ]),
  );
}

describe('the way back through BatchNormalization', () => {
  const network = chainOf([2, 2, 3], {
    norm: { type: 'BatchNormalization' },
    flat: { type: 'Flatten' },
    output: { type: 'Dense', units: 3, activation: 'sigmoid' },
  });
  // A variance is never negative.
  const weights: WeightMap = new Map(
    [...seededWeights(network, 5)].map(([name, { shape, values }]) => [
      name,
      { shape, values: name === 'norm.movingVariance' ? values.map((value) => 1 + Math.abs(value)) : values },
    ]),
  );
  const x = Float64Array.from({ length: 12 }, (_, index) => Math.sin(index + 1));
  const costWith = (changed: WeightMap): number => costOf(network, forwardPass(network, changed, x), 2);

  for (const name of ['norm.gamma', 'norm.beta', 'output.kernel']) {
    it(`finds the gradient of ${name} that finite differences say`, () => {
      const forward = forwardPass(network, weights, x);
      const { gradients } = backwardPass(
        network,
        weights,
        forward,
        { kind: 'cost', target: 2 },
        { gradients: new Set([name]) },
      );
      const found = gradients.get(name);
      assert.ok(found !== undefined && found.length === weights.get(name)?.values.length);
      // Weights are single precision: a power of two is added to them without much loss.
      const h = 2 ** -9;
      found.forEach((gradient, index) => {
        const expected =
          (costWith(moved(weights, name, index, h)) - costWith(moved(weights, name, index, -h))) / (2 * h);
        assert.ok(
          Math.abs(gradient - expected) < 1e-4 * Math.max(0.01, Math.abs(expected)),
          `number ${index} is ${gradient}, but differences say ${expected}`,
        );
      });
    });
  }
});
