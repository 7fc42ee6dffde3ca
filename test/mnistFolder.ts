/**
 * The real MNIST, for the tests that need it: four files in the folder that MNIST_DIR names, `.gz` or not.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { datasetCatalogue } from '../src/core/data/datasetCatalogue';
import type { DatasetPart, IdxFiles } from '../src/core/data/datasetFromIdx';
import type { IdxFile } from '../src/core/data/idx';

/** The folder, or `undefined` where there is none, so that a test can skip itself. */
export function mnistFolder(): string | undefined {
  const folder = process.env.MNIST_DIR;
  return folder === '' ? undefined : folder;
}

/** Its four files, uncompressed. */
export function readMnist(folder: string): IdxFiles {
  return {
    trainingImages: readPart(folder, 'trainingImages'),
    trainingLabels: readPart(folder, 'trainingLabels'),
    testImages: readPart(folder, 'testImages'),
    testLabels: readPart(folder, 'testLabels'),
  };
}

function readPart(folder: string, part: DatasetPart): IdxFile {
  const name = datasetCatalogue.mnist.files[part].fileName;
  const file = path.join(folder, name);
  const bytes = existsSync(file) ? readFileSync(file) : gunzipSync(readFileSync(`${file}.gz`));
  return { name, bytes: new Uint8Array(bytes) };
}
