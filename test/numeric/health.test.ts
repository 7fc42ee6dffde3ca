/**
 * The health of every layer against plain arithmetic in float64, and that measuring it changes nothing.
 */
import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import { initialWeights } from '../../src/core/training/initialWeights';
import type { WeightMap } from '../../src/core/weights/weightMap';
import type { Engine } from '../../src/engine/engine';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { assertHealth } from './expectations';
import { healthDeviations, SGD } from './healthReference';
import { nodeHost } from './nodeHost';
import { bytesOf, chainNetwork, steeredExamples, steeredNetwork, stepsBetween } from './steeredNetwork';

function assertClose(actual: number | null | undefined, expected: number): void {
  assert.ok(Math.abs((actual ?? NaN) / expected - 1) < 1e-5, `${actual} should be ${expected}`);
}

for (const name of ['tfjs-cpu', 'tfjs-wasm'] as const) {
  describe(`health on ${name}`, () => {
    let engine: Engine;
    before(async () => {
      engine = await openEngine(name, nodeHost);
    });
    after(() => {
      engine.dispose();
    });

    it('agrees with plain arithmetic, with the velocities of the steps before', async function () {
      this.runnable().title += ` (${assertHealth(await healthDeviations(engine))})`;
    });

    for (const optimizer of [
      { type: 'sgd', learningRate: 0.05, momentum: 0.9 },
      { type: 'adam', learningRate: 0.01 },
    ]) {
      it(`changes nothing and leaves nothing behind: ${optimizer.type}`, async () => {
        const network = steeredNetwork(optimizer);
        const model = await engine.compile(network, initialWeights(network, 3));
        const settings = network.training.optimizer;
        await model.train(steeredExamples, stepsBetween(0, 3), settings);
        const contents = async (): Promise<Record<string, string>> => ({
          ...bytesOf(await model.readWeights()),
          ...bytesOf(await model.readOptimizerState()),
        });
        const before = await contents();
        const tensors = tf.memory().numTensors;
        const [step] = stepsBetween(3, 4);
        const health = await model.measureHealth(steeredExamples, step!, settings);
        assert.deepEqual(await model.measureHealth(steeredExamples, step!, settings), health);
        assert.ok((health.norm?.gradientNorm ?? 0) > 0);
        assert.deepEqual(await contents(), before);
        assert.equal(tf.memory().numTensors, tensors);
        model.dispose();
      });
    }

    it('has a norm for gradients whose squares are beyond float32, and none for a layer of zeros', async () => {
      const network = chainNetwork(
        {},
        { loss: 'quadratic' },
        { type: 'Dense', units: 3, activation: 'linear' },
      );
      const filled = (bias: number): WeightMap =>
        new Map([
          ['output.kernel', { shape: [9, 3], values: new Float32Array(27) }],
          ['output.bias', { shape: [3], values: new Float32Array(3).fill(bias) }],
        ]);
      const black = { ...steeredExamples, images: new Uint8Array(steeredExamples.images.length) };
      const model = await engine.compile(network, filled(1e25));
      const [step] = stepsBetween(0, 1);
      const great = await model.measureHealth(black, step!, SGD);
      assertClose(great.output?.gradientNorm, Math.sqrt(3) * 1e25);
      assertClose(great.output?.updateRatio, 0.5);
      model.writeWeights(filled(0));
      const zero = await model.measureHealth(black, step!, SGD);
      assert.equal(zero.output?.updateRatio, null);
      assert.equal(typeof zero.output.gradientNorm, 'number');
      model.dispose();
    });
  });
}

describe('health of a convolution', () => {
  it('counts a channel as dead where it is 0 at every place of every image', async () => {
    const layers = {
      input: { type: 'Input', shape: [3, 3, 1] },
      conv: { type: 'Conv2D', filters: 4, kernelSize: 2, activation: 'relu' },
      flatten: { type: 'Flatten' },
      output: { type: 'Dense', units: 3, activation: 'softmax' },
    };
    const ids = Object.keys(layers);
    const edges = ids.slice(1).map((id, index) => [ids[index], id]);
    const training = { dataset: { idx: 'random' }, loss: 'categoricalCrossentropy' };
    const { network } = checkNnFile(JSON.stringify({ version: 1, layers, edges, training }));
    assert.ok(network);
    const engine = await openEngine('tfjs-cpu', nodeHost);
    const weights = new Map(initialWeights(network, 1));
    weights.set('conv.kernel', { shape: [2, 2, 1, 4], values: new Float32Array(16) });
    // One channel of four is on.
    weights.set('conv.bias', { shape: [4], values: Float32Array.of(-1, 0, 0.5, -0.5) });
    const model = await engine.compile(network, weights);
    const [step] = stepsBetween(0, 1);
    const health = await model.measureHealth(steeredExamples, step!, SGD);
    assert.equal(health.conv?.dead, 0.75);
    assert.equal(health.flatten?.dead, null);
    engine.dispose();
  });
});
