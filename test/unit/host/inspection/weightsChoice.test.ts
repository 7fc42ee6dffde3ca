/**
 * Whose weights are opened: what was named, the only layer that has some, or one to be picked.
 */
import assert from 'node:assert/strict';
import { chooseWeights, wishedLayer } from '../../../../src/host/inspection/weightsChoice';
import { NETWORK } from './keptRun';

describe('chooseWeights', () => {
  it('takes the layer that was named', () => {
    assert.deepEqual(chooseWeights(NETWORK, 'output'), { kind: 'layer', layer: 'output' });
  });

  it('refuses a layer that the run lacks, and one that learns nothing', () => {
    assert.deepEqual(chooseWeights(NETWORK, 'newer'), {
      kind: 'refused',
      reason: 'Layer "newer" was not in the network when it was trained. Train again to see its weights.',
    });
    assert.deepEqual(chooseWeights(NETWORK, 'flatten'), {
      kind: 'refused',
      reason: 'Layer "flatten" learns nothing, so it has no weights to show.',
    });
  });

  it('lists the layers with weights, with what they have, whatever else was given', () => {
    for (const wished of [undefined, 3, ['output'], { layer: 'output' }]) {
      assert.deepEqual(chooseWeights(NETWORK, wished), {
        kind: 'pick',
        layers: [
          { label: 'hidden', description: 'Dense', detail: 'kernel [784, 3] · bias [3] · 2,355 numbers' },
          { label: 'output', description: 'Dense', detail: 'kernel [3, 10] · bias [10] · 40 numbers' },
        ],
      });
    }
  });

  it('takes the only one, and says so where there is none', () => {
    const only = { ...NETWORK, layers: NETWORK.layers.filter(({ id }) => id !== 'output') };
    assert.deepEqual(chooseWeights(only, undefined), { kind: 'layer', layer: 'hidden' });
    const none = { ...NETWORK, layers: NETWORK.layers.filter(({ weights }) => weights.length === 0) };
    assert.equal(chooseWeights(none, undefined).kind, 'refused');
  });
});

describe('wishedLayer', () => {
  it('is what was told, or what the menu of a card says of itself', () => {
    assert.equal(wishedLayer(undefined, 'hidden'), 'hidden');
    assert.equal(wishedLayer({ webviewSection: 'layer', layer: 'hidden' }, undefined), 'hidden');
    assert.equal(wishedLayer({ layer: 'output' }, 'hidden'), 'hidden');
    for (const nothing of [undefined, null, 'hidden', { webviewSection: 'layer' }]) {
      assert.equal(wishedLayer(nothing, undefined), undefined);
    }
  });
});
