/**
 * Checkpoints as files: bit for bit there and back, and no file that does not fit gets in.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import { weightSpecs, type Network } from '../../../../src/core/network/network';
import { elementCount } from '../../../../src/core/shape';
import type { Checkpoint } from '../../../../src/core/training/checkpoint';
import {
  decodeCheckpoint,
  encodeCheckpoint,
  readTestPredictions,
} from '../../../../src/core/training/checkpointFile';
import { decodeSafetensors, encodeSafetensors } from '../../../../src/core/weights/safetensors';
import type { WeightMap } from '../../../../src/core/weights/weightMap';

type Optimizer = 'sgd' | 'adam' | 'rmsprop';
const ROLES = { sgd: ['velocity'], adam: ['mean', 'variance'], rmsprop: ['variance'] } as const;
const PROVENANCE = {
  networkName: 'A net',
  networkHash: 'ab',
  dataset: 'mnist',
  seed: 7,
  epoch: 2,
  loss: undefined,
  testAccuracy: 0.5,
  engine: 'tfjs-cpu',
};

function networkWith(optimizer: Optimizer): Network {
  const layers = {
    input: { type: 'Input', shape: [2] },
    'a/b': { type: 'Dense', units: 3 },
    norm: { type: 'BatchNormalization' },
    output: { type: 'Dense', units: 2 },
  };
  const ids = Object.keys(layers);
  const edges = ids.slice(1).map((id, index) => [ids[index], id]);
  const training = { dataset: { idx: 'none' }, loss: 'quadratic', optimizer: { type: optimizer } };
  const { network, diagnostics } = checkNnFile(JSON.stringify({ version: 1, layers, edges, training }));
  assert.ok(network, diagnostics.map(({ message }) => message).join(' '));
  return network;
}

function checkpointOf(network: Network, changes: Partial<Checkpoint> = {}): Checkpoint {
  const { type } = network.training.optimizer;
  let next = 0;
  const tensor = (shape: readonly number[]) => ({
    shape,
    values: Float32Array.from({ length: elementCount(shape) }, () => ++next / 3),
  });
  const specs = weightSpecs(network);
  return {
    weights: new Map(specs.map(({ name, shape }) => [name, tensor(shape)])),
    optimizerState: new Map(
      specs
        .filter(({ trainable }) => trainable)
        .flatMap(({ name, shape }) => ROLES[type].map((role) => [`${name}/${role}`, tensor(shape)])),
    ),
    position: {
      step: 11,
      summedLoss: 0.1 + 0.2,
      epochReported: false,
      hyperparameters: { learningRate: 0.1, momentum: type === 'sgd' ? 0.9 : null, epochs: 3 },
      elapsedMs: 1234.5678901234567,
      trainingMs: 1 / 3,
    },
    test: {
      loss: 2 / 3,
      accuracy: 0.5,
      predicted: Int16Array.of(0, 1, -1, 1),
      confidence: Float32Array.of(0.1, 1, Number.NaN, 0.7),
    },
    ...changes,
  };
}

/** The file with its tensors or metadata changed. */
function changed(
  bytes: Uint8Array,
  change: (file: {
    weights: Map<string, { shape: readonly number[]; values: Float32Array }>;
    metadata: Record<string, string>;
  }) => void,
): Uint8Array {
  const { weights, metadata } = decodeSafetensors(bytes);
  const file = { weights: new Map(weights), metadata: { ...metadata } };
  change(file);
  return encodeSafetensors(file.weights, file.metadata);
}

describe('a checkpoint file', () => {
  for (const optimizer of ['sgd', 'adam', 'rmsprop'] as const) {
    it(`gives back every bit of a checkpoint with ${optimizer}`, () => {
      const network = networkWith(optimizer);
      const checkpoint = checkpointOf(network);
      assert.deepEqual(decodeCheckpoint(encodeCheckpoint(checkpoint, PROVENANCE), network), checkpoint);
    });
  }

  it('gives back any doubles, and losses that are none', () => {
    const network = networkWith('adam');
    const double = fc.double({ noNaN: true, noDefaultInfinity: true });
    const property = fc.property(
      double,
      fc.double(),
      fc.nat(),
      fc.boolean(),
      (sum, loss, step, epochReported) => {
        const { position, test } = checkpointOf(network);
        const summedLoss = sum + 0; // JSON has no negative zero, and neither has a sum of losses.
        const checkpoint = checkpointOf(network, {
          position: { ...position, summedLoss, step, epochReported, elapsedMs: Math.abs(sum) },
          test: test && { ...test, loss: Object.is(loss, -0) ? 0 : loss },
        });
        const read = decodeCheckpoint(encodeCheckpoint(checkpoint, PROVENANCE), network);
        assert.deepEqual(read, checkpoint);
      },
    );
    fc.assert(property);
  });

  it('needs neither an evaluation nor, without momentum, a velocity', () => {
    const network = networkWith('sgd');
    const checkpoint = checkpointOf(network, { optimizerState: new Map(), test: undefined });
    assert.deepEqual(decodeCheckpoint(encodeCheckpoint(checkpoint, PROVENANCE), network), checkpoint);
  });

  it('says where it comes from, and is the same for the same moment', () => {
    const bytes = encodeCheckpoint(checkpointOf(networkWith('sgd')), PROVENANCE);
    assert.deepEqual(encodeCheckpoint(checkpointOf(networkWith('sgd')), PROVENANCE), bytes);
    const { position: _position, test: _test, ...metadata } = decodeSafetensors(bytes).metadata;
    assert.ok(_position !== undefined && _test !== undefined);
    assert.deepEqual(metadata, {
      networkName: 'A net',
      networkHash: 'ab',
      dataset: 'mnist',
      seed: '7',
      epoch: '2',
      testAccuracy: '0.5',
      engine: 'tfjs-cpu',
    });
  });

  it('tells the predictions without a network', () => {
    const checkpoint = checkpointOf(networkWith('rmsprop'));
    assert.deepEqual(readTestPredictions(encodeCheckpoint(checkpoint, PROVENANCE)), checkpoint.test);
    const without = { ...checkpoint, test: undefined };
    assert.equal(readTestPredictions(encodeCheckpoint(without, PROVENANCE)), undefined);
  });

  const network = networkWith('sgd');
  const good = encodeCheckpoint(checkpointOf(network), PROVENANCE);
  const withPosition = (change: Record<string, unknown>): Uint8Array =>
    changed(good, ({ metadata }) => {
      const position = JSON.parse(metadata.position ?? '') as Record<string, unknown>;
      metadata.position = JSON.stringify({ ...position, ...change });
    });
  const withSettings = (change: Record<string, unknown>): Uint8Array =>
    withPosition({ hyperparameters: { learningRate: 0.1, momentum: 0.9, epochs: 3, ...change } });
  const withMetadata = (key: string, value: string): Uint8Array =>
    changed(good, ({ metadata }) => {
      metadata[key] = value;
    });
  const withPredicted = (value: number): Uint8Array =>
    changed(good, ({ weights }) => {
      weights.set('test/predicted', { shape: [4], values: new Float32Array(4).fill(value) });
    });
  const without = (name: string): Uint8Array => changed(good, ({ weights }) => void weights.delete(name));
  const withTensor = (name: string, shape: readonly number[]): Uint8Array =>
    changed(good, ({ weights }) => {
      weights.set(name, { shape, values: new Float32Array(elementCount(shape)) });
    });

  const refusals: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['a lost weight', without('output.bias'), /^The checkpoint lacks "output\.bias"; choose one/],
    ['a lost velocity', without('a/b.kernel/velocity'), /lacks "a\/b\.kernel\/velocity"/],
    [
      'a weight of another shape',
      withTensor('output.bias', [3]),
      /^In the checkpoint, tensor "output\.bias" has shape \[3\], but the network needs \[2\]/,
    ],
    ['a velocity of another shape', withTensor('output.bias/velocity', [1, 2]), /has shape \[1, 2\]/],
    ['a tensor too many', withTensor('other.kernel', [1]), /^The checkpoint has "other\.kernel", which this/],
    ['the state of another optimiser', withTensor('output.bias/mean', [2]), /has "output\.bias\/mean"/],
    ['the state of weights that do not learn', withTensor('norm.movingMean/velocity', [3]), /movingMean/],
    [
      'no position',
      changed(good, ({ metadata }) => {
        delete metadata.position;
      }),
      /is no checkpoint\.$/,
    ],
    [
      'a position that is no JSON',
      withMetadata('position', '{'),
      /"position" is "\{"; expected a JSON object/,
    ],
    ['a position that is a list', withMetadata('position', '[]'), /expected a JSON object/],
    [
      'a step below 0',
      withPosition({ step: -1 }),
      /"position" has step -1; expected a whole number of at least 0/,
    ],
    ['half a step', withPosition({ step: 1.5 }), /has step 1\.5/],
    ['no step', withPosition({ step: undefined }), /has no step; expected/],
    ['a step in words', withPosition({ step: '3' }), /has step "3"/],
    ['a step beyond counting', withPosition({ step: 2 ** 60 }), /has step 1152921504606847000; expected/],
    ['no sum of losses', withPosition({ summedLoss: null }), /has summedLoss null; expected a finite number/],
    ['a time below 0', withPosition({ elapsedMs: -1 }), /has elapsedMs -1; expected a number of at least 0/],
    ['no time of steps', withPosition({ trainingMs: 'x' }), /has trainingMs "x"/],
    [
      'a report that is neither',
      withPosition({ epochReported: 1 }),
      /has epochReported 1; expected true or false/,
    ],
    ['no settings', withPosition({ hyperparameters: 3 }), /has hyperparameters 3; expected an object/],
    [
      'a learning rate of 0',
      withSettings({ learningRate: 0 }),
      /learningRate cannot be 0; set it to a number above 0/,
    ],
    ['a learning rate in words', withSettings({ learningRate: 'fast' }), /has learningRate "fast"/],
    ['a momentum of 1', withSettings({ momentum: 1 }), /momentum cannot be 1/],
    ['no momentum', withSettings({ momentum: null }), /has momentum null; expected a number/],
    ['half an epoch', withSettings({ epochs: 0.5 }), /epochs cannot be 0\.5/],
    ['epochs in words', withSettings({ epochs: true }), /has epochs true/],
    [
      'an accuracy above 1',
      withMetadata('test', '{"loss":"1","accuracy":2}'),
      /"test" has accuracy 2; expected/,
    ],
    ['a loss that is no number', withMetadata('test', '{"loss":"low","accuracy":1}'), /has loss "low"/],
    ['a loss that is empty', withMetadata('test', '{"loss":"","accuracy":1}'), /has loss ""/],
    ['a measurement without predictions', without('test/predicted'), /only a part of its evaluation/],
    ['predictions without confidence', without('test/confidence'), /only a part of its evaluation/],
    [
      'predictions without measurement',
      changed(good, ({ metadata }) => {
        delete metadata.test;
      }),
      /only a part/,
    ],
    [
      'more confidence than predictions',
      withTensor('test/confidence', [5]),
      /has shape \[4\] and its .* \[5\]/,
    ],
    ['a prediction beyond the classes', withPredicted(2), /holds 2; expected whole numbers from -1 to 1\.$/],
    ['half a prediction', withPredicted(0.5), /holds 0\.5/],
    ['a prediction that is no number', withPredicted(Number.NaN), /holds NaN/],
    ['a prediction below -1', withPredicted(-2), /holds -2/],
  ];
  for (const [what, bytes, message] of refusals) {
    it(`is refused with ${what}`, () => {
      assert.throws(
        () => decodeCheckpoint(bytes, network),
        (error: Error) => {
          assert.match(error.name, /^(Checkpoint|Tensors)Error$/);
          assert.match(error.message, message);
          return true;
        },
      );
    });
  }

  it('is refused where the optimiser has no momentum and the file does', () => {
    const adam = networkWith('adam');
    const checkpoint = checkpointOf(adam);
    const { position } = checkpoint;
    const hyperparameters = { ...position.hyperparameters, momentum: 0.9 };
    const bytes = encodeCheckpoint({ ...checkpoint, position: { ...position, hyperparameters } }, PROVENANCE);
    assert.throws(() => decodeCheckpoint(bytes, adam), /has momentum 0\.9; expected null for adam/);
  });

  it('never gets in with a shape that is not the network’s, whatever byte is changed', () => {
    const specs = weightSpecs(network);
    const shapesOf = (tensors: WeightMap): unknown => [...tensors].map(([name, { shape }]) => [name, shape]);
    const expected = specs.map(({ name, shape }) => [name, shape]);
    let refused = 0;
    const property = fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const bytes = good.slice();
      bytes[at] = (bytes[at] ?? 0) ^ flip;
      let read: Checkpoint;
      try {
        read = decodeCheckpoint(bytes, network);
      } catch (error) {
        assert.ok(error instanceof Error);
        assert.match(error.name, /^(Checkpoint|Tensors|Safetensors)Error$/, error.message);
        refused++;
        return;
      }
      assert.deepEqual(shapesOf(read.weights), expected);
      assert.ok(Number.isSafeInteger(read.position.step) && read.position.step >= 0);
      assert.ok(read.position.hyperparameters.learningRate > 0);
    });
    fc.assert(property, { numRuns: 1000 });
    assert.ok(refused > 100, `${refused} of 1000 were refused`);
  });

  it('never gets in cut short', () => {
    for (let length = 0; length < good.length; length += 7) {
      assert.throws(() => decodeCheckpoint(good.subarray(0, length), network), { name: 'SafetensorsError' });
    }
  });
});
