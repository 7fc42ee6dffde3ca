/**
 * What an engine promises besides right numbers: clear refusals, weights in and out, nothing shared with the caller.
 */
import assert from 'node:assert/strict';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { Network } from '../../src/core/network/network';
import { initialWeights } from '../../src/core/training/initialWeights';
import type { WeightMap } from '../../src/core/weights/weightMap';
import type { Engine, Model } from '../../src/engine/engine';
import { openEngine } from '../../src/engine/tfjs/openEngine';
import { smallExamples, smallNetwork } from '../unit/engine/smallNetwork';
import { nodeHost } from './nodeHost';

const examples = smallExamples(12);
const network = smallNetwork();
const weights = initialWeights(network, 1);
const { optimizer } = network.training;
const batch = (step: number, ...indices: number[]) => ({ step, indices: Uint32Array.from(indices) });
const valuesOf = (map: WeightMap): number[][] => [...map.values()].map(({ values }) => [...values]);

/** Weights for `smallNetwork` by which the output says nothing (all 0), or not a number. */
function constantWeights(value: number): WeightMap {
  return new Map([
    ['output.kernel', { shape: [4, 2], values: new Float32Array(8).fill(value) }],
    ['output.bias', { shape: [2], values: new Float32Array(2).fill(value) }],
  ]);
}

describe('opening an engine', () => {
  for (const [name, message] of [
    ['tfjs-webgpu', 'tfjs-webgpu cannot run here: this machine offers no WebGPU.'],
    ['tfjs-webgl', 'tfjs-webgl cannot run here: there is no canvas to draw on.'],
  ] as const) {
    it(`says why ${name} cannot run in Node`, async () => {
      await assert.rejects(openEngine(name, nodeHost), { name: 'EngineError', message });
    });
  }

  it('says what is wrong with a WebAssembly binary, instead of waiting for ever', async () => {
    const opening = openEngine('tfjs-wasm', { loadWasm: () => Promise.resolve(Uint8Array.of(1, 2, 3, 4)) });
    await assert.rejects(opening, {
      name: 'EngineError',
      message: /^tfjs-wasm cannot run here: tfjs-backend-wasm-simd\.wasm does not compile \(CompileError/,
    });
  });

  it('says why the host has no WebAssembly binary', async () => {
    const opening = openEngine('tfjs-wasm', { loadWasm: () => Promise.reject(new Error('404 not found')) });
    await assert.rejects(opening, {
      name: 'EngineError',
      message: 'tfjs-wasm cannot run here: 404 not found',
    });
  });

  it('refuses to open one twice at a time, and opens it again once it is disposed', async () => {
    for (const name of ['tfjs-cpu', 'tfjs-wasm'] as const) {
      const first = await openEngine(name, nodeHost);
      await assert.rejects(openEngine(name, nodeHost), { name: 'EngineError', message: /is already open/ });
      first.dispose();
      const second = await openEngine(name, nodeHost);
      const model = await second.compile(network, weights);
      assert.equal((await model.train(examples, [batch(0, 1, 2)], optimizer)).losses.length, 1);
      second.dispose();
    }
  });
});

for (const name of ['tfjs-cpu', 'tfjs-wasm'] as const) {
  describe(`a model on ${name}`, () => {
    let engine: Engine;
    let model: Model;
    before(async () => {
      engine = await openEngine(name, nodeHost);
    });
    after(() => {
      engine.dispose();
    });
    beforeEach(async () => {
      model = await engine.compile(network, weights);
    });
    afterEach(() => {
      model.dispose();
    });

    it('gives back the weights it was given, bit for bit, and shares no memory with them', async () => {
      const read = await model.readWeights();
      assert.deepEqual(read, weights);
      read.get('output.kernel')?.values.fill(7);
      assert.deepEqual(await model.readWeights(), weights);
    });

    it('does not change the caller’s arrays when it learns', async () => {
      const before = valuesOf(weights);
      await model.train(examples, [batch(0, 0, 1, 2)], optimizer);
      assert.deepEqual(valuesOf(weights), before);
      assert.notDeepEqual(valuesOf(await model.readWeights()), before);
    });

    it('keeps its weights when the caller’s arrays change', async () => {
      const given: WeightMap = new Map(
        [...weights].map(([name, { shape, values }]) => [name, { shape, values: values.slice() }]),
      );
      model.writeWeights(given);
      given.get('output.kernel')?.values.fill(7);
      assert.deepEqual(await model.readWeights(), weights);
    });

    it('changes nothing when asked for gradients', async () => {
      const gradients = await model.gradients(examples, batch(0, 0, 1, 2));
      assert.deepEqual([...gradients.keys()], ['output.kernel', 'output.bias']);
      assert.ok(
        valuesOf(gradients)
          .flat()
          .some((value) => value !== 0),
      );
      assert.deepEqual(await model.readWeights(), weights);
    });

    it('gives the outputs of the layers it is asked for', async () => {
      const outputs = await model.forward(examples, Uint32Array.of(3, 1), ['flatten', 'output']);
      const pixels = [3, 1].flatMap((index) => [...examples.images.slice(index * 4, index * 4 + 4)]);
      assert.deepEqual(
        outputs.get('flatten'),
        Float32Array.from(pixels, (pixel) => pixel / 255),
      );
      const [a = 0, b = 0, c = 0, d = 0] = outputs.get('output') ?? [];
      assert.ok(Math.abs(a + b - 1) < 1e-6 && Math.abs(c + d - 1) < 1e-6, 'softmax sums to 1');
      await assert.rejects(model.forward(examples, Uint32Array.of(0), ['nowhere']), {
        name: 'EngineError',
        message: 'The network has no layer "nowhere".',
      });
    });

    it('takes the weights of another run, and refuses those of another shape', async () => {
      const other = initialWeights(network, 2);
      model.writeWeights(other);
      assert.deepEqual(await model.readWeights(), other);
      const wrong: WeightMap = new Map([['output.bias', { shape: [3], values: new Float32Array(3) }]]);
      assert.throws(
        () => {
          model.writeWeights(wrong);
        },
        {
          name: 'EngineError',
          message: 'Tensor "output.bias" has shape [3], but the network needs [2].',
        },
      );
    });

    it('refuses to compile without all weights', async () => {
      await assert.rejects(engine.compile(network, new Map()), {
        name: 'EngineError',
        message: 'The weights lack the tensor "output.kernel".',
      });
    });

    it('counts the first of equal outputs as its answer, and no answer that is not a number', async () => {
      const zeros = examples.labels.filter((label) => label === 0).length;
      model.writeWeights(constantWeights(0));
      const undecided = await model.evaluate(examples, 0, 12);
      assert.equal(undecided.accuracy, zeros / 12);
      assert.deepEqual([...undecided.predicted], new Array(12).fill(0));
      assert.deepEqual([...undecided.confidence], new Array(12).fill(0.5));
      assert.ok(Math.abs(undecided.loss - Math.LN2) < 1e-6);
      model.writeWeights(constantWeights(Number.NaN));
      const broken = await model.evaluate(examples, 0, 12);
      assert.equal(broken.accuracy, 0);
      assert.deepEqual([...broken.predicted], new Array(12).fill(-1));
      assert.ok(Number.isNaN(broken.loss));
    });

    it('evaluates only the examples it is asked about', async () => {
      const parts = [await model.evaluate(examples, 0, 5), await model.evaluate(examples, 5, 12)];
      const whole = await model.evaluate(examples, 0, 12);
      const loss = ((parts[0]?.loss ?? 0) * 5 + (parts[1]?.loss ?? 0) * 7) / 12;
      assert.ok(Math.abs(whole.loss - loss) < 1e-6);
      assert.deepEqual(
        [...whole.predicted],
        parts.flatMap(({ predicted }) => [...predicted]),
      );
      assert.equal(whole.confidence.length, 12);
      const accuracy = ((parts[0]?.accuracy ?? 0) * 5 + (parts[1]?.accuracy ?? 0) * 7) / 12;
      assert.ok(Math.abs(whole.accuracy - accuracy) < 1e-12);
    });

    it('trains no steps when given none', async () => {
      assert.deepEqual(await model.train(examples, [], optimizer), {
        losses: new Float64Array(0),
        nonFinite: undefined,
      });
    });
  });
}

describe('engines side by side', () => {
  it('do not disturb each other', async () => {
    const wasm = await openEngine('tfjs-wasm', nodeHost);
    const cpu = await openEngine('tfjs-cpu', nodeHost);
    const models = [await wasm.compile(network, weights), await cpu.compile(network, weights)];
    const steps = [batch(0, 0, 1, 2, 3), batch(1, 4, 5, 6, 7)];
    const [onWasm, onCpu] = await Promise.all(models.map((model) => model.train(examples, steps, optimizer)));
    assert.equal(onWasm?.losses.length, 2);
    onWasm.losses.forEach((loss, step) => {
      assert.ok(Math.abs(loss - (onCpu?.losses[step] ?? 0)) < 1e-6);
    });
    wasm.dispose();
    await assert.rejects(models[0]!.train(examples, steps, optimizer), {
      name: 'EngineError',
      message: 'The engine tfjs-wasm has been disposed.',
    });
    assert.equal((await models[1]!.train(examples, steps, optimizer)).losses.length, 2);
    cpu.dispose();
  });
});

describe('tfjs-wasm', () => {
  it('refuses convolutional networks by layer, and compiles none', async () => {
    const engine = await openEngine('tfjs-wasm', nodeHost);
    const convolutional = convolutionalNetwork();
    const message =
      'tfjs-wasm cannot train this network: "filters" is a Conv2D layer, whose gradient tfjs\'s WebAssembly backend ' +
      'lacks or gets wrong; it trains dense networks only.';
    assert.equal(engine.whyNot(convolutional), message);
    assert.equal(engine.whyNot(network), undefined);
    await assert.rejects(engine.compile(convolutional, initialWeights(convolutional, 1)), {
      name: 'EngineError',
      message,
    });
    engine.dispose();
  });
});

function convolutionalNetwork(): Network {
  const layers = {
    input: { type: 'Input', shape: [4, 4, 1] },
    filters: { type: 'Conv2D', filters: 2, kernelSize: 3 },
    flatten: { type: 'Flatten' },
    output: { type: 'Dense', units: 2, activation: 'softmax' },
  };
  const edges = [
    ['input', 'filters'],
    ['filters', 'flatten'],
    ['flatten', 'output'],
  ];
  const text = JSON.stringify({ version: 1, layers, edges, training: { dataset: { idx: 'none' } } });
  const { network: checked, diagnostics } = checkNnFile(text);
  if (checked === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return checked;
}
