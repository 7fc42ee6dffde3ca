/**
 * Four IDX files → one `Dataset`: the last check before data is trained on, the same for downloaded, local and drawn data.
 */
import type { Dataset, ExampleSet } from './dataset';
import { DatasetError } from './datasetError';
import { type IdxFile, parseIdxImages, parseIdxLabels } from './idx';

export const DATASET_PARTS = ['trainingImages', 'trainingLabels', 'testImages', 'testLabels'] as const;
export type DatasetPart = (typeof DATASET_PARTS)[number];

/** The four files of a dataset. */
export type IdxFiles = Readonly<Record<DatasetPart, IdxFile>>;

/**
 * Makes a dataset of four IDX files; images and labels are views of the files' bytes.
 * @param classes Number of classes, where it is known; labels must be below it. Otherwise one more than the greatest label.
 * @throws DatasetError when a file is not right in itself, or the four do not fit each other.
 */
export function datasetFromIdx(name: string, files: IdxFiles, classes?: number): Dataset {
  const training = examplesFromIdx(files.trainingImages, files.trainingLabels, classes);
  const test = examplesFromIdx(files.testImages, files.testLabels, classes);
  const [rows = 0, columns = 0] = training.imageShape;
  const [testRows = 0, testColumns = 0] = test.imageShape;
  if (rows !== testRows || columns !== testColumns) {
    throw new DatasetError(
      `"${files.testImages.name}" holds images of ${testRows} × ${testColumns} pixels, ` +
        `but "${files.trainingImages.name}" of ${rows} × ${columns}; training and test images must have one size.`,
    );
  }
  const greatestLabel = Math.max(greatest(training.labels), greatest(test.labels));
  return { name, classes: classes ?? greatestLabel + 1, training, test };
}

function examplesFromIdx(imageFile: IdxFile, labelFile: IdxFile, classes: number | undefined): ExampleSet {
  const { count, rows, columns, pixels } = parseIdxImages(imageFile);
  const labels = parseIdxLabels(labelFile);
  if (labels.length !== count) {
    throw new DatasetError(
      `"${imageFile.name}" holds ${count} images, but "${labelFile.name}" ${labels.length} labels; ` +
        'the two must belong together.',
    );
  }
  if (classes !== undefined) checkLabels(labelFile.name, labels, classes);
  return { count, imageShape: [rows, columns, 1], images: pixels, labels };
}

/** @throws DatasetError naming the first label that is not below the number of classes. */
export function checkLabels(fileName: string, labels: Uint8Array, classes: number): void {
  const index = labels.findIndex((label) => label >= classes);
  if (index < 0) return;
  throw new DatasetError(
    `"${fileName}" has label ${labels[index]} at item ${index}; expected labels from 0 to ${classes - 1}.`,
  );
}

function greatest(labels: Uint8Array): number {
  return labels.reduce((most, label) => Math.max(most, label), 0);
}
