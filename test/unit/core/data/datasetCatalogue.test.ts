import assert from 'node:assert/strict';
import { checkStructure, datasetCatalogue, verificationOf } from '../../../../src/core/data/datasetCatalogue';
import { DatasetError } from '../../../../src/core/data/datasetError';
import { DATASET_PARTS } from '../../../../src/core/data/datasetFromIdx';
import { writeIdxImages, writeIdxLabels } from '../../../../src/core/data/idx';

const { mnist, fashionMnist } = datasetCatalogue;

function labelFile(count: number, labelAt: (index: number) => number) {
  return {
    name: 'labels',
    bytes: writeIdxLabels(Uint8Array.from({ length: count }, (_, index) => labelAt(index))),
  };
}

function assertRefused(check: () => void, message: string): void {
  assert.throws(check, new DatasetError(message));
}

describe('datasetCatalogue', () => {
  it('says "verified" only of data that is known by checksum', () => {
    assert.equal(verificationOf(mnist), 'verified');
    assert.equal(verificationOf(fashionMnist), 'structure checked');
  });

  it('holds plausible entries: checksums, sizes, and base URLs that a file name can follow', () => {
    for (const entry of Object.values(datasetCatalogue)) {
      assert.ok(entry.mirrors.length >= 2);
      for (const mirror of entry.mirrors) assert.equal(new URL('file', mirror).href, `${mirror}file`);
      for (const part of DATASET_PARTS)
        assert.match(entry.files[part].sha256 ?? '0'.repeat(64), /^[0-9a-f]{64}$/);
    }
    assert.equal(mnist.files.trainingImages.byteLength, 47_040_016);
    assert.equal(mnist.files.testImages.byteLength, 7_840_016);
    assert.equal(mnist.files.trainingLabels.byteLength, 60_008);
    assert.equal(mnist.files.testLabels.byteLength, 10_008);
  });

  it('accepts balanced labels as Fashion-MNIST’s, and refuses others by the first class that differs', () => {
    checkStructure(
      fashionMnist,
      'testLabels',
      labelFile(10_000, (index) => index % 10),
    );
    assertRefused(() => {
      checkStructure(
        fashionMnist,
        'testLabels',
        labelFile(10_000, (index) => (index === 3 ? 5 : index % 10)),
      );
    }, '"labels" is not Fashion-MNIST\'s: expected 1000 labels of class 3, found 999.');
    // MNIST's own labels are not balanced, and need not be.
    checkStructure(
      mnist,
      'testLabels',
      labelFile(10_000, () => 1),
    );
  });

  it('refuses another number of items, another image size, and labels beyond the classes', () => {
    assertRefused(() => {
      checkStructure(
        mnist,
        'trainingLabels',
        labelFile(10_000, () => 0),
      );
    }, '"labels" is not MNIST\'s: expected 60000 labels, found 10000.');
    assertRefused(() => {
      checkStructure(
        mnist,
        'testLabels',
        labelFile(10_000, (index) => (index === 77 ? 10 : 0)),
      );
    }, '"labels" has label 10 at item 77; expected labels from 0 to 9.');
    const images = (count: number, rows: number, columns: number) => {
      const pixels = new Uint8Array(count * rows * columns);
      return { name: 'images', bytes: writeIdxImages({ count, rows, columns, pixels }) };
    };
    checkStructure(mnist, 'testImages', images(10_000, 28, 28));
    for (const [count, rows, columns] of [
      [9_999, 28, 28],
      [10_000, 14, 28],
      [10_000, 28, 14],
    ] as const) {
      assertRefused(
        () => {
          checkStructure(mnist, 'testImages', images(count, rows, columns));
        },
        '"images" is not MNIST\'s: expected 10000 images of 28 × 28 pixels, ' +
          `found ${count} of ${rows} × ${columns}.`,
      );
    }
  });
});
