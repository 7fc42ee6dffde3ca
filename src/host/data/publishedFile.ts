/**
 * The one check that every file of a published dataset passes, wherever it comes from: a mirror, the cache, a folder.
 */
import { checkStructure, type CatalogueEntry } from '../../core/data/datasetCatalogue';
import { DatasetError } from '../../core/data/datasetError';
import type { DatasetPart } from '../../core/data/datasetFromIdx';
import type { IdxFile } from '../../core/data/idx';
import { sha256 } from '../sha256';
import { plainBytes } from './fileAccess';
import { gunzip } from './gunzip';

/** What gzip may add to bytes that do not compress, and more; a larger file is not that of the catalogue. */
const GZIP_OVERHEAD_BYTES = 65_536;

/** How many of MNIST's labels are 0, 1, and so on. */
const MNIST_LABEL_COUNTS: Partial<Record<DatasetPart, readonly number[]>> = {
  trainingLabels: [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
  testLabels: [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009],
};
const LABELS_HEADER_BYTES = 8;

/** The greatest length of a file of the catalogue, packed or not. */
export function greatestLength(entry: CatalogueEntry, part: DatasetPart): number {
  return entry.files[part].byteLength + GZIP_OVERHEAD_BYTES;
}

/**
 * Unpacks the file where it is packed, and checks structure and, where one is known, SHA-256.
 * @returns The unpacked file.
 * @throws DatasetError naming the file, what was expected and what was found.
 */
export async function verifyPublishedFile(
  entry: CatalogueEntry,
  part: DatasetPart,
  packed: IdxFile,
): Promise<IdxFile> {
  const published = entry.files[part];
  const file = await gunzip(packed, published.byteLength);
  try {
    checkStructure(entry, part, file);
  } catch (error) {
    throw error instanceof DatasetError && looksLikeMnistLabels(part, file) ? mistakenForMnist(error) : error;
  }
  if (published.sha256 !== undefined) {
    const found = await sha256(plainBytes(file.bytes));
    if (found !== published.sha256) {
      throw new DatasetError(
        `"${file.name}" is not ${entry.title}'s ${published.fileName}: expected SHA-256 ${published.sha256}, ` +
          `found ${found}. The file is damaged or another; get it again.`,
      );
    }
  }
  return file;
}

/** MNIST's files and those that took over its names are easily put in each other's folder. */
function looksLikeMnistLabels(part: DatasetPart, file: IdxFile): boolean {
  const expected = MNIST_LABEL_COUNTS[part];
  if (expected === undefined) return false;
  const found = new Map<number, number>();
  for (const label of file.bytes.subarray(LABELS_HEADER_BYTES)) found.set(label, (found.get(label) ?? 0) + 1);
  return found.size === expected.length && expected.every((count, label) => found.get(label) === count);
}

function mistakenForMnist(error: DatasetError): DatasetError {
  const message = `${error.message.replace(/\.$/, '')}; these look like MNIST's labels.`;
  return new DatasetError(message, { cause: error });
}
