/**
 * The pass of the core against the lecture's equations, written out literally, for networks of sigmoid neurons with the
 * quadratic cost.
 */
import assert from 'node:assert/strict';
import type { Network } from '../../../../src/core/network/network';
import {
  backpropagateByComponents,
  feedforwardByComponents,
  quadraticCost,
} from '../../../../src/core/lecture/componentForm';
import type { DenseLayer } from '../../../../src/core/lecture/denseLayers';
import { backpropagateByMatrices, feedforwardByMatrices } from '../../../../src/core/lecture/matrixForm';
import { backwardPass } from '../../../../src/core/pass/backwardPass';
import { costOf } from '../../../../src/core/pass/cost';
import { forwardPass, passOf } from '../../../../src/core/pass/forwardPass';
import type { WeightMap } from '../../../../src/core/weights/weightMap';
import { chainOf, seededExample, seededWeights } from '../pass/passedNetwork';

const sigmoid = (units: number): Record<string, unknown> => ({ type: 'Dense', units, activation: 'sigmoid' });
const network = chainOf([3, 2], {
  flat: { type: 'Flatten' },
  first: sigmoid(5),
  second: sigmoid(4),
  output: sigmoid(3),
});
const ids = ['first', 'second', 'output'];

for (const seed of [1, 2, 3]) {
  describe(`the lecture's equations, seed ${seed}`, () => {
    const weights = seededWeights(network, seed);
    const x = seededExample(network, seed + 10);
    const y = [0, 1, 0];
    const layers = ids.map((id) => lectureLayer(network, weights, id));
    const forward = feedforwardByComponents(layers, [...x]);
    const backward = backpropagateByComponents(layers, forward, y);
    const pass = forwardPass(network, weights, x);

    it('are the same in component and in matrix form', () => {
      const matrices = feedforwardByMatrices(layers, [...x]);
      const back = backpropagateByMatrices(layers, matrices, y);
      near(matrices.a.flat(), forward.a.flat());
      near(back.delta.flat(), backward.delta.flat());
      near(back.byBias.flat(), backward.byBias.flat());
      near(back.byWeight.flat(2), backward.byWeight.flat(2));
    });
    it('give the z, a and cost that the pass gives', () => {
      ids.forEach((id, index) => {
        near(passOf(pass, id).z, forward.z[index + 1] ?? []);
        near(passOf(pass, id).a, forward.a[index + 1] ?? []);
      });
      near([costOf(network, pass, 1)], [quadraticCost(forward, y)]);
    });
    it('give the δ and gradients that the pass gives', () => {
      const names = new Set(ids.flatMap((id) => [`${id}.kernel`, `${id}.bias`]));
      const found = backwardPass(network, weights, pass, { kind: 'cost', target: 1 }, { gradients: names });
      assert.equal(found.gradients.size, 6);
      ids.forEach((id, index) => {
        near(found.deltas.get(id), backward.delta[index] ?? []);
        near(found.gradients.get(`${id}.bias`), backward.byBias[index] ?? []);
        const byWeight = backward.byWeight[index] ?? [];
        const byKernel = (byWeight[0] ?? []).flatMap((_, k) => byWeight.map((row) => row[k] ?? Number.NaN));
        near(found.gradients.get(`${id}.kernel`), byKernel);
      });
    });
  });
}

/** A kernel is [inputs, units]; the lecture's w is its transpose. */
function lectureLayer(of: Network, weights: WeightMap, id: string): DenseLayer {
  const layer = of.layers.find((candidate) => candidate.id === id);
  const [inputs = 0, units = 0] = layer?.weights[0]?.shape ?? [];
  const kernel = weights.get(`${id}.kernel`)?.values ?? [];
  const w = Array.from({ length: units }, (_, j) =>
    Array.from({ length: inputs }, (__, k) => kernel[k * units + j] ?? Number.NaN),
  );
  return { w, b: [...(weights.get(`${id}.bias`)?.values ?? [])] };
}

function near(actual: ArrayLike<number> | undefined, expected: readonly number[]): void {
  assert.ok(expected.length > 0);
  assert.equal(actual?.length, expected.length);
  expected.forEach((wanted, index) => {
    const found = actual[index] ?? Number.NaN;
    assert.ok(
      Math.abs(found - wanted) < 1e-12,
      `number ${index} is ${found}, but the lecture says ${wanted}`,
    );
  });
}
