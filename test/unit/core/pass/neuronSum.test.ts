/**
 * A neuron's sum written out: it adds up to z, names its inputs, and has its greatest terms first.
 */
import assert from 'node:assert/strict';
import { forwardPass } from '../../../../src/core/pass/forwardPass';
import { neuronSum } from '../../../../src/core/pass/neuronSum';
import type { NeuronSum } from '../../../../src/core/inspection/readings';
import { chainOf, seededExample, seededWeights } from './passedNetwork';

const network = chainOf([6, 5, 2], {
  conv: { type: 'Conv2D', filters: 3, kernelSize: [3, 2], padding: 'same', activation: 'tanh' },
  flat: { type: 'Flatten' },
  hidden: { type: 'Dense', units: 4, activation: 'sigmoid', useBias: false },
  output: { type: 'Dense', units: 2, activation: 'sigmoid' },
});
const weights = seededWeights(network, 1);
const forward = forwardPass(network, weights, seededExample(network, 2));

describe('the sum of one neuron', () => {
  for (const layer of ['conv', 'hidden', 'output']) {
    it(`adds up to z in "${layer}", the greatest terms first`, () => {
      const sum = sumOf(layer, 1);
      const magnitudes = sum.terms.map(({ product }) => Math.abs(product));
      assert.deepEqual(
        magnitudes,
        [...magnitudes].sort((a, b) => b - a),
      );
      const total = sum.terms.reduce((all, { product }) => all + product, sum.restSum) + (sum.bias ?? 0);
      assert.ok(Math.abs(total - sum.z) < 1e-12, `the terms give ${total}, but z is ${sum.z}`);
      sum.terms.forEach(({ weight, input, product }) => {
        assert.equal(product, weight * input);
      });
    });
  }
  it('takes a filter where it answers most', () => {
    const sum = sumOf('conv', 2);
    const z = forward.get('conv')?.z ?? new Float64Array(0);
    const answers = z.filter((_, index) => index % 3 === 2);
    assert.equal(sum.z, Math.max(...answers));
    const [row, column] = sum.place ?? [-1, -1];
    assert.equal(answers[row * 5 + column], sum.z);
    assert.match(sum.terms[0]?.label ?? '', /^row [0-2], column [01] of channel [01]$/);
  });
  it('names inputs by where they come from, and says how many are left', () => {
    const hidden = sumOf('hidden', 0);
    assert.equal(hidden.terms.length, 8);
    assert.equal(hidden.restCount, 6 * 5 * 3 - 8);
    assert.equal(hidden.bias, null);
    assert.equal(hidden.place, null);
    const [term] = hidden.terms;
    const index = term?.index ?? -1;
    const pixel = Math.floor(index / 3);
    const place = `row ${Math.floor(pixel / 5)}, column ${pixel % 5} of channel ${index % 3}`;
    assert.equal(term?.label, `conv, ${place}`);
    const labels = sumOf('output', 0).terms.map(({ label }) => label);
    assert.deepEqual([...labels].sort(), ['hidden 0', 'hidden 1', 'hidden 2', 'hidden 3']);
  });
  it('names pixels of a single channel by row and column', () => {
    const image = chainOf([3, 4, 1], { flat: { type: 'Flatten' }, output: { type: 'Dense', units: 2 } });
    const pass = forwardPass(image, seededWeights(image, 1), new Float64Array(12).fill(1));
    const terms = neuronSum(image, seededWeights(image, 1), pass, 'output', 0, 12)?.terms ?? [];
    assert.equal(terms.find(({ index }) => index === 7)?.label, 'pixel (1, 3)');
  });
  it('is not there without a kernel, and asks for a unit that there is', () => {
    assert.equal(neuronSum(network, weights, forward, 'flat', 0), undefined);
    assert.throws(() => sumOf('output', 2), /units 0 to 1, but unit 2/);
  });
});

function sumOf(layer: string, unit: number): NeuronSum {
  const sum = neuronSum(network, weights, forward, layer, unit);
  assert.ok(sum !== undefined);
  return sum;
}
