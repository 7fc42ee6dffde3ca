import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import type { Network } from '../../../../src/core/network/network';
import { carryWeights } from '../../../../src/core/training/carryWeights';
import { initialWeights } from '../../../../src/core/training/initialWeights';

/** Input → Dense layers with these names and sizes, each with kernel and bias. */
function mlp(layers: Readonly<Record<string, number>>): Network {
  const names = ['input', ...Object.keys(layers)];
  const dense = Object.entries(layers).map(([id, units]) => [id, { type: 'Dense', units }] as const);
  const { network, diagnostics } = checkNnFile(
    JSON.stringify({
      version: 1,
      layers: { input: { type: 'Input', shape: [784] }, ...Object.fromEntries(dense) },
      edges: names.slice(1).map((name, i) => [names[i], name]),
    }),
  );
  assert.ok(network, diagnostics.map(({ message }) => message).join('\n'));
  return network;
}

const small = mlp({ hidden: 30, output: 10 });
const learned = initialWeights(small, 7);

describe('carryWeights', () => {
  it('takes everything over into the same network', () => {
    const { weights, carried, fresh } = carryWeights(small, learned, 1);
    assert.deepEqual(weights, learned);
    assert.deepEqual(carried, ['hidden.kernel', 'hidden.bias', 'output.kernel', 'output.bias']);
    assert.deepEqual(fresh, []);
  });

  it('takes over what has the same name and shape, and starts the rest as the seed says', () => {
    const deeper = mlp({ hidden: 30, second: 20, output: 10 });
    const { weights, carried, fresh } = carryWeights(deeper, learned, 1);
    // The output has other inputs now: its kernel does not fit, its bias does.
    assert.deepEqual(carried, ['hidden.kernel', 'hidden.bias', 'output.bias']);
    assert.deepEqual(fresh, ['second.kernel', 'second.bias', 'output.kernel']);
    assert.deepEqual([...weights.keys()], [...initialWeights(deeper, 1).keys()]);
    for (const name of carried) assert.equal(weights.get(name), learned.get(name));
    for (const name of fresh) assert.deepEqual(weights.get(name), initialWeights(deeper, 1).get(name), name);
  });

  it('does not take the same number of elements for the same shape', () => {
    const flat = new Map([['hidden.kernel', { shape: [30, 784], values: new Float32Array(30 * 784) }]]);
    assert.deepEqual(carryWeights(small, flat, 1).carried, []);
  });
});
