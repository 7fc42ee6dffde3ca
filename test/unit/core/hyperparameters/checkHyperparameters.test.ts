import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import type { Hyperparameters } from '../../../../src/core/hyperparameters/hyperparameters';

function hyperparameters(activation: string, training?: unknown): Hyperparameters | undefined {
  const text = JSON.stringify({
    version: 1,
    layers: {
      input: { type: 'Input', shape: [784] },
      output: { type: 'Dense', units: 10, activation },
    },
    edges: [['input', 'output']],
    ...(training === undefined ? {} : { training }),
  });
  return checkNnFile(text).network?.training;
}

const defaults = {
  dataset: undefined,
  loss: 'quadratic',
  optimizer: { type: 'sgd', learningRate: 0.01, momentum: 0, nesterov: false },
  batchSize: 32,
  epochs: 10,
  shuffle: true,
  seed: 1,
  validationSize: 0,
  trainingSize: undefined,
};

describe('hyperparameters', () => {
  it('have defaults for everything', () => {
    assert.deepEqual(hyperparameters('sigmoid'), defaults);
    assert.deepEqual(hyperparameters('sigmoid', {}), defaults);
  });

  it('default to cross-entropy behind a softmax', () => {
    assert.equal(hyperparameters('softmax')?.loss, 'categoricalCrossentropy');
    assert.equal(hyperparameters('softmax', { loss: 'quadratic' })?.loss, 'quadratic');
  });

  it("fill in every optimiser's defaults", () => {
    const optimizer = (type: string): unknown =>
      hyperparameters('sigmoid', { optimizer: { type } })?.optimizer;
    assert.deepEqual(optimizer('sgd'), { type: 'sgd', learningRate: 0.01, momentum: 0, nesterov: false });
    assert.deepEqual(optimizer('adam'), {
      type: 'adam',
      learningRate: 0.001,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-7,
    });
    assert.deepEqual(optimizer('rmsprop'), { type: 'rmsprop', learningRate: 0.001, rho: 0.9, epsilon: 1e-7 });
  });

  it('are taken as written', () => {
    const written = {
      dataset: { idx: '../letters' },
      loss: 'binaryCrossentropy',
      optimizer: { type: 'sgd', learningRate: 0.5, momentum: 0.9, nesterov: true },
      batchSize: 7,
      epochs: 3,
      shuffle: false,
      seed: 4294967295,
      validationSize: 100,
      trainingSize: 2000,
    };
    assert.deepEqual(hyperparameters('sigmoid', written), written);
  });

  it('leave an idx folder to the data: any input, any number of classes', () => {
    const text = JSON.stringify({
      version: 1,
      layers: { input: { type: 'Input', shape: [5] }, output: { type: 'Dense', units: 26 } },
      edges: [['input', 'output']],
      training: { dataset: { idx: 'letters' } },
    });
    assert.deepEqual(checkNnFile(text).diagnostics, []);
  });

  it("read the lecture's example", () => {
    const { diagnostics, network } = checkNnFile(readFileSync('examples/lecture-mlp.nn.json', 'utf8'));
    assert.deepEqual(diagnostics, []);
    assert.equal(network?.name, "The lecture's network, 784-30-10");
    assert.deepEqual(network.training, {
      dataset: 'mnist',
      loss: 'quadratic',
      optimizer: { type: 'sgd', learningRate: 3, momentum: 0, nesterov: false },
      batchSize: 10,
      epochs: 30,
      shuffle: true,
      seed: 1,
      validationSize: 10000,
      trainingSize: undefined,
    });
  });
});
