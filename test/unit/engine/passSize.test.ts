import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../scripts/paths.mjs';
import { checkNnFile } from '../../../src/core/network/checkNnFile';
import type { Network } from '../../../src/core/network/network';
import { evaluationSlice, healthExamples } from '../../../src/engine/passSize';
import { networkWithHidden } from './smallNetwork';

async function example(name: string): Promise<Network> {
  const { network } = checkNnFile(await readFile(path.join(root, 'examples', name), 'utf8'));
  assert.ok(network);
  return network;
}

describe('passSize', () => {
  it('is as large as ever for the examples with Dense layers', async () => {
    for (const name of ['lecture-mlp.nn.json', 'mnist-mlp.nn.json']) {
      const network = await example(name);
      assert.equal(evaluationSlice(network), 250, name);
      assert.equal(healthExamples(network), 128, name);
    }
  });

  it('is smaller for convolutions, by their multiply-adds', async () => {
    const network = await example('mnist-cnn.nn.json');
    const slice = evaluationSlice(network);
    const convolutions = network.layers.filter(({ config }) => config.type === 'Conv2D');
    const each = convolutions.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);
    assert.ok(slice * each <= 10_000_000 && (slice + 1) * each > 10_000_000, `${slice} examples`);
    assert.equal(healthExamples(network), 32);
    const costly = { ...network, layers: network.layers.map((layer) => ({ ...layer, multiplyAdds: 1e9 })) };
    assert.equal(evaluationSlice(costly), 8);
    assert.equal(healthExamples(costly), 32);
  });

  it('is smaller for many activations', () => {
    assert.deepEqual(
      [4000, 20_000, 100_000].map((units) => evaluationSlice(networkWithHidden(units))),
      [250, 99, 32],
    );
  });
});
