/**
 * The core's pass of one example against an engine's numbers: every layer's activations, the cost, the gradients; and
 * against finite differences of itself, down to the pixels.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Network } from '../../src/core/network/network';
import { backwardPass } from '../../src/core/pass/backwardPass';
import { costOf, outputMaker } from '../../src/core/pass/cost';
import { forwardPass, passOf, scaledPixels } from '../../src/core/pass/forwardPass';
import type { WeightMap } from '../../src/core/weights/weightMap';
import type { Engine } from '../../src/engine/engine';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { examplesOf, initialWeightsOf, networkOf, tensorError, TOLERANCE } from './goldenCase';
import type { GoldenCase, GoldenFile } from './goldenCase';
import { nodeHost } from './nodeHost';

const golden = JSON.parse(readFileSync(path.join('test', 'golden', 'golden.json'), 'utf8')) as GoldenFile;
/** In training mode these do other than what an example alone sees. */
const differsInTraining = /Dropout|BatchNormalization/;
const cases = golden.cases.filter(({ network }) => !network.name.startsWith('optimizer'));

describe('the pass of one example', () => {
  let engine: Engine;
  before(async () => {
    engine = await openEngine('tfjs-cpu', nodeHost);
  });
  after(() => {
    engine.dispose();
  });

  for (const goldenCase of cases) {
    const { name } = goldenCase.network;
    it(`agrees with the engine: ${name}`, async function () {
      const errors = await errorsAgainst(engine, goldenCase);
      const [worst] = [...errors].sort(([, a], [, b]) => b - a);
      assert.ok(worst !== undefined && worst[1] < TOLERANCE, `${worst?.[0]} is off by ${worst?.[1]}`);
      this.runnable().title += ` (${worst[0]}: ${worst[1].toExponential(1)})`;
    });
    it(`goes back as finite differences say: ${name}`, () => {
      const network = networkOf(goldenCase);
      const weights = initialWeightsOf(goldenCase, network);
      const x = imageOf(goldenCase, network, 0);
      const forward = forwardPass(network, weights, x);
      const input = network.layers[0]?.id ?? '';
      const maker = outputMaker(network).id;
      const byCost = backwardPass(network, weights, forward, { kind: 'cost', target: 1 }).deltas.get(input);
      const byOutput = backwardPass(network, weights, forward, { kind: 'output', unit: 1 }).deltas.get(input);
      const cost = differences(x, (moved) => costOf(network, forwardPass(network, weights, moved), 1));
      const output = differences(x, (moved) => passOf(forwardPass(network, weights, moved), maker).z[1] ?? 0);
      assert.ok(closeTo(byCost, cost), `∂C/∂x is ${String(byCost)}, but differences say ${String(cost)}`);
      assert.ok(
        closeTo(byOutput, output),
        `∂z/∂x is ${String(byOutput)}, but differences say ${String(output)}`,
      );
    });
  }
});

async function errorsAgainst(engine: Engine, goldenCase: GoldenCase): Promise<Map<string, number>> {
  const network = networkOf(goldenCase);
  const weights = initialWeightsOf(goldenCase, network);
  const examples = examplesOf(goldenCase, golden.count, network);
  const model = await engine.compile(network, weights);
  const errors = new Map<string, number>();
  try {
    const all = Uint32Array.from({ length: golden.count }, (_, index) => index);
    const ids = network.layers.map(({ id }) => id);
    const activations = await model.forward(examples, all, ids);
    const passes = [...all].map((index) =>
      forwardPass(network, weights, imageOf(goldenCase, network, index)),
    );
    for (const id of ids) {
      const ours = passes.flatMap((pass) => [...passOf(pass, id).a]);
      errors.set(`activations of ${id}`, tensorError(activations.get(id), ours));
    }
    const costs: number[] = [];
    for (const index of all) costs.push((await model.evaluate(examples, index, index + 1)).loss);
    const ourCosts = passes.map((pass, index) => costOf(network, pass, goldenCase.labels[index] ?? -1));
    errors.set('costs', tensorError(costs, ourCosts));
    if (network.layers.some(({ config }) => differsInTraining.test(config.type))) return errors;
    const indices = Uint32Array.from(golden.batches[0] ?? []);
    const gradients = await model.gradients(examples, { step: 0, indices });
    for (const [name, { values }] of gradients) {
      const ours = meanGradient(goldenCase, network, weights, name, indices);
      errors.set(`gradient of ${name}`, tensorError(values, ours));
    }
  } finally {
    model.dispose();
  }
  return errors;
}

function meanGradient(
  goldenCase: GoldenCase,
  network: Network,
  weights: WeightMap,
  name: string,
  indices: Uint32Array,
): number[] {
  const mean: number[] = [];
  for (const index of indices) {
    const forward = forwardPass(network, weights, imageOf(goldenCase, network, index));
    const seed = { kind: 'cost', target: goldenCase.labels[index] ?? -1 } as const;
    const { gradients } = backwardPass(network, weights, forward, seed, { gradients: new Set([name]) });
    gradients.get(name)?.forEach((value, i) => {
      mean[i] = (mean[i] ?? 0) + value / indices.length;
    });
  }
  return mean;
}

function imageOf(goldenCase: GoldenCase, network: Network, index: number): Float64Array {
  const size = network.inputShape.reduce((product, n) => product * n, 1);
  return scaledPixels(Uint8Array.from(goldenCase.images.slice(index * size, (index + 1) * size)));
}

function differences(x: Float64Array, value: (moved: Float64Array) => number): number[] {
  const h = 1e-5;
  return Array.from(x, (_, i) => {
    const at = (offset: number): number => value(x.map((pixel, k) => (k === i ? pixel + offset : pixel)));
    return (at(h) - at(-h)) / (2 * h);
  });
}

/** To a millionth of the greatest, or a billionth where all is next to nothing. */
function closeTo(actual: Float64Array | undefined, expected: readonly number[]): boolean {
  const scale = Math.max(...expected.map(Math.abs));
  return (
    actual?.length === expected.length &&
    expected.every((wanted, i) => Math.abs((actual[i] ?? Number.NaN) - wanted) <= 1e-6 * scale + 1e-9)
  );
}
