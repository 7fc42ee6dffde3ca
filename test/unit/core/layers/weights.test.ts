import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import { weightSpecs } from '../../../../src/core/network/network';

const text = JSON.stringify({
  version: 1,
  layers: {
    input: { type: 'Input', shape: [28, 28, 1] },
    conv: { type: 'Conv2D', filters: 4, kernelSize: [3, 5], kernelInitializer: 'heNormal', useBias: false },
    norm: { type: 'BatchNormalization' },
    flat: { type: 'Flatten' },
    fc: { type: 'Dense', units: 10, activation: 'sigmoid', biasInitializer: 'gaussian' },
  },
  edges: [
    ['input', 'conv'],
    ['conv', 'norm'],
    ['norm', 'flat'],
    ['flat', 'fc'],
  ],
});

describe('weights of a network', () => {
  it('have names, shapes, initialisers and fans in the order of the layers', () => {
    const { network } = checkNnFile(text);
    assert.ok(network !== undefined);
    const moving = { shape: [4], fanIn: 1, fanOut: 1 };
    const dense = { fanIn: 26 * 24 * 4, fanOut: 10, trainable: true };
    assert.deepEqual(weightSpecs(network), [
      {
        name: 'conv.kernel',
        role: 'kernel',
        shape: [3, 5, 1, 4],
        initializer: 'heNormal',
        fanIn: 15,
        fanOut: 60,
        trainable: true,
      },
      { name: 'norm.gamma', role: 'gamma', initializer: 'ones', trainable: true, ...moving },
      { name: 'norm.beta', role: 'beta', initializer: 'zeros', trainable: true, ...moving },
      { name: 'norm.movingMean', role: 'movingMean', initializer: 'zeros', trainable: false, ...moving },
      {
        name: 'norm.movingVariance',
        role: 'movingVariance',
        initializer: 'ones',
        trainable: false,
        ...moving,
      },
      { name: 'fc.kernel', role: 'kernel', shape: [2496, 10], initializer: 'glorotUniform', ...dense },
      { name: 'fc.bias', role: 'bias', shape: [10], initializer: 'gaussian', ...dense },
    ]);
    assert.equal(network.parameterCount, 60 + 16 + 24_970);
  });
});
