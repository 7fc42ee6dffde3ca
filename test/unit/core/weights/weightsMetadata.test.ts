import assert from 'node:assert/strict';
import { weightsMetadata } from '../../../../src/core/weights/weightsMetadata';

const provenance = {
  networkName: 'MNIST, one hidden layer',
  networkHash: 'ab12',
  dataset: 'mnist',
  seed: 7,
  engine: 'tfjs-cpu',
};

describe('weightsMetadata', () => {
  it('carries everything that the file format promises, as strings that read back exactly', () => {
    const metadata = weightsMetadata({ ...provenance, epoch: 3, loss: 0.1 + 0.2, testAccuracy: 0.9532 });
    assert.deepEqual(metadata, {
      networkName: 'MNIST, one hidden layer',
      networkHash: 'ab12',
      dataset: 'mnist',
      seed: '7',
      epoch: '3',
      loss: '0.30000000000000004',
      testAccuracy: '0.9532',
      engine: 'tfjs-cpu',
    });
  });

  it('leaves out the figures that the initial weights do not have', () => {
    const metadata = weightsMetadata({ ...provenance, epoch: 0, loss: undefined, testAccuracy: undefined });
    assert.equal(metadata.epoch, '0');
    assert.ok(!('loss' in metadata));
    assert.ok(!('testAccuracy' in metadata));
  });
});
