/**
 * The optimiser's settings come with each call, its state by name: what a change in mid-run does, and what is refused.
 */
import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerConfig, SgdConfig } from '../../src/core/hyperparameters/hyperparameters';
import { initialWeights } from '../../src/core/training/initialWeights';
import type { WeightMap } from '../../src/core/weights/weightMap';
import type { Engine, Model } from '../../src/engine/engine';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { nodeHost } from './nodeHost';
import { bytesOf, chainNetwork, steeredExamples, stepsBetween } from './steeredNetwork';

const sgd = (learningRate: number, momentum = 0): SgdConfig => ({
  type: 'sgd',
  learningRate,
  momentum,
  nesterov: false,
});
const network = (optimizer: OptimizerConfig) => chainNetwork({}, { optimizer, loss: 'quadratic' });
const shapes = (map: WeightMap): Record<string, readonly number[]> =>
  Object.fromEntries([...map].map(([name, { shape }]) => [name, shape]));

for (const name of ['tfjs-cpu', 'tfjs-wasm'] as const) {
  describe(`the optimiser’s settings and state on ${name}`, () => {
    let engine: Engine;
    before(async () => {
      engine = await openEngine(name, nodeHost);
    });
    after(() => {
      engine.dispose();
    });
    const compiled = (optimizer: OptimizerConfig, state?: WeightMap): Promise<Model> =>
      engine.compile(network(optimizer), initialWeights(network(optimizer), 3), state);
    const train = async (
      model: Model,
      from: number,
      to: number,
      optimizer: OptimizerConfig,
    ): Promise<void> => {
      assert.equal(
        (await model.train(steeredExamples, stepsBetween(from, to), optimizer)).nonFinite,
        undefined,
      );
    };

    it('gives the state names by weight and content, all 0 before the first step', async () => {
      for (const [optimizer, slots] of [
        [sgd(0.1), []],
        [sgd(0.1, 0.5), ['velocity']],
        [{ type: 'adam', learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }, ['mean', 'variance']],
        [{ type: 'rmsprop', learningRate: 0.1, rho: 0.9, epsilon: 1e-8 }, ['variance']],
      ] as const) {
        const model = await compiled(optimizer);
        const state = await model.readOptimizerState();
        const expected: Record<string, number[]> = {};
        for (const slot of slots) {
          expected[`output.kernel/${slot}`] = [9, 3];
          expected[`output.bias/${slot}`] = [3];
        }
        assert.deepEqual(shapes(state), expected);
        assert.ok([...state.values()].every(({ values }) => values.every((value) => value === 0)));
        await train(model, 0, 1, optimizer);
        const trained = await model.readOptimizerState();
        assert.deepEqual(shapes(trained), expected);
        assert.ok([...trained.values()].every(({ values }) => values.some((value) => value !== 0)));
        model.dispose();
      }
    });

    it('takes another learning rate from the very next step on', async () => {
      const model = await compiled(sgd(0.1));
      await train(model, 0, 2, sgd(0.1));
      const [step] = stepsBetween(2, 3);
      const before = (await model.readWeights()).get('output.kernel')?.values ?? new Float32Array();
      const gradient = (await model.gradients(steeredExamples, step!)).get('output.kernel')?.values;
      await train(model, 2, 3, sgd(0.7));
      const after = (await model.readWeights()).get('output.kernel')?.values;
      before.forEach((weight, index) => {
        const expected = weight - 0.7 * (gradient?.[index] ?? Number.NaN);
        assert.ok(Math.abs(expected - (after?.[index] ?? Number.NaN)) < 1e-6);
      });
      model.dispose();
    });

    it('begins a momentum at rest, and forgets the velocities when it ends', async () => {
      const model = await compiled(sgd(0.1));
      await train(model, 0, 2, sgd(0.1));
      const tensors = tf.memory().numTensors;
      const [step] = stepsBetween(2, 3);
      const gradients = await model.gradients(steeredExamples, step!);
      await train(model, 2, 3, sgd(0.1, 0.9));
      // v = 0.9·0 + g
      const velocities = await model.readOptimizerState();
      assert.deepEqual(
        [...velocities].map(([tensor, { values }]) => [tensor, [...values]]),
        [...gradients].map(([tensor, { values }]) => [`${tensor}/velocity`, [...values]]),
      );
      await train(model, 3, 4, sgd(0.1, 0.9));
      assert.notDeepEqual(bytesOf(await model.readOptimizerState()), bytesOf(velocities));
      await train(model, 4, 5, sgd(0.1));
      assert.equal((await model.readOptimizerState()).size, 0);
      assert.equal(tf.memory().numTensors, tensors);
      model.dispose();
    });

    it('counts Adam’s updates by the number of the step', async () => {
      const adam: OptimizerConfig = {
        type: 'adam',
        learningRate: 0.1,
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-8,
      };
      const [first, later] = [await compiled(adam), await compiled(adam)];
      const indices = Uint32Array.of(0, 1, 2);
      const before = (await first.readWeights()).get('output.bias')?.values[0] ?? Number.NaN;
      await first.train(steeredExamples, [{ step: 0, indices }], adam);
      await later.train(steeredExamples, [{ step: 9, indices }], adam);
      const stepOf = async (model: Model): Promise<number> =>
        Math.abs(((await model.readWeights()).get('output.bias')?.values[0] ?? Number.NaN) - before);
      // m = 0.1·g, v = 0.001·g²; the step is η·(m/(1 − 0.9ᵗ)) / √(v/(1 − 0.999ᵗ)), which is η for t = 1.
      const tenth = (0.1 * (0.1 / (1 - 0.9 ** 10))) / Math.sqrt(0.001 / (1 - 0.999 ** 10));
      assert.ok(Math.abs((await stepOf(first)) - 0.1) < 1e-5);
      assert.ok(Math.abs((await stepOf(later)) - tenth) < 1e-5);
      first.dispose();
      later.dispose();
    });

    it('gives back the state that it was given, bit for bit, and keeps its own copy', async () => {
      const given: WeightMap = new Map([
        ['output.kernel/velocity', { shape: [9, 3], values: new Float32Array(27).fill(-0.1) }],
        ['output.bias/velocity', { shape: [3], values: Float32Array.of(1e-45, -0, 3e38) }],
      ]);
      const bytes = bytesOf(given);
      for (const optimizer of [sgd(0.1, 0.5), sgd(0.1)]) {
        const model = await compiled(optimizer, given);
        assert.deepEqual(bytesOf(await model.readOptimizerState()), bytes);
        (await model.readOptimizerState()).get('output.bias/velocity')?.values.fill(7);
        assert.deepEqual(bytesOf(await model.readOptimizerState()), bytes);
        model.dispose();
      }
      assert.deepEqual(bytesOf(given), bytes);
    });

    it('takes no velocities at all for sgd: a momentum of 0 keeps none', async () => {
      const model = await compiled(sgd(0.1, 0.5), new Map());
      assert.equal((await model.readOptimizerState()).size, 0);
      await train(model, 3, 4, sgd(0.1, 0.5));
      assert.equal((await model.readOptimizerState()).size, 2);
      model.dispose();
    });

    it('refuses a state that is not its own, by the name of the tensor', async () => {
      const rmsprop: OptimizerConfig = { type: 'rmsprop', learningRate: 0.1, rho: 0.9, epsilon: 1e-8 };
      const kernel = { shape: [9, 3], values: new Float32Array(27) };
      const bias = { shape: [3], values: new Float32Array(3) };
      const tensors = tf.memory().numTensors;
      const cases: readonly (readonly [OptimizerConfig, WeightMap, string])[] = [
        [
          rmsprop,
          new Map(),
          'The optimiser\'s state lacks the tensor "output.kernel/variance" of shape [9, 3], which rmsprop needs; it ' +
            'has none.',
        ],
        [
          sgd(0.1, 0.5),
          new Map([['output.kernel/velocity', kernel]]),
          'The optimiser\'s state lacks the tensor "output.bias/velocity" of shape [3], which sgd needs; it has ' +
            '"output.kernel/velocity".',
        ],
        [
          rmsprop,
          new Map([
            ['output.kernel/variance', kernel],
            ['output.bias/variance', bias],
            ['output.bias/mean', bias],
          ]),
          'The optimiser\'s state has a tensor "output.bias/mean", which rmsprop does not keep for this network; it ' +
            'keeps "output.kernel/variance", "output.bias/variance".',
        ],
        [
          rmsprop,
          new Map([
            ['output.kernel/variance', bias],
            ['output.bias/variance', bias],
          ]),
          'Tensor "output.kernel/variance" has shape [3], but the network needs [9, 3].',
        ],
      ];
      for (const [optimizer, state, message] of cases) {
        await assert.rejects(compiled(optimizer, state), { name: 'EngineError', kind: 'other', message });
      }
      assert.equal(tf.memory().numTensors, tensors);
    });
  });
}
