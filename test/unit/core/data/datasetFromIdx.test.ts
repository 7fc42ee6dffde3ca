import assert from 'node:assert/strict';
import { DatasetError } from '../../../../src/core/data/datasetError';
import { datasetFromIdx, type IdxFiles } from '../../../../src/core/data/datasetFromIdx';
import { writeIdxImages, writeIdxLabels } from '../../../../src/core/data/idx';

function images(name: string, count: number, rows = 2, columns = 2) {
  const pixels = Uint8Array.from({ length: count * rows * columns }, (_, index) => index);
  return { name, bytes: writeIdxImages({ count, rows, columns, pixels }) };
}
const labels = (name: string, ...values: number[]) => ({
  name,
  bytes: writeIdxLabels(Uint8Array.from(values)),
});

const files: IdxFiles = {
  trainingImages: images('train-images', 3),
  trainingLabels: labels('train-labels', 0, 2, 1),
  testImages: images('t10k-images', 2),
  testLabels: labels('t10k-labels', 4, 0),
};

describe('datasetFromIdx', () => {
  it('makes a dataset whose classes are one more than the greatest label of both sets', () => {
    const dataset = datasetFromIdx('mine', files);
    assert.equal(dataset.name, 'mine');
    assert.equal(dataset.classes, 5);
    assert.equal(dataset.training.count, 3);
    assert.deepEqual(dataset.training.imageShape, [2, 2, 1]);
    assert.deepEqual([...dataset.training.images], [...Array(12).keys()]);
    assert.deepEqual([...dataset.training.labels], [0, 2, 1]);
    assert.equal(dataset.test.count, 2);
    assert.deepEqual([...dataset.test.labels], [4, 0]);
    assert.equal(datasetFromIdx('mine', files, 10).classes, 10);
  });

  it('refuses images and labels that do not belong together, naming both files and both counts', () => {
    assert.throws(
      () => datasetFromIdx('mine', { ...files, trainingLabels: labels('train-labels', 0, 1) }),
      new DatasetError(
        '"train-images" holds 3 images, but "train-labels" 2 labels; the two must belong together.',
      ),
    );
  });

  it('refuses labels outside of the known classes, naming the first', () => {
    assert.throws(
      () => datasetFromIdx('mine', files, 4),
      new DatasetError('"t10k-labels" has label 4 at item 0; expected labels from 0 to 3.'),
    );
  });

  it('refuses test images of another size than the training images', () => {
    assert.throws(
      () => datasetFromIdx('mine', { ...files, testImages: images('t10k-images', 2, 2, 3) }),
      (error) =>
        error instanceof DatasetError &&
        error.message.startsWith('"t10k-images" holds images of 2 × 3 pixels'),
    );
  });
});
