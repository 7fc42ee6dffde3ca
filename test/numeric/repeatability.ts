/**
 * Trains the same network twice on one engine and reports what must be the same, and what must not grow. Shared by the
 * tests in Node and the page that runs them in a browser.
 */
import type { ExampleSet } from '../../src/core/data/dataset';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { Network } from '../../src/core/network/network';
import { Random } from '../../src/core/random';
import { epochBatches } from '../../src/core/training/batches';
import { initialWeights } from '../../src/core/training/initialWeights';
import type { Engine } from '../../src/engine/engine';

const EPOCHS = 3;
const COUNT = 50;

export interface RepeatReport {
  /** For each epoch every step's loss, the evaluated loss, lengths of gradients and of an update, and health; of the first run and the second. */
  readonly losses: readonly [readonly number[], readonly number[]];
  /** All weights, one after the other; of the first run and of the second. */
  readonly weights: readonly [readonly number[], readonly number[]];
  /** Tensors and bytes held after each epoch of the second run. */
  readonly tensors: readonly number[];
  readonly bytes: readonly number[];
  /** Tensors held before the first model, and after the last was disposed. */
  readonly tensorsOutside: readonly [number, number];
}

export async function trainTwice(engine: Engine, tensorsHeld: () => number): Promise<RepeatReport> {
  const network = repeatNetwork(engine.name !== 'tfjs-wasm');
  const before = tensorsHeld();
  const first = await trainOnce(engine, network);
  const second = await trainOnce(engine, network);
  return {
    losses: [first.losses, second.losses],
    weights: [first.weights, second.weights],
    tensors: second.tensors,
    bytes: second.bytes,
    tensorsOutside: [before, tensorsHeld()],
  };
}

async function trainOnce(
  engine: Engine,
  network: Network,
): Promise<{ losses: number[]; weights: number[]; tensors: number[]; bytes: number[] }> {
  const { batchSize, shuffle, seed, optimizer } = network.training;
  const examples = randomExamples();
  const model = await engine.compile(network, initialWeights(network, seed));
  const losses: number[] = [];
  const tensors: number[] = [];
  const bytes: number[] = [];
  let step = 0;
  for (let epoch = 1; epoch <= EPOCHS; epoch++) {
    const batches = epochBatches({ count: COUNT, batchSize, shuffle, seed }, epoch);
    const steps = batches.map((indices) => ({ step: step++, indices }));
    losses.push(...(await model.train(examples, steps, optimizer)).losses);
    losses.push((await model.evaluate(examples, 0, COUNT)).loss);
    const next = { step, indices: Uint32Array.of(0, 1, 2) };
    const gradients = await model.gradients(examples, next);
    losses.push(...[...gradients.values()].map(({ values }) => Math.hypot(...values)));
    const update = await model.readLastUpdate(new Set(['output.kernel']));
    losses.push(...[...update.values()].map(({ values }) => Math.hypot(...values)));
    const { output } = await model.measureHealth(examples, next, optimizer);
    losses.push(output?.gradientNorm ?? Number.NaN, output?.updateRatio ?? Number.NaN);
    const held = model.memory();
    tensors.push(held.tensors);
    bytes.push(held.bytes);
  }
  const weights = [...(await model.readWeights()).values()].flatMap(({ values }) => [...values]);
  model.dispose();
  return { losses, weights, tensors, bytes };
}

/** Everything that draws from the seed or keeps state: dropout, moving statistics, momentum, a last, smaller batch. */
function repeatNetwork(withConvolution: boolean): Network {
  const convolution = { conv: { type: 'Conv2D', filters: 3, kernelSize: 3 }, pool: { type: 'MaxPooling2D' } };
  const layers = {
    input: { type: 'Input', shape: [8, 8, 1] },
    ...(withConvolution ? convolution : {}),
    flatten: { type: 'Flatten' },
    hidden: { type: 'Dense', units: 16, useBias: false },
    norm: { type: 'BatchNormalization' },
    relu: { type: 'Activation', activation: 'relu' },
    drop: { type: 'Dropout', rate: 0.3 },
    output: { type: 'Dense', units: 10, activation: 'softmax' },
  };
  const ids = Object.keys(layers);
  const training = {
    dataset: { idx: 'random' },
    loss: 'categoricalCrossentropy',
    optimizer: { type: 'adam', learningRate: 0.01 },
    batchSize: 8,
    seed: 42,
  };
  const edges = ids.slice(1).map((id, index) => [ids[index], id]);
  const { network, diagnostics } = checkNnFile(JSON.stringify({ version: 1, layers, edges, training }));
  if (network === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return network;
}

function randomExamples(): ExampleSet {
  const random = new Random('repeatability');
  return {
    count: COUNT,
    imageShape: [8, 8, 1],
    images: Uint8Array.from({ length: COUNT * 64 }, () => random.below(256)),
    labels: Uint8Array.from({ length: COUNT }, () => random.below(10)),
  };
}
