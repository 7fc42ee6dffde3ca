/**
 * Steps are taken whole or not at all: however they are divided into calls, and whatever number in them is not finite.
 */
import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerConfig } from '../../src/core/hyperparameters/hyperparameters';
import type { Network } from '../../src/core/network/network';
import { initialWeights } from '../../src/core/training/initialWeights';
import type { WeightMap } from '../../src/core/weights/weightMap';
import type { Engine, Model, TrainedSteps } from '../../src/engine/engine';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { finiteness } from '../../src/engine/tfjs/nonFinite';
import { assertStopped } from './expectations';
import { nodeHost } from './nodeHost';
import { runAway, runawayNetwork } from './runaway';
import { bytesOf, chainNetwork, steeredExamples, steeredNetwork, stepsBetween } from './steeredNetwork';

const STEPS = 12;
const SETTINGS = [
  { type: 'sgd', learningRate: 0.05 },
  { type: 'sgd', learningRate: 0.05, momentum: 0.9, nesterov: true },
  { type: 'adam', learningRate: 0.01 },
  { type: 'rmsprop', learningRate: 0.01 },
];

for (const name of ['tfjs-cpu', 'tfjs-wasm'] as const) {
  describe(`steps on ${name}`, () => {
    let engine: Engine;
    before(async () => {
      engine = await openEngine(name, nodeHost);
    });
    after(() => {
      engine.dispose();
    });

    /** All that a model holds, to the last bit. */
    const contents = async (model: Model): Promise<Record<string, string>> => ({
      ...bytesOf(await model.readWeights()),
      ...bytesOf(await model.readOptimizerState()),
    });

    async function trained(network: Network, chunk: number): Promise<Record<string, unknown>> {
      const model = await engine.compile(network, initialWeights(network, 3));
      const losses: number[] = [];
      for (let from = 0; from < STEPS; from += chunk) {
        const steps = stepsBetween(from, Math.min(from + chunk, STEPS));
        losses.push(...(await model.train(steeredExamples, steps, network.training.optimizer)).losses);
      }
      const result = { ...(await contents(model)), losses };
      model.dispose();
      return result;
    }

    for (const optimizer of SETTINGS) {
      it(`do not depend on how they are divided: ${JSON.stringify(optimizer)}`, async () => {
        const network = steeredNetwork(optimizer);
        const all = await trained(network, STEPS);
        assert.equal((all.losses as number[]).length, STEPS);
        assert.deepEqual(await trained(network, 1), all);
        assert.deepEqual(await trained(network, 3), all);
      });

      it(`go on from what was read, as if nothing had happened: ${JSON.stringify(optimizer)}`, async () => {
        const network = steeredNetwork(optimizer);
        const whole = await engine.compile(network, initialWeights(network, 3));
        await whole.train(steeredExamples, stepsBetween(0, STEPS), network.training.optimizer);
        const first = await engine.compile(network, initialWeights(network, 3));
        await first.train(steeredExamples, stepsBetween(0, 5), network.training.optimizer);
        const [weights, state] = [await first.readWeights(), await first.readOptimizerState()];
        const second = await engine.compile(network, weights, state);
        assert.deepEqual(await contents(second), await contents(first));
        await second.train(steeredExamples, stepsBetween(5, STEPS), network.training.optimizer);
        assert.deepEqual(await contents(second), await contents(whole));
        for (const model of [whole, first, second]) model.dispose();
      });
    }

    describe('with a number that is not finite', () => {
      /** Trains from the given weights, and compares what is left with what the steps before the bad one give. */
      async function trainIntoTrouble(
        network: Network,
        weights: WeightMap,
        optimizer: OptimizerConfig,
        chunk: number,
      ): Promise<TrainedSteps> {
        const outside = tf.memory().numTensors;
        const model = await engine.compile(network, weights);
        const losses: number[] = [];
        for (let from = 0; ; from += chunk) {
          assert.ok(from < 64, 'no trouble');
          const part = await model.train(steeredExamples, stepsBetween(from, from + chunk), optimizer);
          losses.push(...part.losses);
          if (part.nonFinite === undefined) continue;
          const after = await contents(model);
          model.dispose();
          assert.equal(tf.memory().numTensors, outside, 'tensors left behind');
          const whole = await engine.compile(network, weights);
          const { losses: expected } = await whole.train(
            steeredExamples,
            stepsBetween(0, losses.length),
            optimizer,
          );
          assert.deepEqual(losses, [...expected]);
          assert.deepEqual(after, await contents(whole));
          whole.dispose();
          return { losses: Float64Array.from(losses), nonFinite: part.nonFinite };
        }
      }

      const runaway = runawayNetwork();
      for (const chunk of [1, 5, 64]) {
        it(`stop before the step that it is in, ${chunk} at a time`, async () => {
          const weights = initialWeights(runaway, 3);
          const { optimizer } = runaway.training;
          const { losses, nonFinite } = await trainIntoTrouble(runaway, weights, optimizer, chunk);
          assert.ok(losses.length > 5 && losses.every(Number.isFinite), `${losses.length} steps`);
          assert.equal(nonFinite?.layer, 'output');
        });
      }

      it('stop at the same place, however they are divided', async function () {
        this.runnable().title += ` (${assertStopped(await runAway(engine))})`;
      });

      /** The lecture's two layers, with some weights replaced. */
      const twoLayers = (training: Readonly<Record<string, unknown>>): Network =>
        chainNetwork({ hidden: { type: 'Dense', units: 4, activation: 'relu' } }, training, {
          type: 'Dense',
          units: 3,
          activation: 'linear',
        });
      const withFilled = (network: Network, values: Readonly<Record<string, number>>): WeightMap =>
        new Map(
          [...initialWeights(network, 3)].map(([tensor, { shape, values: old }]) => {
            const value = values[tensor];
            return [tensor, { shape, values: value === undefined ? old : old.slice().fill(value) }];
          }),
        );

      const quadratic = { loss: 'quadratic', optimizer: { type: 'sgd', learningRate: 0.1 } };
      const cases: readonly {
        readonly title: string;
        readonly network: Network;
        readonly weights: Readonly<Record<string, number>>;
        readonly expected: TrainedSteps['nonFinite'];
      }[] = [
        {
          title: 'an activation beyond float32',
          network: twoLayers(quadratic),
          weights: { 'hidden.kernel': 1e20, 'output.kernel': 1e20 },
          expected: { place: 'activation', layer: 'output', value: 'infinity' },
        },
        {
          title: 'a weight that was no number from the start',
          network: twoLayers(quadratic),
          weights: { 'hidden.bias': Number.NaN },
          expected: { place: 'activation', layer: 'hidden', value: 'NaN' },
        },
        {
          title: 'a loss whose square is beyond float32',
          network: twoLayers(quadratic),
          weights: { 'output.bias': 1e25 },
          expected: { place: 'loss', layer: 'output', value: 'infinity' },
        },
        {
          // Outputs of 1e15, whose squares are in reach, but not their error times the kernel of 1e30.
          title: 'a gradient beyond float32',
          network: twoLayers(quadratic),
          weights: { 'hidden.kernel': 0, 'hidden.bias': 1e-15, 'output.kernel': 1e30 },
          expected: { place: 'gradient', layer: 'hidden', value: 'infinity' },
        },
        {
          // Activations of 1e38, then 1e21, then outputs of 1.2e18: both kernels behind have infinite gradients.
          title: 'gradients beyond float32, the one nearest to the output first',
          network: chainNetwork(
            {
              hidden: { type: 'Dense', units: 4, activation: 'relu' },
              middle: { type: 'Dense', units: 4, activation: 'relu' },
            },
            quadratic,
            { type: 'Dense', units: 3, activation: 'linear' },
          ),
          weights: {
            'hidden.kernel': 0,
            'hidden.bias': 1e38,
            'middle.kernel': 2.5e-18,
            'output.kernel': 3e-4,
          },
          expected: { place: 'gradient', layer: 'output', value: 'infinity' },
        },
        {
          // Outputs of 2e18, a gradient of 1e36 for the kernel behind activations of 5e17.
          title: 'an update beyond float32',
          network: twoLayers({ ...quadratic, optimizer: { type: 'sgd', learningRate: 1e4 } }),
          weights: { 'hidden.kernel': 0, 'hidden.bias': 5e17, 'output.kernel': 1 },
          expected: { place: 'update', layer: 'output', value: 'infinity' },
        },
        {
          // The same gradient; the weight itself would stay finite.
          title: 'a square in the optimiser beyond float32',
          network: twoLayers({ ...quadratic, optimizer: { type: 'rmsprop', learningRate: 1e-3 } }),
          weights: { 'hidden.kernel': 0, 'hidden.bias': 5e17, 'output.kernel': 1 },
          expected: { place: 'update', layer: 'output', value: 'infinity' },
        },
      ];
      for (const { title, network, weights, expected } of cases) {
        it(`are not taken, and it is named: ${title}`, async () => {
          const given = withFilled(network, weights);
          const model = await engine.compile(network, given);
          const before = await contents(model);
          const held = tf.memory().numTensors;
          const { optimizer } = network.training;
          const { losses, nonFinite } = await model.train(steeredExamples, stepsBetween(0, 3), optimizer);
          assert.deepEqual(nonFinite, expected);
          assert.equal(losses.length, 0);
          assert.deepEqual(await contents(model), before);
          assert.equal(tf.memory().numTensors, held);
          model.dispose();
        });
      }

      it('is told from numbers that are large', async () => {
        const held = tf.memory().numTensors;
        for (const [values, expected] of [
          [[3.4e38, -3.4e38, 1e-45, -0, 0], 0],
          [[1, Number.POSITIVE_INFINITY], Number.NaN],
          [[Number.NEGATIVE_INFINITY, 2], Number.NaN],
          [[Number.NaN], Number.NaN],
        ] as const) {
          const tensors = [tf.tensor1d([1, 2]), tf.tensor1d([...values])];
          const result = finiteness(tensors);
          const [found = 1] = await result.data();
          assert.ok(Object.is(Math.abs(found), expected), `${values.join()}: ${found}`);
          tf.dispose([...tensors, result]);
        }
        assert.equal(tf.memory().numTensors, held);
      });
    });
  });
}
