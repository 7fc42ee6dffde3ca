import assert from 'node:assert/strict';
import type { WeightSpec } from '../../../../src/core/layers/weights';
import { initialValues } from '../../../../src/core/training/initialWeights';

const kernel: WeightSpec = {
  name: 'hidden.kernel',
  role: 'kernel',
  shape: [100, 300],
  initializer: 'gaussian',
  fanIn: 100,
  fanOut: 300,
  trainable: true,
};

describe('initial weights', () => {
  // With 30,000 draws a standard deviation is known to 0.4 %, a mean to 0.6 % of it: the bounds are five times that.
  const expectMoments = (initializer: WeightSpec['initializer'], deviation: number): Float32Array => {
    const values = initialValues({ ...kernel, initializer }, 1);
    assert.equal(values.length, 30_000);
    const { mean, deviation: found } = moments(values);
    assert.ok(Math.abs(mean) < 0.03 * deviation, `mean ${mean}`);
    assert.ok(Math.abs(found / deviation - 1) < 0.02, `standard deviation ${found}, expected ${deviation}`);
    return values;
  };

  it('draws gaussian with standard deviation 1', () => {
    const values = expectMoments('gaussian', 1);
    assert.ok(Math.max(...values) > 3.3, 'a normal distribution has tails');
  });

  it('draws scaledGaussian with standard deviation 1/√fanIn', () => {
    expectMoments('scaledGaussian', 0.1);
  });

  it('draws glorotUniform evenly from ±√(6/(fanIn + fanOut))', () => {
    const limit = Math.sqrt(6 / 400);
    const values = expectMoments('glorotUniform', limit / Math.sqrt(3));
    assert.ok(Math.max(...values) <= Math.fround(limit));
    assert.ok(Math.max(...values) > 0.999 * limit);
    assert.ok(Math.min(...values) < -0.999 * limit);
  });

  it('draws heNormal with standard deviation √(2/fanIn), cut off at twice the width of the normal distribution', () => {
    const deviation = Math.sqrt(2 / 100);
    const values = expectMoments('heNormal', deviation);
    const cut = (2 * deviation) / 0.87962566103423978;
    assert.ok(Math.max(...values) <= Math.fround(cut));
    assert.ok(Math.max(...values) > 0.98 * cut);
  });

  it('makes zeros and ones', () => {
    assert.deepEqual(
      initialValues({ ...kernel, shape: [3], initializer: 'zeros' }, 1),
      Float32Array.of(0, 0, 0),
    );
    assert.deepEqual(initialValues({ ...kernel, shape: [2], initializer: 'ones' }, 1), Float32Array.of(1, 1));
  });

  it('depends on the seed and on the tensor’s name, and on nothing else', () => {
    assert.deepEqual(initialValues(kernel, 1), initialValues({ ...kernel, fanIn: 7 }, 1));
    assert.notDeepEqual(initialValues(kernel, 1), initialValues(kernel, 2));
    assert.notDeepEqual(initialValues(kernel, 1), initialValues({ ...kernel, name: 'other.kernel' }, 1));
  });
});

function moments(values: Float32Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
