import assert from 'node:assert/strict';
import { largeNetwork } from '../../../../scripts/bench/largeNetwork.mjs';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';

describe('a network of 1,000 layers and 1,500 wires', () => {
  it('is read, checked and inferred', () => {
    const { network, diagnostics, file } = checkNnFile(largeNetwork());
    assert.deepEqual(diagnostics, []);
    assert.equal(network?.layers.length, 1000);
    assert.equal(file.graph.edges.length, 1500);
    const tower = 33 * 16 + 16 * (17 * 16);
    const trunk = 785 * 32 + 4 * 32 + 481 * 64 + 4 * 64 + 65 * 10;
    assert.equal(network.parameterCount, 30 * tower + trunk);
  });

  it('is the same with and without a layout', () => {
    const [placed, unplaced] = [checkNnFile(largeNetwork()), checkNnFile(largeNetwork({ layout: false }))];
    assert.equal(placed.file.graph.layout.size, 1000);
    assert.equal(unplaced.file.graph.layout.size, 0);
    assert.deepEqual(unplaced.network, placed.network);
  });
});
