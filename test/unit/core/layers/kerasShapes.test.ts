/**
 * Output shapes and parameter counts against an independent implementation of Keras's layers, tfjs-layers.
 */
import assert from 'node:assert/strict';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import fc from 'fast-check';
import { checkParameters } from '../../../../src/core/layers/checkParameters';
import type { LayerType } from '../../../../src/core/layers/layerConfig';
import type { Shape } from '../../../../src/core/shape';
import type { Inference } from '../../../../src/core/layers/layerDefinition';
import { LAYER_TYPES, layerDefinition } from '../../../../src/core/layers/layerRegistry';
import { elementCount } from '../../../../src/core/shape';

type Parameters = Record<string, unknown>;

interface Case {
  readonly inputs: readonly Shape[];
  readonly parameters: Parameters;
}

const size = fc.integer({ min: 1, max: 9 });
const image: fc.Arbitrary<Shape> = fc.tuple(size, size, fc.integer({ min: 1, max: 4 }));
const anyShape: fc.Arbitrary<Shape> = fc.array(fc.integer({ min: 1, max: 6 }), {
  minLength: 1,
  maxLength: 4,
});
const pair = fc.oneof(
  fc.integer({ min: 1, max: 4 }),
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
);
const padding = fc.constantFrom('valid', 'same');

function single(shape: fc.Arbitrary<Shape>, parameters: fc.Arbitrary<Parameters>): fc.Arbitrary<Case> {
  return fc.record({ inputs: shape.map((one) => [one]), parameters });
}
const none = fc.constant({});
const pooling = single(image, fc.record({ poolSize: pair, strides: pair, padding }, { requiredKeys: [] }));

/** Random inputs and parameters a layer type; Input has none. */
const cases: Record<Exclude<LayerType, 'Input'>, fc.Arbitrary<Case>> = {
  Dense: single(
    fc.tuple(fc.integer({ min: 1, max: 50 })),
    fc.record({ units: fc.integer({ min: 1, max: 50 }), useBias: fc.boolean() }, { requiredKeys: ['units'] }),
  ),
  Activation: single(anyShape, fc.constant({ activation: 'relu' })),
  // tfjs-layers, unlike Keras, refuses to flatten what is flat.
  Flatten: single(image, none),
  Reshape: single(anyShape, fc.record({ targetShape: fc.oneof(anyShape, fc.tuple(fc.constant(-1), size)) })),
  Conv2D: single(
    image,
    fc.record(
      { filters: size, kernelSize: pair, strides: pair, padding, useBias: fc.boolean() },
      { requiredKeys: ['filters', 'kernelSize'] },
    ),
  ),
  MaxPooling2D: pooling,
  AveragePooling2D: pooling,
  GlobalAveragePooling2D: single(image, none),
  Dropout: single(anyShape, fc.constant({ rate: 0.5 })),
  BatchNormalization: single(anyShape, none),
  Add: anyShape.chain((shape) =>
    fc.record({ inputs: fc.array(fc.constant(shape), { minLength: 2, maxLength: 4 }), parameters: none }),
  ),
  Concatenate: anyShape.chain((shape) =>
    fc.integer({ min: 0, max: shape.length - 1 }).chain((axis) =>
      fc.record({
        inputs: fc
          .array(size, { minLength: 2, maxLength: 4 })
          .map((sizes) => sizes.map((length) => shape.map((one, i) => (i === axis ? length : one)))),
        parameters: fc.constantFrom({ axis: axis + 1 }, { axis: axis - shape.length }),
      }),
    ),
  ),
};

function buildOracle(type: LayerType, parameters: Parameters): tfl.layers.Layer {
  const args = parameters as never;
  switch (type) {
    case 'Input':
      return tfl.layers.inputLayer(args);
    case 'Dense':
      return tfl.layers.dense(args);
    case 'Activation':
      return tfl.layers.activation(args);
    case 'Flatten':
      return tfl.layers.flatten(args);
    case 'Reshape':
      return tfl.layers.reshape(args);
    case 'Conv2D':
      return tfl.layers.conv2d(args);
    case 'MaxPooling2D':
      return tfl.layers.maxPooling2d(args);
    case 'AveragePooling2D':
      return tfl.layers.averagePooling2d(args);
    case 'GlobalAveragePooling2D':
      return tfl.layers.globalAveragePooling2d(args);
    case 'Dropout':
      return tfl.layers.dropout(args);
    case 'BatchNormalization':
      return tfl.layers.batchNormalization(args);
    case 'Add':
      return tfl.layers.add(args);
    case 'Concatenate':
      return tfl.layers.concatenate(args);
  }
}

/**
 * Shape without the batch axis and number of weights, or `undefined` where the layer refuses or nothing is left.
 * A Reshape is run, since only then tfjs-layers counts its values. The others are only built: run on tensors, its
 * BatchNormalization takes no fourth axis, and its Concatenate reads every negative axis as the last.
 */
function askOracle(
  type: LayerType,
  { inputs, parameters }: Case,
): { shape: Shape; count: number } | undefined {
  try {
    return tf.tidy(() => {
      const layer = buildOracle(type, parameters);
      const examples =
        type === 'Reshape'
          ? inputs.map((shape) => tf.zeros([2, ...shape]))
          : inputs.map((shape) => tfl.input({ shape: [...shape] }));
      const output = layer.apply(examples) as tf.Tensor;
      const shape = output.shape.slice(1);
      return shape.every((length) => length > 0) ? { shape, count: layer.countParams() } : undefined;
    });
  } catch {
    return undefined;
  }
}

function infer(type: LayerType, { inputs, parameters }: Case): Inference {
  const { config, findings } = checkParameters({ id: 'x', type, parameters });
  assert.ok(config !== undefined, findings.map((finding) => finding.message).join());
  return layerDefinition(type).infer(
    'x',
    config,
    inputs.map((shape, i) => ({ id: `input${String(i)}`, shape })),
  );
}

describe('shapes and parameter counts as in Keras', function () {
  this.timeout(60_000);

  before(async () => {
    await tf.setBackend('cpu');
  });

  for (const type of LAYER_TYPES) {
    if (type === 'Input') continue;
    it(type, () => {
      let accepted = 0;
      fc.assert(
        fc.property(cases[type], (random) => {
          const found = infer(type, random);
          const expected = askOracle(type, random);
          tf.disposeVariables();
          if (!found.ok) {
            assert.equal(expected, undefined, found.message);
            return;
          }
          accepted++;
          const count = found.weights.reduce((sum, weight) => sum + elementCount(weight.shape), 0);
          assert.deepEqual({ shape: found.outputShape, count }, expected);
        }),
        { numRuns: 150 },
      );
      assert.ok(accepted > 10, `only ${String(accepted)} cases were accepted`);
    });
  }
});
