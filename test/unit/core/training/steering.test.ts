import assert from 'node:assert/strict';
import type { OptimizerConfig } from '../../../../src/core/hyperparameters/hyperparameters';
import { changeObjection } from '../../../../src/core/training/settingLimits';
import {
  changedHyperparameters,
  steeredHyperparameters,
  withSteered,
} from '../../../../src/core/training/steering';
import { smallNetwork } from '../../engine/smallNetwork';

const settingsWith = (optimizer: Partial<OptimizerConfig>) => smallNetwork({ optimizer, epochs: 3 }).training;
const sgd = settingsWith({ type: 'sgd', learningRate: 0.5, momentum: 0.9, nesterov: true });
const adam = settingsWith({ type: 'adam', learningRate: 0.01 });

describe('the settings that a run may change', () => {
  it('are those of the file to begin with', () => {
    assert.deepEqual(steeredHyperparameters(sgd), { learningRate: 0.5, momentum: 0.9, epochs: 3 });
    assert.deepEqual(steeredHyperparameters(adam), { learningRate: 0.01, momentum: null, epochs: 3 });
  });

  it('take only what is said, and a momentum only where there is one', () => {
    const ofSgd = steeredHyperparameters(sgd);
    assert.deepEqual(changedHyperparameters(ofSgd, {}), ofSgd);
    assert.deepEqual(changedHyperparameters(ofSgd, { momentum: 0 }), { ...ofSgd, momentum: 0 });
    assert.deepEqual(changedHyperparameters(ofSgd, { learningRate: 2, epochs: 9 }), {
      learningRate: 2,
      momentum: 0.9,
      epochs: 9,
    });
    const ofAdam = steeredHyperparameters(adam);
    assert.deepEqual(changedHyperparameters(ofAdam, { momentum: 0.5 }), ofAdam);
  });

  it('go into the optimiser and leave the rest of it', () => {
    const steered = { learningRate: 0.25, momentum: 0, epochs: 7 };
    assert.deepEqual(withSteered(sgd, steered), {
      ...sgd,
      epochs: 7,
      optimizer: { type: 'sgd', learningRate: 0.25, momentum: 0, nesterov: true },
    });
    assert.deepEqual(withSteered(adam, steered), {
      ...adam,
      epochs: 7,
      optimizer: { ...adam.optimizer, learningRate: 0.25 },
    });
    assert.deepEqual(withSteered(sgd, steeredHyperparameters(sgd)), sgd);
  });
});

describe('a change of settings', () => {
  it('is right within the limits of the file', () => {
    for (const change of [
      {},
      { learningRate: 1e-9 },
      { learningRate: 1e6 },
      { momentum: 0 },
      { momentum: 0.999 },
      { epochs: 2 },
      { learningRate: 1, momentum: 0.5, epochs: 100 },
    ]) {
      assert.equal(changeObjection(change, 'sgd', 2), undefined, JSON.stringify(change));
    }
    assert.equal(changeObjection({ epochs: 1 }, 'sgd', 0), undefined);
    assert.equal(changeObjection({ momentum: 7 }, 'adam', 1), undefined, 'adam has none, and stays without');
  });

  for (const [change, objection] of [
    [{ learningRate: 0 }, 'learningRate cannot be 0; set it to a number above 0 and at most 1000000.'],
    [
      { learningRate: 1000001 },
      'learningRate cannot be 1000001; set it to a number above 0 and at most 1000000.',
    ],
    [
      { learningRate: Number.NaN },
      'learningRate cannot be NaN; set it to a number above 0 and at most 1000000.',
    ],
    [{ momentum: 1 }, 'momentum cannot be 1; set it to a number of at least 0 and below 1.'],
    [{ momentum: -0.5 }, 'momentum cannot be -0.5; set it to a number of at least 0 and below 1.'],
    [{ epochs: 0 }, 'epochs cannot be 0; set it to an integer of at least 1.'],
    [{ epochs: 2.5 }, 'epochs cannot be 2.5; set it to an integer of at least 1.'],
    [{ epochs: 1 }, 'The run has begun epoch 2; set epochs to at least 2, not 1.'],
    [{ learningRate: 1, epochs: 1 }, 'The run has begun epoch 2; set epochs to at least 2, not 1.'],
  ] as const) {
    it(`is refused where it is ${JSON.stringify(change)}`, () => {
      assert.equal(changeObjection(change, 'sgd', 2), objection);
    });
  }
});
