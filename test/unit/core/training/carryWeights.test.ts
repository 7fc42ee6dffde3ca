import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import type { Network } from '../../../../src/core/network/network';
import { carryWeights, exactWeights } from '../../../../src/core/training/carryWeights';
import { initialWeights } from '../../../../src/core/training/initialWeights';
import type { WeightMap } from '../../../../src/core/weights/weightMap';

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

function without(weights: WeightMap, name: string): WeightMap {
  return new Map([...weights].filter(([key]) => key !== name));
}

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

describe('exactWeights', () => {
  it('gives the same tensors in the order of the layers', () => {
    const shuffled = new Map([...learned].reverse());
    assert.deepEqual([...exactWeights(small, shuffled)], [...learned]);
  });

  it('names the first tensor that is not as it should be', () => {
    const advice =
      ' Choose weights of this very network, or give its layers the names and sizes of the weights.';
    assert.throws(() => exactWeights(small, without(learned, 'hidden.bias')), {
      message: `The network has "hidden.bias" of shape [30], but these weights do not.${advice}`,
    });
    assert.throws(() => exactWeights(mlp({ hidden: 31, output: 10 }), learned), {
      message:
        'The network has "hidden.kernel" of shape [784, 31], but in these weights its shape is [784, 30].' +
        advice,
    });
    const more = new Map([...learned, ['third.bias', { shape: [5], values: new Float32Array(5) }]]);
    assert.throws(() => exactWeights(small, more), {
      message: `These weights have "third.bias" of shape [5], but the network does not.${advice}`,
    });
  });
});
