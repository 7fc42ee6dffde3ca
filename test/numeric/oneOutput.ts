/**
 * A single neuron on two classes, an engine's numbers against plain arithmetic in float64: z = w·x + b, a = σ(z), the
 * target y is the label, the prediction is 1 where a > ½.
 *
 *     quadratic           C = ½(y − a)²                       δ = ∂C/∂z = (a − y)·a·(1 − a)
 *     binaryCrossentropy  C = −y·log a − (1 − y)·log(1 − a)   δ = a − y
 *
 * Shared by the tests in Node and the page that runs them in a browser.
 */
import type { ExampleSet } from '../../src/core/data/dataset';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { Network } from '../../src/core/network/network';
import { Random } from '../../src/core/random';
import type { WeightMap } from '../../src/core/weights/weightMap';
import type { Engine } from '../../src/engine/engine';
import { type CaseReport, tensorError } from './goldenCase';

const INPUTS = 9;
const COUNT = 24;
const LEARNING_RATE = 0.7;
const BATCH = Uint32Array.of(3, 17, 4, 0, 11);

/** The neuron: INPUTS weights w and a bias b. */
interface Neuron {
  readonly kernel: readonly number[];
  readonly bias: number;
}

interface Cost {
  readonly value: (a: number, y: number) => number;
  /** δ = ∂C/∂z */
  readonly delta: (a: number, y: number) => number;
}

const COSTS: Readonly<Record<'quadratic' | 'binaryCrossentropy', Cost>> = {
  quadratic: {
    value: (a, y) => (y - a) ** 2 / 2,
    delta: (a, y) => (a - y) * a * (1 - a),
  },
  binaryCrossentropy: {
    value: (a, y) => -y * Math.log(a) - (1 - y) * Math.log(1 - a),
    delta: (a, y) => a - y,
  },
};

/** One report a loss. */
export async function runOneOutput(engine: Engine): Promise<CaseReport[]> {
  const reports: CaseReport[] = [];
  for (const loss of ['quadratic', 'binaryCrossentropy'] as const) reports.push(await runLoss(engine, loss));
  return reports;
}

async function runLoss(engine: Engine, loss: keyof typeof COSTS): Promise<CaseReport> {
  const examples = randomExamples();
  const random = new Random('oneOutput neuron');
  const before: Neuron = {
    kernel: Array.from({ length: INPUTS }, () => Math.fround(random.gaussian())),
    bias: 0.25,
  };
  const gradient = meanGradient(before, COSTS[loss], examples);
  const after: Neuron = {
    kernel: before.kernel.map((weight, input) => weight - LEARNING_RATE * (gradient.kernel[input] ?? NaN)),
    bias: before.bias - LEARNING_RATE * gradient.bias,
  };
  const all = Uint32Array.from({ length: COUNT }, (_, index) => index);
  const right = [...all].filter(
    (index) => (outputAt(after, examples, index) > 0.5 ? 1 : 0) === labelAt(examples, index),
  );

  const network = oneOutputNetwork(loss);
  const model = await engine.compile(network, weightsOf(before));
  try {
    const step = { step: 0, indices: BATCH };
    const gradients = await model.gradients(examples, step);
    const { losses } = await model.train(examples, [step], network.training.optimizer);
    const weights = await model.readWeights();
    const evaluation = await model.evaluate(examples, 0, COUNT);
    const compared: readonly (readonly [string, ArrayLike<number> | undefined, readonly number[]])[] = [
      ['gradient of the kernel', gradients.get('output.kernel')?.values, gradient.kernel],
      ['gradient of the bias', gradients.get('output.bias')?.values, [gradient.bias]],
      ['loss of the step', losses, [meanCost(before, COSTS[loss], examples, BATCH)]],
      ['kernel after the step', weights.get('output.kernel')?.values, after.kernel],
      ['bias after the step', weights.get('output.bias')?.values, [after.bias]],
      ['evaluated loss', [evaluation.loss], [meanCost(after, COSTS[loss], examples, all)]],
      ['accuracy', [evaluation.accuracy], [right.length / COUNT]],
    ];
    const deviations = compared.map(([quantity, actual, expected]) => ({
      quantity,
      error: tensorError(actual, expected),
    }));
    return { name: `one output, ${loss}`, declined: undefined, deviations };
  } finally {
    model.dispose();
  }
}

function labelAt({ labels }: ExampleSet, index: number): number {
  return labels[index] ?? NaN;
}

function pixelAt({ images }: ExampleSet, index: number, input: number): number {
  return (images[index * INPUTS + input] ?? NaN) / 255;
}

/** a = σ(w·x + b) */
function outputAt({ kernel, bias }: Neuron, examples: ExampleSet, index: number): number {
  const z = kernel.reduce((sum, weight, input) => sum + weight * pixelAt(examples, index, input), bias);
  return 1 / (1 + Math.exp(-z));
}

function meanCost(neuron: Neuron, cost: Cost, examples: ExampleSet, indices: Uint32Array): number {
  const costs = [...indices].map((index) =>
    cost.value(outputAt(neuron, examples, index), labelAt(examples, index)),
  );
  return costs.reduce((sum, value) => sum + value, 0) / costs.length;
}

/** ∂C/∂w = mean of δ·x and ∂C/∂b = mean of δ, over the mini-batch. */
function meanGradient(neuron: Neuron, cost: Cost, examples: ExampleSet): Neuron {
  const kernel = Array.from({ length: INPUTS }, () => 0);
  let bias = 0;
  for (const index of BATCH) {
    const delta = cost.delta(outputAt(neuron, examples, index), labelAt(examples, index)) / BATCH.length;
    kernel.forEach((sum, input) => {
      kernel[input] = sum + delta * pixelAt(examples, index, input);
    });
    bias += delta;
  }
  return { kernel, bias };
}

function weightsOf({ kernel, bias }: Neuron): WeightMap {
  return new Map([
    ['output.kernel', { shape: [INPUTS, 1], values: Float32Array.from(kernel) }],
    ['output.bias', { shape: [1], values: Float32Array.of(bias) }],
  ]);
}

function oneOutputNetwork(loss: string): Network {
  const text = JSON.stringify({
    version: 1,
    layers: {
      input: { type: 'Input', shape: [3, 3, 1] },
      flatten: { type: 'Flatten' },
      output: { type: 'Dense', units: 1, activation: 'sigmoid' },
    },
    edges: [
      ['input', 'flatten'],
      ['flatten', 'output'],
    ],
    training: {
      dataset: { idx: 'random' },
      loss,
      optimizer: { type: 'sgd', learningRate: LEARNING_RATE },
      batchSize: BATCH.length,
    },
  });
  const { network, diagnostics } = checkNnFile(text);
  if (network === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return network;
}

function randomExamples(): ExampleSet {
  const random = new Random('oneOutput examples');
  return {
    count: COUNT,
    imageShape: [3, 3, 1],
    images: Uint8Array.from({ length: COUNT * INPUTS }, () => random.below(256)),
    labels: Uint8Array.from({ length: COUNT }, () => random.below(2)),
  };
}
