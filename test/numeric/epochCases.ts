/**
 * Three networks and a few hundred drawn digits, for one epoch that is checked against a float64 reference and PyTorch:
 * what is learned is the same wherever it is computed, because all of it follows from here.
 */
import type { Dataset, ExampleSet } from '../../src/core/data/dataset';
import { SYNTHETIC_DIGITS_SEED, syntheticDigitsDataset } from '../../src/core/data/syntheticDigits';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { Network } from '../../src/core/network/network';
import { epochBatches } from '../../src/core/training/batches';
import { initialWeights } from '../../src/core/training/initialWeights';
import type { WeightMap } from '../../src/core/weights/weightMap';

const EXAMPLES = 300;

export interface EpochCase {
  readonly name: string;
  /** As a file has it. */
  readonly file: Readonly<Record<string, unknown>>;
  readonly network: Network;
  readonly weights: WeightMap;
  /** In the order of the file: nothing is shuffled. */
  readonly batches: readonly Uint32Array[];
}

const FLATTEN = { type: 'Flatten' };
/** No bias before a normalisation: its gradient would be exactly 0, and nothing is relative to 0. */
const NETWORKS = [
  {
    name: 'an MLP with quadratic loss',
    layers: {
      flatten: FLATTEN,
      hidden: { type: 'Dense', units: 16, activation: 'sigmoid', kernelInitializer: 'scaledGaussian' },
      output: { type: 'Dense', units: 10, activation: 'sigmoid', kernelInitializer: 'scaledGaussian' },
    },
    training: { loss: 'quadratic', optimizer: { type: 'sgd', learningRate: 1 } },
  },
  {
    name: 'an MLP with softmax cross-entropy and Adam',
    layers: {
      flatten: FLATTEN,
      hidden: { type: 'Dense', units: 16, activation: 'relu' },
      output: { type: 'Dense', units: 10, activation: 'softmax' },
    },
    training: { loss: 'categoricalCrossentropy', optimizer: { type: 'adam', learningRate: 0.003 } },
  },
  {
    name: 'a CNN with max pooling, BatchNormalization and SGD with momentum',
    layers: {
      conv: { type: 'Conv2D', filters: 5, kernelSize: 3, useBias: false },
      norm: { type: 'BatchNormalization' },
      relu: { type: 'Activation', activation: 'relu' },
      pool: { type: 'MaxPooling2D' },
      flatten: FLATTEN,
      output: { type: 'Dense', units: 10, activation: 'softmax' },
    },
    training: {
      loss: 'categoricalCrossentropy',
      optimizer: { type: 'sgd', learningRate: 0.02, momentum: 0.9 },
    },
  },
];

export function epochCases(): EpochCase[] {
  return NETWORKS.map(({ name, layers: own, training }) => {
    const layers = { input: { type: 'Input', shape: [14, 14, 1] }, ...own };
    const ids = Object.keys(layers);
    const file = {
      version: 1,
      name,
      layers,
      edges: ids.slice(1).map((id, index) => [ids[index], id]),
      training: {
        dataset: { idx: 'digits' },
        batchSize: 32,
        epochs: 1,
        shuffle: false,
        seed: 11,
        ...training,
      },
    };
    const { network, diagnostics } = checkNnFile(JSON.stringify(file));
    if (network === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
    const { batchSize, shuffle, seed } = network.training;
    return {
      name,
      file,
      network,
      weights: initialWeights(network, seed),
      batches: epochBatches({ count: EXAMPLES, batchSize, shuffle, seed }, 1),
    };
  });
}

/** Drawn digits at half their size. */
export function epochDataset(): Dataset {
  const { name, classes, training, test } = syntheticDigitsDataset(SYNTHETIC_DIGITS_SEED, EXAMPLES, 20);
  return { name, classes, training: halved(training), test: halved(test) };
}

/** Every four pixels become their mean. */
function halved({ count, images, labels }: ExampleSet): ExampleSet {
  const smaller = new Uint8Array(count * 14 * 14);
  for (let index = 0; index < smaller.length; index++) {
    const column = index % 14;
    const row = Math.floor(index / 14); // Of all images, one below the other.
    const at = 2 * row * 28 + 2 * column;
    const sum = (images[at] ?? 0) + (images[at + 1] ?? 0) + (images[at + 28] ?? 0) + (images[at + 29] ?? 0);
    smaller[index] = Math.round(sum / 4);
  }
  return { count, imageShape: [14, 14, 1], images: smaller, labels };
}
