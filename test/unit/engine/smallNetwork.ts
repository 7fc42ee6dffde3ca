/**
 * A network and a dataset small enough to follow by hand: 2×2 images, two classes.
 */
import type { Dataset, ExampleSet } from '../../../src/core/data/dataset';
import { checkNnFile } from '../../../src/core/network/checkNnFile';
import type { Network } from '../../../src/core/network/network';
import { Random } from '../../../src/core/random';

/** @param training Replaces the default settings one by one. */
export function smallNetwork(
  training: Readonly<Record<string, unknown>> = {},
  output?: Readonly<Record<string, unknown>>,
): Network {
  return network({}, ['input', 'flatten', 'output'], training, output);
}

/** The same with a Dense layer of so many units before the output, for one epoch. */
export function networkWithHidden(units: number): Network {
  const hidden = { type: 'Dense', units };
  return network({ hidden }, ['input', 'flatten', 'hidden', 'output'], { epochs: 1 });
}

/** One sigmoid neuron for both classes. */
export function networkWithOneOutput(training: Readonly<Record<string, unknown>> = {}): Network {
  const output = { type: 'Dense', units: 1, activation: 'sigmoid' };
  return network({}, ['input', 'flatten', 'output'], { loss: 'quadratic', ...training }, output);
}

/** A chain of layers from 2×2 images to two classes. */
function network(
  hidden: Readonly<Record<string, unknown>>,
  chain: readonly string[],
  training: Readonly<Record<string, unknown>>,
  output: Readonly<Record<string, unknown>> = { type: 'Dense', units: 2, activation: 'softmax' },
): Network {
  const text = JSON.stringify({
    version: 1,
    name: 'small',
    layers: {
      input: { type: 'Input', shape: [2, 2, 1] },
      flatten: { type: 'Flatten' },
      ...hidden,
      output,
    },
    edges: chain.slice(1).map((to, index) => [chain[index], to]),
    training: {
      dataset: { idx: 'small' },
      loss: 'categoricalCrossentropy',
      optimizer: { type: 'sgd', learningRate: 0.5 },
      batchSize: 4,
      epochs: 2,
      seed: 5,
      ...training,
    },
  });
  const checked = checkNnFile(text);
  if (checked.network === undefined) {
    throw new Error(checked.diagnostics.map(({ message }) => message).join(' '));
  }
  return checked.network;
}

/** Images whose brighter row is the label, so that they can be learned. */
export function smallExamples(count: number): ExampleSet {
  const random = new Random('small', count);
  const labels = Uint8Array.from({ length: count }, () => random.below(2));
  const images = new Uint8Array(count * 4);
  labels.forEach((label, index) => {
    for (let pixel = 0; pixel < 4; pixel++) {
      images[index * 4 + pixel] = random.below(60) + (Math.floor(pixel / 2) === label ? 180 : 0);
    }
  });
  return { count, imageShape: [2, 2, 1], images, labels };
}

export function smallDataset(trainingCount: number, testCount: number): Dataset {
  return {
    name: 'small',
    classes: 2,
    training: smallExamples(trainingCount),
    test: smallExamples(testCount),
  };
}
