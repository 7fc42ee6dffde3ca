/**
 * The four IDX files of a folder, packed or not, under the names that MNIST gave them.
 *
 * Files are found by name and measured before they are read. A published dataset is verified as a download would be;
 * of one's own data only the structure can be checked.
 */
import type { FileType, Uri } from 'vscode';
import type { Dataset } from '../../core/data/dataset';
import { type CatalogueEntry, datasetCatalogue } from '../../core/data/datasetCatalogue';
import { DatasetError } from '../../core/data/datasetError';
import {
  DATASET_PARTS,
  datasetFromIdx,
  type DatasetPart,
  type IdxFiles,
} from '../../core/data/datasetFromIdx';
import type { IdxFile } from '../../core/data/idx';
import { messageOf } from '../../core/wording';
import { displayName, type FileAccess, isDirectory } from './fileAccess';
import { gunzip } from './gunzip';
import { greatestLength, verifyPublishedFile } from './publishedFile';

/** The greatest length of one's own file, packed or not: it is held in memory, and copied to the training page. */
export const GREATEST_OWN_FILE_BYTES = 2 ** 30;

/**
 * Reads a published dataset from a folder, or from the folder of the dataset's name in it.
 * @throws DatasetError when files are missing, cannot be read, or are not those of the dataset.
 */
export async function readPublishedFolder(
  access: FileAccess,
  folder: Uri,
  entry: CatalogueEntry,
): Promise<Dataset> {
  const entries = await listFolder(access, folder);
  const own = entries.some(([name, type]) => name === entry.name && isDirectory(type));
  const place = own ? access.joinPath(folder, entry.name) : folder;
  const found = await findFiles(access, place);
  const files = await forEachPart(async (part) => {
    const file = await readFile(access, found[part], greatestLength(entry, part));
    return await verifyPublishedFile(entry, part, file);
  });
  return datasetFromIdx(entry.name, files, entry.classes);
}

/**
 * Reads one's own dataset from a folder of four IDX files.
 * @throws DatasetError when files are missing, cannot be read, or are not right.
 */
export async function readOwnFolder(access: FileAccess, folder: Uri, name: string): Promise<Dataset> {
  const found = await findFiles(access, folder);
  const files = await forEachPart(async (part) => {
    const file = await readFile(access, found[part], GREATEST_OWN_FILE_BYTES);
    return await gunzip(file, GREATEST_OWN_FILE_BYTES);
  });
  return datasetFromIdx(name, files);
}

async function forEachPart(read: (part: DatasetPart) => Promise<IdxFile>): Promise<IdxFiles> {
  return {
    trainingLabels: await read('trainingLabels'),
    testLabels: await read('testLabels'),
    trainingImages: await read('trainingImages'),
    testImages: await read('testImages'),
  };
}

async function findFiles(access: FileAccess, folder: Uri): Promise<Record<DatasetPart, Uri>> {
  const entries = await listFolder(access, folder);
  const names = new Set(entries.filter(([, type]) => !isDirectory(type)).map(([name]) => name));
  const found: Partial<Record<DatasetPart, Uri>> = {};
  const missing: string[] = [];
  for (const part of DATASET_PARTS) {
    const spellings = spellingsOf(datasetCatalogue.mnist.files[part].fileName);
    const name = spellings.find((spelling) => names.has(spelling));
    if (name === undefined) missing.push(spellings.map((spelling) => `"${spelling}"`).join(' or '));
    else found[part] = access.joinPath(folder, name);
  }
  const { trainingImages, trainingLabels, testImages, testLabels } = found;
  if (!trainingImages || !trainingLabels || !testImages || !testLabels) {
    throw new DatasetError(
      `The folder "${displayName(folder)}" lacks ${missing.length} of the four IDX files; looked for ` +
        `${missing.join('; for ')}.`,
    );
  }
  return { trainingImages, trainingLabels, testImages, testLabels };
}

/** As published, and as archives and some tools spell it: `train-images.idx3-ubyte`. */
function spellingsOf(fileName: string): string[] {
  const dotted = fileName.replace('-idx', '.idx');
  return [fileName, `${fileName}.gz`, dotted, `${dotted}.gz`];
}

async function listFolder(access: FileAccess, folder: Uri): Promise<[string, FileType][]> {
  try {
    return await access.fs.readDirectory(folder);
  } catch (cause) {
    throw cannotRead('The folder', folder, cause);
  }
}

async function readFile(access: FileAccess, uri: Uri, limit: number): Promise<IdxFile> {
  const name = displayName(uri);
  try {
    const { size } = await access.fs.stat(uri);
    if (size > limit) {
      throw new DatasetError(`"${name}" has ${size} bytes; expected ${limit} at most. It was not read.`);
    }
    return { name, bytes: await access.fs.readFile(uri) };
  } catch (cause) {
    if (cause instanceof DatasetError) throw cause;
    throw cannotRead('The file', uri, cause);
  }
}

function cannotRead(kind: string, uri: Uri, cause: unknown): DatasetError {
  return new DatasetError(`${kind} "${displayName(uri)}" cannot be read (${messageOf(cause)}).`, { cause });
}
