/**
 * Dead and saturated units over the test set: what a run finds on a real engine is what the core finds, one example after
 * the other.
 */
import assert from 'node:assert/strict';
import type { Dataset, ExampleSet } from '../../src/core/data/dataset';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { LayerFindings } from '../../src/core/inspection/readings';
import { weightSpecs, type Network } from '../../src/core/network/network';
import { forwardPass, passOf, scaledPixels } from '../../src/core/pass/forwardPass';
import { UnitSurvey } from '../../src/core/pass/unitSurvey';
import { Random } from '../../src/core/random';
import { elementCount } from '../../src/core/shape';
import type { WeightMap } from '../../src/core/weights/weightMap';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { ReadingQueue, type UnitsAnswer } from '../../src/engine/readingQueue';
import { nodeHost } from './nodeHost';
import { steeredRun } from './steeredRun';

/** So many images at the end are all white, and the others nowhere near it. */
const WHITE = 10;
/** Two slices and a part of a third. */
const test = examples(520);
const dataset: Dataset = { name: 'random', classes: 3, training: examples(8), test };

const dense = chain({
  flatten: { type: 'Flatten' },
  hidden: { type: 'Dense', units: 5, activation: 'relu' },
  squash: { type: 'Dense', units: 4, activation: 'sigmoid' },
});
const convolutional = chain({
  conv: { type: 'Conv2D', filters: 3, kernelSize: 2, activation: 'relu' },
  second: { type: 'Conv2D', filters: 2, kernelSize: 2, activation: 'tanh' },
  flatten: { type: 'Flatten' },
});

function chain(layers: Readonly<Record<string, unknown>>): Network {
  const all = {
    input: { type: 'Input', shape: [4, 4, 1] },
    ...layers,
    output: { type: 'Dense', units: 3, activation: 'softmax' },
  };
  const ids = Object.keys(all);
  const edges = ids.slice(1).map((id, index) => [ids[index], id]);
  const training = { dataset: { idx: 'random' }, loss: 'categoricalCrossentropy', epochs: 1, batchSize: 4 };
  const { network, diagnostics } = checkNnFile(JSON.stringify({ version: 1, layers: all, edges, training }));
  if (network === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return network;
}

function examples(count: number): ExampleSet {
  const random = new Random('survey', count);
  return {
    count,
    imageShape: [4, 4, 1],
    images: Uint8Array.from({ length: count * 16 }, (_, index) =>
      index < (count - WHITE) * 16 ? random.below(230) : 255,
    ),
    labels: Uint8Array.from({ length: count }, () => random.below(3)),
  };
}

/** Weights between −1 and 1, but for those of a unit (the last axis) that are given, all of them alike. */
function forced(
  network: Network,
  given: Readonly<Record<string, readonly (number | undefined)[]>>,
): WeightMap {
  const random = new Random(4);
  return new Map(
    weightSpecs(network).map(({ name, shape }) => {
      const byUnit = given[name] ?? [];
      const units = shape.at(-1) ?? 1;
      const values = Float32Array.from({ length: elementCount(shape) }, (_, index) => {
        const drawn = random.uniform() * 2 - 1;
        return byUnit[index % units] ?? drawn;
      });
      return [name, { shape, values }];
    }),
  );
}

/** Asks a run that has not begun. */
async function findingsOfRun(
  name: 'tfjs-cpu' | 'tfjs-wasm',
  network: Network,
  weights: WeightMap,
): Promise<UnitsAnswer> {
  const engine = await openEngine(name, nodeHost);
  const readings = new ReadingQueue();
  const asked = readings.askUnits();
  await steeredRun({ engine, network, dataset, readings, start: { kind: 'weights', weights } });
  engine.dispose();
  return asked;
}

function findingsOfCore(network: Network, weights: WeightMap): ReturnType<UnitSurvey['findings']> {
  const survey = new UnitSurvey(network);
  for (let example = 0; example < test.count; example++) {
    const passes = forwardPass(
      network,
      weights,
      scaledPixels(test.images.subarray(example * 16, (example + 1) * 16)),
    );
    for (const layer of survey.layers) survey.add(layer, passOf(passes, layer).a);
  }
  return survey.findings();
}

const namesOf = (layer: LayerFindings | undefined): string[] | undefined =>
  layer?.findings.map(({ unit, kind, share }) => `${unit} ${kind} ${share.toFixed(3)}`);

describe('a survey on a real engine', () => {
  for (const name of ['tfjs-cpu', 'tfjs-wasm'] as const) {
    it(`finds dead and saturated neurons, on ${name}`, async () => {
      // Hidden unit 4 answers to white images alone, where the sum of its inputs is 16.
      const weights = forced(dense, {
        'hidden.kernel': [undefined, undefined, undefined, undefined, 1],
        'hidden.bias': [0, -50, 0, -50, -15.5],
        'squash.bias': [0, 0, 50, -50],
      });
      const { step, examples, layers } = await findingsOfRun(name, dense, weights);
      assert.deepEqual([step, examples], [0, test.count]);
      assert.deepEqual(layers, findingsOfCore(dense, weights));
      const [hidden, squash] = layers;
      assert.deepEqual(namesOf(hidden), ['1 dead 1.000', '3 dead 1.000']);
      assert.deepEqual(namesOf(squash), ['2 saturated 1.000', '3 saturated 1.000']);
    });
  }

  it('finds dead and saturated channels, on tfjs-cpu', async () => {
    // Channel 2 of the first convolution answers to white images.
    const weights = forced(convolutional, {
      'conv.kernel': [undefined, undefined, 1],
      'conv.bias': [0.2, -50, -3.9],
      'second.bias': [40, 0],
    });
    const { layers } = await findingsOfRun('tfjs-cpu', convolutional, weights);
    assert.deepEqual(layers, findingsOfCore(convolutional, weights));
    assert.deepEqual(layers.map(namesOf), [['1 dead 1.000'], ['0 saturated 1.000']]);
  });
});
