/**
 * The health of a network of three Dense layers, an engine's figures against plain arithmetic in float64: the lecture's
 * back-propagation, written out. Shared by the tests in Node and the page that runs them in a browser.
 */
import type { SgdConfig } from '../../src/core/hyperparameters/hyperparameters';
import type { Network } from '../../src/core/network/network';
import type { LayerHealth } from '../../src/core/training/health';
import { initialWeights } from '../../src/core/training/initialWeights';
import type { WeightMap } from '../../src/core/weights/weightMap';
import type { Engine } from '../../src/engine/engine';
import { type Deviation, tensorError } from './goldenCase';
import { chainNetwork, steeredExamples, stepsBetween } from './steeredNetwork';

/** x → relu(x·W₁ + b₁) → tanh(a·W₂ + b₂) → σ(a·W₃ + b₃), quadratic loss. */
const SIZES = { inputs: 9, relu: 8, tanh: 6, sigmoid: 3 } as const;
export const SGD: SgdConfig = { type: 'sgd', learningRate: 0.5, momentum: 0.9, nesterov: false };

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

/**
 * Every figure of every layer after two steps, whose velocities the next update takes along. A figure that is there on
 * one side only is infinitely far off.
 */
export async function healthDeviations(engine: Engine): Promise<Deviation[]> {
  const network = deepNetwork();
  const model = await engine.compile(network, strongWeights(network));
  await model.train(steeredExamples, stepsBetween(0, 2), SGD);
  const [step] = stepsBetween(2, 3);
  if (step === undefined) throw new RangeError('There is no step to measure.');
  const expected = expectedHealth(await model.readWeights(), await model.readOptimizerState(), step.indices);
  const actual = await model.measureHealth(steeredExamples, step, SGD);
  model.dispose();
  return network.layers.flatMap(({ id }) =>
    (['saturated', 'dead', 'gradientNorm', 'updateRatio'] as const).map((figure) => {
      const [found, wanted] = [actual[id]?.[figure], expected[id]?.[figure]];
      const list = (value: number | null | undefined): number[] => (typeof value === 'number' ? [value] : []);
      return { quantity: `${figure} of ${id}, ${wanted}`, error: tensorError(list(found), list(wanted)) };
    }),
  );
}
