/**
 * The published datasets that are known by name: their files, where to get them, and how to tell that they are right.
 *
 * MNIST's files are known by SHA-256. Of Fashion-MNIST no checksum of the uncompressed files is published by its
 * authors, so that only structure, sizes and the counts of labels can be checked; the two are never called the same.
 */
import type { NamedDataset } from '../hyperparameters/hyperparameters';
import { DatasetError } from './datasetError';
import { checkLabels, DATASET_PARTS, type DatasetPart } from './datasetFromIdx';
import { type IdxFile, parseIdxImages, parseIdxLabels } from './idx';
import { MNIST_FORM } from './mnistForm';

/** A dataset that is published, not drawn. */
export type PublishedDataset = Exclude<NamedDataset, 'syntheticDigits'>;

export interface PublishedFile {
  /** Uncompressed; mirrors serve it with `.gz` appended. */
  readonly fileName: string;
  /** Length of the uncompressed file. */
  readonly byteLength: number;
  /** Images or labels in it. */
  readonly count: number;
  /** Of the uncompressed file, in lower-case hexadecimal digits; `undefined` where none is known. */
  readonly sha256: string | undefined;
}

export interface CatalogueEntry {
  readonly name: PublishedDataset;
  /** What it is called in sentences. */
  readonly title: string;
  /** Authors and licence, shown where the dataset is shown as downloaded. */
  readonly credit: string;
  /** Base URLs, ending in a slash. */
  readonly mirrors: readonly string[];
  readonly files: Readonly<Record<DatasetPart, PublishedFile>>;
  readonly classes: number;
  readonly imageSide: number;
  /** True where every class has equally many examples, which can then be checked. */
  readonly balanced: boolean;
}

export const datasetCatalogue: Readonly<Record<PublishedDataset, CatalogueEntry>> = {
  mnist: {
    name: 'mnist',
    title: 'MNIST',
    credit: 'MNIST by Yann LeCun and Corinna Cortes, CC BY-SA 3.0',
    mirrors: [
      'https://ossci-datasets.s3.amazonaws.com/mnist/',
      'https://storage.googleapis.com/cvdf-datasets/mnist/',
    ],
    files: mnistLikeFiles({
      trainingImages: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      trainingLabels: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
      testImages: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
      testLabels: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    }),
    classes: MNIST_FORM.classes,
    imageSide: MNIST_FORM.imageSide,
    balanced: false,
  },
  fashionMnist: {
    name: 'fashionMnist',
    title: 'Fashion-MNIST',
    credit: 'Fashion-MNIST by Zalando Research (Han Xiao, Kashif Rasul, Roland Vollgraf), MIT licence',
    mirrors: [
      'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
      'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
    ],
    files: mnistLikeFiles({}),
    classes: MNIST_FORM.classes,
    imageSide: MNIST_FORM.imageSide,
    balanced: true,
  },
};

/** How far the files of a dataset can be trusted once they passed their checks: the words that the interface uses. */
export function verificationOf(entry: CatalogueEntry): 'verified' | 'structure checked' {
  return DATASET_PARTS.every((part) => entry.files[part].sha256 !== undefined)
    ? 'verified'
    : 'structure checked';
}

/**
 * Checks all of a published file but its checksum: kind, length, number and size of images, counts of labels.
 * @throws DatasetError naming the file, what was expected and what was found.
 */
export function checkStructure(entry: CatalogueEntry, part: DatasetPart, file: IdxFile): void {
  const expected = entry.files[part];
  if (part === 'trainingImages' || part === 'testImages') {
    const { count, rows, columns } = parseIdxImages(file);
    if (count !== expected.count || rows !== entry.imageSide || columns !== entry.imageSide) {
      throw new DatasetError(
        `"${file.name}" is not ${entry.title}'s: expected ${expected.count} images of ` +
          `${entry.imageSide} × ${entry.imageSide} pixels, found ${count} of ${rows} × ${columns}.`,
      );
    }
    return;
  }
  const labels = parseIdxLabels(file);
  if (labels.length !== expected.count) {
    throw new DatasetError(
      `"${file.name}" is not ${entry.title}'s: expected ${expected.count} labels, found ${labels.length}.`,
    );
  }
  checkLabels(file.name, labels, entry.classes);
  if (entry.balanced) checkBalance(entry, file.name, labels);
}

function checkBalance(entry: CatalogueEntry, fileName: string, labels: Uint8Array): void {
  const expected = labels.length / entry.classes;
  for (let label = 0; label < entry.classes; label++) {
    const found = labels.reduce((count, each) => count + (each === label ? 1 : 0), 0);
    if (found !== expected) {
      throw new DatasetError(
        `"${fileName}" is not ${entry.title}'s: expected ${expected} labels of class ${label}, found ${found}.`,
      );
    }
  }
}

/** The files of a dataset that has taken over MNIST's names and sizes. */
function mnistLikeFiles(sha256: Readonly<Partial<Record<DatasetPart, string>>>): CatalogueEntry['files'] {
  const { imageSide, trainingExamples, testExamples } = MNIST_FORM;
  const images = (count: number) => ({ count, byteLength: 16 + count * imageSide ** 2 });
  const labels = (count: number) => ({ count, byteLength: 8 + count });
  return {
    trainingImages: {
      fileName: 'train-images-idx3-ubyte',
      ...images(trainingExamples),
      sha256: sha256.trainingImages,
    },
    trainingLabels: {
      fileName: 'train-labels-idx1-ubyte',
      ...labels(trainingExamples),
      sha256: sha256.trainingLabels,
    },
    testImages: { fileName: 't10k-images-idx3-ubyte', ...images(testExamples), sha256: sha256.testImages },
    testLabels: { fileName: 't10k-labels-idx1-ubyte', ...labels(testExamples), sha256: sha256.testLabels },
  };
}
