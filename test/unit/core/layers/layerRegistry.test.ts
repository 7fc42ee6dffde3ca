import assert from 'node:assert/strict';
import { checkParameters } from '../../../../src/core/layers/checkParameters';
import { isLayerType, LAYER_TYPES, layerDefinition } from '../../../../src/core/layers/layerRegistry';
import { isRequired } from '../../../../src/core/parameters/parameterDefinition';

describe('the registry of layers', () => {
  for (const type of LAYER_TYPES) {
    it(`starts a new ${type} with parameters that are right`, () => {
      const definition = layerDefinition(type);
      assert.equal(definition.type, type);
      const { findings } = checkParameters({ id: 'new', type, parameters: definition.initialParameters });
      assert.deepEqual(findings, []);
      const required = definition.parameters.filter(isRequired).map((parameter) => parameter.name);
      for (const name of required) assert.ok(name in definition.initialParameters, name);
    });
  }

  it('knows nothing that objects inherit', () => {
    assert.equal(isLayerType('toString'), false);
    assert.equal(isLayerType('__proto__'), false);
    assert.equal(isLayerType('Dense'), true);
  });

  const defaults: Record<string, Record<string, unknown>> = {
    Dense: {
      activation: 'linear',
      useBias: true,
      kernelInitializer: 'glorotUniform',
      biasInitializer: 'zeros',
    },
    Conv2D: {
      strides: [1, 1],
      padding: 'valid',
      activation: 'linear',
      useBias: true,
      kernelInitializer: 'glorotUniform',
      biasInitializer: 'zeros',
    },
    MaxPooling2D: { poolSize: [2, 2], strides: [2, 2], padding: 'valid' },
    AveragePooling2D: { poolSize: [2, 2], strides: [2, 2], padding: 'valid' },
    BatchNormalization: { momentum: 0.99, epsilon: 0.001 },
    Concatenate: { axis: -1 },
  };
  for (const [type, expected] of Object.entries(defaults)) {
    it(`fills in the defaults of ${type}`, () => {
      const required = { Dense: { units: 3 }, Conv2D: { filters: 2, kernelSize: 3 } }[type] ?? {};
      const { config } = checkParameters({ id: 'x', type, parameters: required });
      const pairs = type === 'Conv2D' ? { filters: 2, kernelSize: [3, 3] } : required;
      assert.deepEqual(config, { type, ...pairs, ...expected });
    });
  }

  it('lets strides follow poolSize', () => {
    const parameters = { poolSize: [3, 2] };
    const { config } = checkParameters({ id: 'x', type: 'MaxPooling2D', parameters });
    assert.deepEqual(config, { type: 'MaxPooling2D', poolSize: [3, 2], strides: [3, 2], padding: 'valid' });
  });
});
