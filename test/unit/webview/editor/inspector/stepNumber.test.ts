import assert from 'node:assert/strict';
import {
  optimizerParameters,
  trainingParameters,
} from '../../../../../src/core/hyperparameters/hyperparameterDefinitions';
import { layerDefinition } from '../../../../../src/core/layers/layerRegistry';
import type {
  IntegerParameter,
  NumberParameter,
  ParameterDefinition,
} from '../../../../../src/core/parameters/parameterDefinition';
import { stepNumber } from '../../../../../webview/editor/inspector/stepNumber';

function numeric(
  definitions: readonly ParameterDefinition[],
  name: string,
): IntegerParameter | NumberParameter {
  const found = definitions.find((definition) => definition.name === name);
  assert.ok(found?.kind === 'integer' || found?.kind === 'number');
  return found;
}

const units = numeric(layerDefinition('Dense').parameters, 'units');
const rate = numeric(layerDefinition('Dropout').parameters, 'rate');
const momentum = numeric(layerDefinition('BatchNormalization').parameters, 'momentum');
const seed = numeric(trainingParameters, 'seed');
const learningRate = numeric(optimizerParameters.sgd, 'learningRate');
const epsilon = numeric(optimizerParameters.adam, 'epsilon');

describe('stepNumber', () => {
  it('takes integers by ones and tens, and stops at their limits', () => {
    assert.equal(stepNumber(units, '32', undefined, 1), '33');
    assert.equal(stepNumber(units, '32', undefined, -10), '22');
    assert.equal(stepNumber(units, '4', undefined, -10), '1');
    assert.equal(stepNumber(units, '1', undefined, -1), undefined);
    assert.equal(stepNumber(seed, '4294967295', undefined, 1), undefined);
  });

  it('takes other numbers by their last decimal place, without a tail of rounding', () => {
    assert.equal(stepNumber(learningRate, '0.02', 0.01, 1), '0.03');
    assert.equal(stepNumber(learningRate, '3', 0.01, 1), '4');
    assert.equal(stepNumber(rate, '0.25', undefined, 10), '0.35');
    assert.equal(stepNumber(rate, '0.7', undefined, 1), '0.8');
    assert.equal(stepNumber(momentum, '0', undefined, 1), '0.1');
    assert.equal(stepNumber(epsilon, '1e-7', 1e-7, 2), '3e-7');
  });

  it('goes towards a limit that is not allowed itself in finer steps', () => {
    assert.equal(stepNumber(learningRate, '0.001', 0.01, -1), '0.0009');
    assert.equal(stepNumber(rate, '0.9', undefined, 1), '0.91');
  });

  it('starts from the default in an empty field, and from nothing in one that holds no number', () => {
    assert.equal(stepNumber(learningRate, ' ', 0.01, 1), '0.02');
    assert.equal(stepNumber(learningRate, 'fast', 0.01, 1), undefined);
  });
});
