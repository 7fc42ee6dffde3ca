/**
 * The health of every layer against plain arithmetic in float64, and that measuring it changes nothing.
 */
import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import type { SgdConfig } from '../../src/core/hyperparameters/hyperparameters';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { Network } from '../../src/core/network/network';
import type { LayerHealth } from '../../src/core/training/health';
import { initialWeights } from '../../src/core/training/initialWeights';
import type { WeightMap } from '../../src/core/weights/weightMap';
import type { Engine } from '../../src/engine/engine';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { nodeHost } from './nodeHost';
import { bytesOf, chainNetwork, steeredExamples, steeredNetwork, stepsBetween } from './steeredNetwork';

const TOLERANCE = 1e-4;

/** x → relu(x·W₁ + b₁) → tanh(a·W₂ + b₂) → σ(a·W₃ + b₃), quadratic loss. */
const SIZES = { inputs: 9, relu: 8, tanh: 6, sigmoid: 3 } as const;
const SGD: SgdConfig = { type: 'sgd', learningRate: 0.5, momentum: 0.9, nesterov: false };

function deepNetwork(): Network {
  return chainNetwork(
    {
      relu: { type: 'Dense', units: SIZES.relu, activation: 'relu' },
      weighted: { type: 'Dense', units: SIZES.tanh, activation: 'linear' },
      tanh: { type: 'Activation', activation: 'tanh' },
    },
    { loss: 'quadratic', optimizer: SGD },
    { type: 'Dense', units: SIZES.sigmoid, activation: 'sigmoid' },
  );
}

type Rows = readonly (readonly number[])[];

const product = (a: Rows, b: Rows): number[][] =>
  a.map((row) =>
    (b[0] ?? []).map((_, column) => row.reduce((sum, x, k) => sum + x * (b[k]?.[column] ?? NaN), 0)),
  );
const transposed = (a: Rows): number[][] =>
  (a[0] ?? []).map((_, column) => a.map((row) => row[column] ?? NaN));
const columnSums = (a: Rows): number[] =>
  transposed(a).map((column) => column.reduce((sum, x) => sum + x, 0));
const mapped = (a: Rows, f: (x: number, row: number, column: number) => number): number[][] =>
  a.map((row, i) => row.map((x, j) => f(x, i, j)));
const shareOf = (a: readonly number[], is: (x: number) => boolean): number => a.filter(is).length / a.length;
const norm = (...tensors: readonly (readonly number[])[]): number => Math.hypot(...tensors.flat());

function dense(x: Rows, weights: WeightMap, layer: string): number[][] {
  const bias = weights.get(`${layer}.bias`)?.values ?? new Float32Array();
  return mapped(product(x, kernel(weights, layer)), (z, _, unit) => z + (bias[unit] ?? NaN));
}

function kernel(weights: WeightMap, layer: string): number[][] {
  const { shape: [inputs = 0, units = 0] = [], values = new Float32Array() } =
    weights.get(`${layer}.kernel`) ?? {};
  return Array.from({ length: inputs }, (_, input) => [...values.slice(input * units, (input + 1) * units)]);
}

/** The health that two steps of the lecture's back-propagation give, all in float64. */
function expectedHealth(
  weights: WeightMap,
  velocities: WeightMap,
  indices: Uint32Array,
): Record<string, LayerHealth> {
  const x = [...indices].map((index) =>
    [...steeredExamples.images.slice(index * 9, index * 9 + 9)].map((p) => p / 255),
  );
  const y = [...indices].map((index) =>
    [0, 1, 2].map((unit) => (unit === steeredExamples.labels[index] ? 1 : 0)),
  );
  const a1 = mapped(dense(x, weights, 'relu'), (z) => Math.max(z, 0));
  const a2 = mapped(dense(a1, weights, 'weighted'), Math.tanh);
  const a3 = mapped(dense(a2, weights, 'output'), (z) => 1 / (1 + Math.exp(-z)));
  const d3 = mapped(a3, (a, i, j) => ((a - (y[i]?.[j] ?? NaN)) * a * (1 - a)) / indices.length);
  const d2 = mapped(
    product(d3, transposed(kernel(weights, 'output'))),
    (d, i, j) => d * (1 - (a2[i]?.[j] ?? NaN) ** 2),
  );
  const d1 = mapped(product(d2, transposed(kernel(weights, 'weighted'))), (d, i, j) =>
    (a1[i]?.[j] ?? NaN) > 0 ? d : 0,
  );
  const learned = (
    layer: string,
    input: Rows,
    delta: Rows,
  ): Pick<LayerHealth, 'gradientNorm' | 'updateRatio'> => {
    const gradients = [product(transposed(input), delta).flat(), columnSums(delta)];
    const tensors = ['kernel', 'bias'].map((role) => [...(weights.get(`${layer}.${role}`)?.values ?? [])]);
    const updates = gradients.map((gradient, tensor) => {
      const velocity = velocities.get(`${layer}.${tensor === 0 ? 'kernel' : 'bias'}/velocity`)?.values ?? [];
      return gradient.map((g, index) => SGD.learningRate * (SGD.momentum * (velocity[index] ?? NaN) + g));
    });
    return { gradientNorm: norm(...gradients), updateRatio: norm(...updates) / norm(...tensors) };
  };
  const none = { saturated: null, dead: null, gradientNorm: null, updateRatio: null };
  return {
    input: none,
    flatten: none,
    relu: { ...none, dead: shareOf(columnSums(a1), (sum) => sum === 0), ...learned('relu', x, d1) },
    weighted: { ...none, ...learned('weighted', a1, d2) },
    tanh: { ...none, saturated: shareOf(a2.flat(), (a) => 1 - a * a < 0.05) },
    output: {
      ...none,
      saturated: shareOf(a3.flat(), (a) => a * (1 - a) < 0.05 / 4),
      ...learned('output', a2, d3),
    },
  };
}

function assertClose(actual: number | null | undefined, expected: number | null, what: string): void {
  if (expected === null) {
    assert.equal(actual, null, what);
    return;
  }
  const error = Math.abs((actual ?? NaN) - expected) / Math.max(Math.abs(expected), 1e-12);
  assert.ok(error < TOLERANCE, `${what}: ${actual} should be ${expected}`);
}

/** Weights large enough to saturate, with two dead units. */
function strongWeights(network: Network): WeightMap {
  return new Map(
    [...initialWeights(network, 5)].map(([name, { shape, values }]) => {
      const strong = values.map((value) => value * (name === 'output.kernel' ? 12 : 3));
      if (name === 'relu.bias') strong.fill(-100, 0, 2);
      return [name, { shape, values: strong }];
    }),
  );
}

for (const name of ['tfjs-cpu', 'tfjs-wasm'] as const) {
  describe(`health on ${name}`, () => {
    let engine: Engine;
    before(async () => {
      engine = await openEngine(name, nodeHost);
    });
    after(() => {
      engine.dispose();
    });

    it('agrees with plain arithmetic, with the velocities of the steps before', async () => {
      const network = deepNetwork();
      const model = await engine.compile(network, strongWeights(network));
      await model.train(steeredExamples, stepsBetween(0, 2), SGD);
      const [step] = stepsBetween(2, 3);
      const expected = expectedHealth(
        await model.readWeights(),
        await model.readOptimizerState(),
        step!.indices,
      );
      const actual = await model.measureHealth(steeredExamples, step!, SGD);
      assert.deepEqual(Object.keys(actual), Object.keys(expected));
      for (const [layer, figures] of Object.entries(expected)) {
        for (const figure of ['saturated', 'dead', 'gradientNorm', 'updateRatio'] as const) {
          assertClose(actual[layer]?.[figure], figures[figure], `${figure} of ${layer}`);
        }
      }
      // What is compared is there to be compared.
      assert.ok((expected.relu?.dead ?? 0) >= 0.25 && (expected.relu?.dead ?? 1) < 1);
      assert.ok((expected.tanh?.saturated ?? 0) > 0 && (expected.tanh?.saturated ?? 1) < 1);
      assert.ok((expected.output?.saturated ?? 0) > 0 && (expected.output?.saturated ?? 1) < 1);
      model.dispose();
    });

    for (const optimizer of [
      { type: 'sgd', learningRate: 0.05, momentum: 0.9 },
      { type: 'adam', learningRate: 0.01 },
    ]) {
      it(`changes nothing and leaves nothing behind: ${optimizer.type}`, async () => {
        const network = steeredNetwork(optimizer);
        const model = await engine.compile(network, initialWeights(network, 3));
        const settings = network.training.optimizer;
        await model.train(steeredExamples, stepsBetween(0, 3), settings);
        const contents = async (): Promise<Record<string, string>> => ({
          ...bytesOf(await model.readWeights()),
          ...bytesOf(await model.readOptimizerState()),
        });
        const before = await contents();
        const tensors = tf.memory().numTensors;
        const [step] = stepsBetween(3, 4);
        const health = await model.measureHealth(steeredExamples, step!, settings);
        assert.deepEqual(await model.measureHealth(steeredExamples, step!, settings), health);
        assert.ok((health.norm?.gradientNorm ?? 0) > 0);
        assert.deepEqual(await contents(), before);
        assert.equal(tf.memory().numTensors, tensors);
        model.dispose();
      });
    }

    it('has a norm for gradients whose squares are beyond float32, and none for a layer of zeros', async () => {
      const network = chainNetwork(
        {},
        { loss: 'quadratic' },
        { type: 'Dense', units: 3, activation: 'linear' },
      );
      const filled = (bias: number): WeightMap =>
        new Map([
          ['output.kernel', { shape: [9, 3], values: new Float32Array(27) }],
          ['output.bias', { shape: [3], values: new Float32Array(3).fill(bias) }],
        ]);
      const black = { ...steeredExamples, images: new Uint8Array(steeredExamples.images.length) };
      const model = await engine.compile(network, filled(1e25));
      const [step] = stepsBetween(0, 1);
      const great = await model.measureHealth(black, step!, SGD);
      assertClose(great.output?.gradientNorm, Math.sqrt(3) * 1e25, 'gradient norm');
      assertClose(great.output?.updateRatio, 0.5, 'update ratio');
      model.writeWeights(filled(0));
      const zero = await model.measureHealth(black, step!, SGD);
      assert.equal(zero.output?.updateRatio, null);
      assert.equal(typeof zero.output.gradientNorm, 'number');
      model.dispose();
    });
  });
}

describe('health of a convolution', () => {
  it('counts a channel as dead where it is 0 at every place of every image', async () => {
    const layers = {
      input: { type: 'Input', shape: [3, 3, 1] },
      conv: { type: 'Conv2D', filters: 4, kernelSize: 2, activation: 'relu' },
      flatten: { type: 'Flatten' },
      output: { type: 'Dense', units: 3, activation: 'softmax' },
    };
    const ids = Object.keys(layers);
    const edges = ids.slice(1).map((id, index) => [ids[index], id]);
    const training = { dataset: { idx: 'random' }, loss: 'categoricalCrossentropy' };
    const { network } = checkNnFile(JSON.stringify({ version: 1, layers, edges, training }));
    assert.ok(network);
    const engine = await openEngine('tfjs-cpu', nodeHost);
    const weights = new Map(initialWeights(network, 1));
    weights.set('conv.kernel', { shape: [2, 2, 1, 4], values: new Float32Array(16) });
    // One channel of four is on.
    weights.set('conv.bias', { shape: [4], values: Float32Array.of(-1, 0, 0.5, -0.5) });
    const model = await engine.compile(network, weights);
    const [step] = stepsBetween(0, 1);
    const health = await model.measureHealth(steeredExamples, step!, SGD);
    assert.equal(health.conv?.dead, 0.75);
    assert.equal(health.flatten?.dead, null);
    engine.dispose();
  });
});
