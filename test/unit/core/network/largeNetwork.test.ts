import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';

/** 1,001 layers with 1,498 edges: a chain of Dense layers, each with a skip connection around it. */
function largeNetwork(): string {
  const layers: Record<string, unknown> = {
    input: { type: 'Input', shape: [784] },
    d0: { type: 'Dense', units: 64 },
  };
  const edges = [['input', 'd0']];
  let last = 'd0';
  for (let i = 1; i < 500; i++) {
    layers[`d${String(i)}`] = { type: 'Dense', units: 64, activation: 'relu' };
    layers[`sum${String(i)}`] = { type: 'Add' };
    edges.push([last, `d${String(i)}`], [last, `sum${String(i)}`], [`d${String(i)}`, `sum${String(i)}`]);
    last = `sum${String(i)}`;
  }
  layers.output = { type: 'Dense', units: 10, activation: 'softmax' };
  edges.push([last, 'output']);
  return JSON.stringify({ version: 1, layers, edges }, undefined, 1);
}

describe('a network of 1,000 layers', () => {
  it('is read, checked and inferred', () => {
    const { network, diagnostics } = checkNnFile(largeNetwork());
    assert.deepEqual(diagnostics, []);
    assert.equal(network?.layers.length, 1001);
    assert.equal(network.parameterCount, 785 * 64 + 499 * 65 * 64 + 65 * 10);
  });
});
