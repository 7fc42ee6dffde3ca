/**
 * What can be read of a model between two steps: chosen weights, gradients and the last update, none of which may leave a
 * trace in the numbers that follow.
 */
import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { initialWeights } from '../../src/core/training/initialWeights';
import type { WeightMap } from '../../src/core/weights/weightMap';
import type { Engine, Model } from '../../src/engine/engine';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { nodeHost } from './nodeHost';
import { runawayNetwork } from './runaway';
import { bytesOf, steeredExamples, steeredNetwork, stepsBetween } from './steeredNetwork';

const network = steeredNetwork({ type: 'sgd', learningRate: 0.05, momentum: 0.9 });
const weights = initialWeights(network, 3);
const { optimizer } = network.training;
/** A weight, one that no gradient reaches, and one that there is not. */
const NAMES = new Set(['hidden.kernel', 'norm.movingMean', 'nowhere.kernel']);

const train = async (model: Model, from: number, to: number): Promise<void> => {
  const { nonFinite } = await model.train(steeredExamples, stepsBetween(from, to), optimizer);
  assert.equal(nonFinite, undefined);
};
const readAll = async (model: Model): Promise<void> => {
  const [next] = stepsBetween(5, 6);
  await model.readWeights(NAMES);
  await model.readLastUpdate(NAMES);
  await model.gradients(steeredExamples, next!, NAMES);
};
const changed = (values: Float32Array): boolean => values.some((value) => value !== 0);

/** after − before of each named weight, rounded to float32 once, as an engine does. */
function difference(after: WeightMap, before: WeightMap, names: readonly string[]): WeightMap {
  return new Map(
    names.map((name) => {
      const { shape, values } = after.get(name)!;
      const old = before.get(name)!.values;
      return [name, { shape, values: values.map((value, index) => value - (old[index] ?? Number.NaN)) }];
    }),
  );
}

for (const name of ['tfjs-cpu', 'tfjs-wasm'] as const) {
  describe(`reading a model on ${name}`, () => {
    let engine: Engine;
    before(async () => {
      engine = await openEngine(name, nodeHost);
    });
    after(() => {
      engine.dispose();
    });

    it('gives only the weights and gradients that are named, and knows no others', async () => {
      const model = await engine.compile(network, weights);
      const [next] = stepsBetween(0, 1);
      const read = await model.readWeights(NAMES);
      assert.deepEqual([...read.keys()], ['hidden.kernel', 'norm.movingMean']);
      assert.deepEqual(read.get('hidden.kernel'), weights.get('hidden.kernel'));
      const all = await model.gradients(steeredExamples, next!);
      const named = await model.gradients(steeredExamples, next!, NAMES);
      assert.deepEqual([...named.keys()], ['hidden.kernel']);
      assert.deepEqual(named.get('hidden.kernel'), all.get('hidden.kernel'));
      assert.ok(changed(named.get('hidden.kernel')!.values));
      model.dispose();
    });

    for (const chunk of [1, 2, 6]) {
      it(`knows what the last step added to a weight, ${chunk} steps at a time`, async () => {
        const reference = await engine.compile(network, weights);
        await train(reference, 0, 5);
        const beforeStep = await reference.readWeights();
        await train(reference, 5, 6);
        const afterStep = await reference.readWeights();
        reference.dispose();
        const model = await engine.compile(network, weights);
        for (let from = 0; from < 6; from += chunk) await train(model, from, from + chunk);
        const update = await model.readLastUpdate(NAMES);
        assert.deepEqual(update, difference(afterStep, beforeStep, ['hidden.kernel', 'norm.movingMean']));
        for (const { values } of update.values()) assert.ok(changed(values));
        model.dispose();
      });
    }

    it('knows no last update before the first step, nor when weights are put in by hand', async () => {
      const model = await engine.compile(network, weights);
      assert.equal((await model.readLastUpdate(NAMES)).size, 0);
      await train(model, 0, 2);
      assert.equal((await model.readLastUpdate(NAMES)).size, 2);
      model.writeWeights(new Map([['output.bias', weights.get('output.bias')!]]));
      assert.equal((await model.readLastUpdate(NAMES)).size, 0);
      await train(model, 2, 3);
      assert.equal((await model.readLastUpdate(NAMES)).size, 2);
      model.dispose();
    });

    it('knows the last update that was taken when the next ones are not', async () => {
      const runaway = runawayNetwork();
      const start = initialWeights(runaway, 3);
      const names = [...start.keys()];
      const model = await engine.compile(runaway, start);
      const settings = runaway.training.optimizer;
      const { losses, nonFinite } = await model.train(steeredExamples, stepsBetween(0, 64), settings);
      assert.ok(nonFinite !== undefined && losses.length > 1);
      const update = await model.readLastUpdate(new Set(names));
      const after = await model.readWeights();
      model.dispose();
      const whole = await engine.compile(runaway, start);
      await whole.train(steeredExamples, stepsBetween(0, losses.length - 1), settings);
      assert.deepEqual(update, difference(after, await whole.readWeights(), names));
      whole.dispose();
    });

    it('leaves no trace in the numbers, nor in memory', async () => {
      const outside = tf.memory().numTensors;
      const [undisturbed, model] = [
        await engine.compile(network, weights),
        await engine.compile(network, weights),
      ];
      await readAll(model);
      let held: number | undefined;
      for (let step = 0; step < 12; step += 2) {
        await train(undisturbed, step, step + 2);
        await train(model, step, step + 2);
        held ??= tf.memory().numTensors;
        await readAll(model);
        assert.equal(tf.memory().numTensors, held);
      }
      assert.deepEqual(bytesOf(await model.readWeights()), bytesOf(await undisturbed.readWeights()));
      assert.deepEqual(
        bytesOf(await model.readOptimizerState()),
        bytesOf(await undisturbed.readOptimizerState()),
      );
      model.dispose();
      undisturbed.dispose();
      assert.equal(tf.memory().numTensors, outside);
    });

    it('gives arrays of its own', async () => {
      const model = await engine.compile(network, weights);
      await train(model, 0, 2);
      const before = bytesOf(await model.readWeights());
      for (const read of [await model.readWeights(NAMES), await model.readLastUpdate(NAMES)]) {
        for (const { values } of read.values()) values.fill(7);
      }
      assert.deepEqual(bytesOf(await model.readWeights()), before);
      model.dispose();
    });
  });
}
