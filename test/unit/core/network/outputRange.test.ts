import assert from 'node:assert/strict';
import { ACTIVATIONS } from '../../../../src/core/layers/layerConfig';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import { outputRange } from '../../../../src/core/network/outputRange';

type Layers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The range of the last layer; layers are wired in a chain unless the edges are given. */
function rangeOf(layers: Layers, edges?: readonly (readonly [string, string])[]): string {
  const all: Layers = { input: { type: 'Input', shape: [4, 4, 2] }, ...layers };
  const ids = Object.keys(all);
  const chain = ids.slice(1).map((id, index) => [ids[index], id]);
  const text = JSON.stringify({
    version: 1,
    layers: all,
    edges: edges ?? chain,
    training: { dataset: { idx: 'any' }, loss: 'quadratic' },
  });
  const { network, diagnostics } = checkNnFile(text);
  const last = network?.layers.at(-1);
  assert.ok(network !== undefined && last !== undefined, diagnostics.map(({ message }) => message).join());
  return outputRange(new Map(network.layers.map((layer) => [layer.id, layer])), last);
}

const flat = { type: 'Flatten' };
const dense = (activation: string): Readonly<Record<string, unknown>> => ({
  type: 'Dense',
  units: 3,
  activation,
});

describe('the range of a layer’s outputs', () => {
  for (const activation of ACTIVATIONS) {
    const expected =
      {
        softmax: 'distribution',
        sigmoid: 'unit',
        step: 'unit',
        relu: 'nonNegative',
        softplus: 'nonNegative',
      }[activation as string] ?? 'any';
    it(`is ${expected} after ${activation}`, () => {
      assert.equal(rangeOf({ flat, output: dense(activation) }), expected);
      const own = { flat, hidden: dense('linear'), own: { type: 'Activation', activation } };
      assert.equal(rangeOf(own), expected);
    });
  }

  const linear = { type: 'Activation', activation: 'linear' };
  const pixels = { type: 'Conv2D', filters: 3, kernelSize: 3, activation: 'softmax' };
  const pixel = { ...pixels, kernelSize: 4 };
  const pooled = { type: 'GlobalAveragePooling2D' };
  const drop = { type: 'Dropout', rate: 0.5 };
  const chains: readonly (readonly [string, Layers, string])[] = [
    ['pixels', { flat }, 'unit'],
    ['a distribution in another shape', { pixel, flat }, 'distribution'],
    ['a distribution that passes a linear activation', { pixel, flat, linear }, 'distribution'],
    ['softmax of one value', { flat, output: { ...dense('softmax'), units: 1 } }, 'unit'],
    ['a distribution a pixel', { pixels, flat }, 'unit'],
    ['the greatest of probabilities', { pixels, pool: { type: 'MaxPooling2D' }, flat }, 'unit'],
    ['the mean of probabilities', { pixels, pool: { type: 'AveragePooling2D' }, flat }, 'unit'],
    ['the mean of all of a channel', { conv: { ...pixels, activation: 'relu' }, pooled }, 'nonNegative'],
    ['a distribution with some dropped', { flat, output: dense('softmax'), drop }, 'nonNegative'],
    [
      'a distribution with none dropped',
      { flat, output: dense('softmax'), drop: { ...drop, rate: 0 } },
      'distribution',
    ],
    ['what was normalised', { flat, output: dense('softmax'), norm: { type: 'BatchNormalization' } }, 'any'],
  ];
  for (const [what, layers, expected] of chains) {
    it(`is ${expected} for ${what}`, () => {
      assert.equal(rangeOf(layers), expected);
    });
  }

  const merges: readonly (readonly [string, string, string, string])[] = [
    ['Add', 'softmax', 'sigmoid', 'nonNegative'],
    ['Add', 'sigmoid', 'tanh', 'any'],
    ['Concatenate', 'softmax', 'softmax', 'unit'],
    ['Concatenate', 'sigmoid', 'relu', 'nonNegative'],
    ['Concatenate', 'linear', 'relu', 'any'],
  ];
  for (const [type, first, second, expected] of merges) {
    it(`is ${expected} for ${type} of ${first} and ${second}`, () => {
      const edges = [
        ['input', 'flat'],
        ['flat', 'a'],
        ['flat', 'b'],
        ['a', 'merged'],
        ['b', 'merged'],
      ] as const;
      assert.equal(rangeOf({ flat, a: dense(first), b: dense(second), merged: { type } }, edges), expected);
    });
  }
});
