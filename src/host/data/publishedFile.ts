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
  checkStructure(entry, part, file);
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
