import assert from 'node:assert/strict';
import { datasetCatalogue } from '../../../../src/core/data/datasetCatalogue';
import { verifyPublishedFile } from '../../../../src/host/data/publishedFile';

/** An IDX file with so many labels of each class. */
function labelsFile(counts: readonly number[]) {
  const labels = counts.flatMap((count, label) => Array<number>(count).fill(label));
  const bytes = new Uint8Array(8 + labels.length);
  new DataView(bytes.buffer).setUint32(0, 0x801);
  new DataView(bytes.buffer).setUint32(4, labels.length);
  bytes.set(labels, 8);
  return { name: 'labels', bytes };
}

const MNIST_TRAINING = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949];
const MNIST_TEST = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009];

describe('the check of a published file', () => {
  it('recognizes MNIST’s labels in the place of Fashion-MNIST’s', async () => {
    for (const [part, counts, found] of [
      ['trainingLabels', MNIST_TRAINING, 'expected 6000 labels of class 0, found 5923'],
      ['testLabels', MNIST_TEST, 'expected 1000 labels of class 0, found 980'],
    ] as const) {
      await assert.rejects(verifyPublishedFile(datasetCatalogue.fashionMnist, part, labelsFile(counts)), {
        message: `"labels" is not Fashion-MNIST's: ${found}; these look like MNIST's labels.`,
      });
    }
  });

  it('says no such thing of other labels', async () => {
    const [first = 0, second = 0, ...others] = MNIST_TEST;
    const file = labelsFile([first + 1, second - 1, ...others]);
    await assert.rejects(verifyPublishedFile(datasetCatalogue.fashionMnist, 'testLabels', file), {
      message: '"labels" is not Fashion-MNIST\'s: expected 1000 labels of class 0, found 981.',
    });
  });
});
