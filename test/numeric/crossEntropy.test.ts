/**
 * Cross-entropies where float32 is at its limits: confident outputs, and outputs that are no probabilities. Weights are
 * zeros and biases are given, so that every number can be checked by hand.
 */
import assert from 'node:assert/strict';
import type { ExampleSet } from '../../src/core/data/dataset';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { Engine } from '../../src/engine/engine';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { nodeHost } from './nodeHost';

interface Case {
  readonly title: string;
  readonly loss: string;
  readonly activation: string;
  /** Layers after the Dense layer, in a chain. */
  readonly behind?: Readonly<Record<string, unknown>>;
  readonly bias: readonly number[];
  readonly label: number;
  readonly expectedLoss: number;
  /** ∂C/∂bias. */
  readonly expectedGradient: readonly number[];
}

const flat = { type: 'Flatten' };
const linear = { type: 'Activation', activation: 'linear' };
const column = { type: 'Reshape', targetShape: [2, 1] };
/** What Keras's clipping makes of a probability of 0. */
const CLIPPED = -Math.log(1e-7);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
const categorical = { loss: 'categoricalCrossentropy', activation: 'softmax' };
const binary = { loss: 'binaryCrossentropy', activation: 'sigmoid' };
const wrong = { bias: [20, 0], label: 1, expectedLoss: 20, expectedGradient: [1, -1] };
/** −log(1 − σ(20)) − log σ(−20) = 2·(20 + log(1 + e⁻²⁰)) */
const bothWrong = { bias: [20, -20], label: 1, expectedLoss: 40, expectedGradient: [1, -1] };

const cases: readonly Case[] = [
  { title: 'a wrong softmax', ...categorical, ...wrong },
  { title: 'a wrong softmax, flattened', ...categorical, behind: { flat }, ...wrong },
  { title: 'a wrong softmax, there and back', ...categorical, behind: { column, flat }, ...wrong },
  { title: 'a wrong softmax, passed on', ...categorical, behind: { linear }, ...wrong },
  { title: 'a wrong sigmoid, flattened', ...binary, behind: { flat }, ...bothWrong },
  { title: 'a wrong sigmoid, there and back', ...binary, behind: { column, flat }, ...bothWrong },
  {
    // p = σ(0)/(σ(0) + σ(1)); ∂C/∂z₀ = (1/s − 1/a₀)·a₀·(1 − a₀), ∂C/∂z₁ = a₁·(1 − a₁)/s
    title: 'sigmoids divided by their sum',
    loss: 'categoricalCrossentropy',
    activation: 'sigmoid',
    bias: [0, 1],
    label: 0,
    expectedLoss: -Math.log(0.5 / (0.5 + sigmoid(1))),
    expectedGradient: [
      (1 / (0.5 + sigmoid(1)) - 2) * 0.25,
      (sigmoid(1) * (1 - sigmoid(1))) / (0.5 + sigmoid(1)),
    ],
  },
  {
    // p = 1/4; ∂C/∂a = 1/s − y/a
    title: 'what relu gives, divided by its sum',
    loss: 'categoricalCrossentropy',
    activation: 'relu',
    bias: [0.5, 1.5],
    label: 0,
    expectedLoss: Math.log(4),
    expectedGradient: [0.5 - 2, 0.5],
  },
  {
    title: 'outputs that are all 0',
    loss: 'categoricalCrossentropy',
    activation: 'relu',
    bias: [-1, -2],
    label: 0,
    expectedLoss: CLIPPED,
    expectedGradient: [0, 0],
  },
  {
    title: 'sigmoids that are almost 0',
    loss: 'categoricalCrossentropy',
    activation: 'sigmoid',
    bias: [-200, -200],
    label: 0,
    expectedLoss: CLIPPED,
    expectedGradient: [0, 0],
  },
  {
    // −log ¼ − log(1 − ½); ∂C/∂a = −y/a + (1 − y)/(1 − a)
    title: 'what relu gives between 0 and 1',
    loss: 'binaryCrossentropy',
    activation: 'relu',
    bias: [0.25, 0.5],
    label: 0,
    expectedLoss: Math.log(8),
    expectedGradient: [-4, 2],
  },
  {
    // In float32 the nearest to 1 − 1e-7 is 1 − 2⁻²³.
    title: 'what relu gives beyond 1',
    loss: 'binaryCrossentropy',
    activation: 'relu',
    bias: [0.25, 3],
    label: 0,
    expectedLoss: Math.log(4) + Math.log(2 ** 23),
    expectedGradient: [-4, 0],
  },
];

for (const name of ['tfjs-cpu', 'tfjs-wasm'] as const) {
  describe(`cross-entropy on ${name}`, () => {
    let engine: Engine;
    before(async () => {
      engine = await openEngine(name, nodeHost);
    });
    after(() => {
      engine.dispose();
    });

    for (const testCase of cases) {
      it(`is right for ${testCase.title} (${testCase.loss})`, async () => {
        const { loss, gradient } = await lossAndGradient(engine, testCase);
        assertClose(loss, testCase.expectedLoss);
        testCase.expectedGradient.forEach((expected, index) => {
          assertClose(gradient[index], expected);
        });
      });
    }
  });
}

async function lossAndGradient(
  engine: Engine,
  { loss, activation, behind, bias, label }: Case,
): Promise<{ loss: number; gradient: Float32Array }> {
  const layers = {
    input: { type: 'Input', shape: [1, 1, 1] },
    flatten: flat,
    output: { type: 'Dense', units: 2, activation },
    ...behind,
  };
  const ids = Object.keys(layers);
  const edges = ids.slice(1).map((id, index) => [ids[index], id]);
  const training = { dataset: { idx: 'none' }, loss };
  const { network, diagnostics } = checkNnFile(JSON.stringify({ version: 1, layers, edges, training }));
  assert.ok(network, diagnostics.map(({ message }) => message).join(' '));
  const model = await engine.compile(
    network,
    new Map([
      ['output.kernel', { shape: [1, 2], values: new Float32Array(2) }],
      ['output.bias', { shape: [2], values: Float32Array.from(bias) }],
    ]),
  );
  const examples: ExampleSet = {
    count: 1,
    imageShape: [1, 1, 1],
    images: Uint8Array.of(255),
    labels: Uint8Array.of(label),
  };
  try {
    const evaluation = await model.evaluate(examples, 0, 1);
    const gradients = await model.gradients(examples, { step: 0, indices: Uint32Array.of(0) });
    return { loss: evaluation.loss, gradient: gradients.get('output.bias')?.values ?? new Float32Array() };
  } finally {
    model.dispose();
  }
}

function assertClose(actual: number | undefined, expected: number): void {
  const error = Math.abs((actual ?? Number.NaN) - expected) / Math.max(1, Math.abs(expected));
  assert.ok(error < 1e-5, `${actual} should be ${expected}`);
}
