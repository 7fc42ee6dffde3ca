/**
 * A network of everything that keeps state from step to step or draws from the seed (momentum, moving statistics,
 * dropout), and examples for it; without a convolution, so that every engine trains it.
 */
import type { ExampleSet } from '../../src/core/data/dataset';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { Network } from '../../src/core/network/network';
import { Random } from '../../src/core/random';
import type { WeightMap } from '../../src/core/weights/weightMap';
import type { TrainingStep } from '../../src/engine/engine';

const COUNT = 40;

/** @param layers Between `flatten` and `output`, in a chain. */
export function chainNetwork(
  layers: Readonly<Record<string, unknown>>,
  training: Readonly<Record<string, unknown>>,
  output: Readonly<Record<string, unknown>> = { type: 'Dense', units: 3, activation: 'softmax' },
): Network {
  const chain = {
    input: { type: 'Input', shape: [3, 3, 1] },
    flatten: { type: 'Flatten' },
    ...layers,
    output,
  };
  const ids = Object.keys(chain);
  const edges = ids.slice(1).map((id, index) => [ids[index], id]);
  const settings = { dataset: { idx: 'random' }, loss: 'categoricalCrossentropy', batchSize: 4, ...training };
  const text = JSON.stringify({ version: 1, layers: chain, edges, training: settings });
  const { network, diagnostics } = checkNnFile(text);
  if (network === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return network;
}

export function steeredNetwork(optimizer: Readonly<Record<string, unknown>>): Network {
  return chainNetwork(
    {
      hidden: { type: 'Dense', units: 6, activation: 'relu' },
      norm: { type: 'BatchNormalization' },
      drop: { type: 'Dropout', rate: 0.3 },
    },
    { optimizer },
  );
}

export const steeredExamples: ExampleSet = randomExamples();

function randomExamples(): ExampleSet {
  const random = new Random('steered');
  return {
    count: COUNT,
    imageShape: [3, 3, 1],
    images: Uint8Array.from({ length: COUNT * 9 }, () => random.below(256)),
    labels: Uint8Array.from({ length: COUNT }, () => random.below(3)),
  };
}

/** Steps of four examples each, [from, to), the same whenever they are asked for. */
export function stepsBetween(from: number, to: number): TrainingStep[] {
  return Array.from({ length: to - from }, (_, index) => {
    const step = from + index;
    return { step, indices: Uint32Array.from({ length: 4 }, (_, place) => (step * 7 + place * 3) % COUNT) };
  });
}

/** Every tensor's bits as text, by name. */
export function bytesOf(map: WeightMap): Record<string, string> {
  return Object.fromEntries(
    [...map].map(([name, { shape, values }]) => [
      name,
      `${shape.join('×')}: ${new Uint32Array(values.slice().buffer).join()}`,
    ]),
  );
}
