import assert from 'node:assert/strict';
import { initialWeights } from '../../../../src/core/training/initialWeights';
import { decodeWeights } from '../../../../src/core/training/weightsFile';
import { encodeSafetensors } from '../../../../src/core/weights/safetensors';
import type { WeightTensor } from '../../../../src/core/weights/weightMap';
import { smallNetwork } from '../../engine/smallNetwork';

const network = smallNetwork();
const weights = initialWeights(network, 3);
const tensor = (...shape: number[]): WeightTensor => ({
  shape,
  values: new Float32Array(shape.reduce((a, b) => a * b, 1)),
});

describe('a weights file for a network', () => {
  it('gives its weights, in the network’s order, whatever order the file has', () => {
    const reversed = new Map([...weights].reverse());
    const read = decodeWeights(encodeSafetensors(reversed, { any: 'thing' }), network);
    assert.deepEqual([...read], [...weights]);
  });

  for (const [what, changed, message] of [
    [
      'that lacks tensors',
      new Map(),
      'The weights file lacks "output.kernel", "output.bias"; choose one that was made of this network.',
    ],
    [
      'with a tensor of another shape',
      new Map([...weights, ['output.bias', tensor(3)]]),
      'In the weights file, tensor "output.bias" has shape [3], but the network needs [2]; choose one that was made of this network.',
    ],
    [
      'with a tensor too many',
      new Map([...weights, ['hidden.bias', tensor(3)]]),
      'The weights file has "hidden.bias", which this network has not; choose one that was made of this network.',
    ],
  ] as const) {
    it(`is refused ${what}`, () => {
      assert.throws(() => decodeWeights(encodeSafetensors(changed, {}), network), {
        name: 'TensorsError',
        message,
      });
    });
  }

  it('is refused when it is none', () => {
    assert.throws(() => decodeWeights(Uint8Array.of(1, 2), network), { name: 'SafetensorsError' });
  });
});
