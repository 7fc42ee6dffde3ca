/**
 * From the dataset that a network file names to the data that a run gets.
 *
 * A dataset that is asked for by name comes as that or not at all. Only where the file names none may another take
 * MNIST's place, and then a notice names it. Downloaded data is cached; drawn digits are drawn in the worker.
 */
import type { Uri } from 'vscode';
import type { Dataset } from '../../core/data/dataset';
import { type CatalogueEntry, datasetCatalogue, verificationOf } from '../../core/data/datasetCatalogue';
import { DatasetError } from '../../core/data/datasetError';
import { DATASET_PARTS, datasetFromIdx, type DatasetPart } from '../../core/data/datasetFromIdx';
import type { IdxFile } from '../../core/data/idx';
import type { DatasetChoice } from '../../core/hyperparameters/hyperparameters';
import { messageOf } from '../../core/wording';
import type { DatasetPayload } from '../../protocol/run';
import { DatasetCache } from './datasetCache';
import { downloadDataset, DownloadError } from './datasetDownload';
import { readOwnFolder, readPublishedFolder } from './datasetFolder';
import { displayName, type FileAccess } from './fileAccess';

export interface DatasetStoreOptions {
  readonly files: FileAccess;
  /** The extension's global storage. */
  readonly storage: Uri;
  /** Base URLs of one's own, tried before the public mirrors. */
  mirrors(): readonly string[];
  /** The published datasets; those of `datasetCatalogue` by default. */
  readonly catalogue?: typeof datasetCatalogue;
  /** Gives a mirror up when it sends nothing for so long; 30 s by default. */
  readonly stallTimeoutMs?: number;
}

export interface LoadOptions {
  /** The folder of an `{ idx }` choice is relative to it. */
  readonly networkFile: Uri;
  /** A folder with the files, used in place of cache and mirrors, or of the folder of an `{ idx }` choice. */
  readonly folder?: Uri | undefined;
  readonly signal: AbortSignal;
  /** @param fraction In [0, 1], or `null` where nobody knows. */
  report(task: string, fraction: number | null): void;
}

export interface LoadedDataset {
  readonly data: DatasetPayload;
  /** Where it came from and how far it was checked, with its credit: a phrase without a full stop. */
  readonly origin: string;
  /** What the user should know beside: that another dataset took MNIST's place, or that a download could not be kept. */
  readonly notice: string | undefined;
}

/** The dataset cannot be had; the message says why in full, and what to do. */
export class DatasetUnavailableError extends DatasetError {
  override readonly name = 'DatasetUnavailableError';

  /** @param summary The same in short, for a notification. */
  constructor(
    message: string,
    readonly summary: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export class DatasetStore {
  private readonly cache: DatasetCache;

  constructor(private readonly options: DatasetStoreOptions) {
    this.cache = new DatasetCache(options.files, options.files.joinPath(options.storage, 'datasets'));
  }

  /**
   * Loads the chosen dataset; `undefined` is a file that names none.
   * @throws DatasetUnavailableError when it cannot be had; the signal's reason when it was aborted.
   */
  async load(choice: DatasetChoice | undefined, options: LoadOptions): Promise<LoadedDataset> {
    if (choice === 'syntheticDigits') return syntheticDigits(undefined);
    if (typeof choice === 'object') return await this.loadOwn(choice.idx, options);
    const entry = (this.options.catalogue ?? datasetCatalogue)[choice ?? 'mnist'];
    if (options.folder !== undefined) return await this.loadFromFolder(entry, options.folder);
    try {
      return await this.loadPublished(entry, options);
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error;
      if (choice === undefined) {
        return syntheticDigits(
          `The network file names no dataset, and MNIST cannot be had; the run trains on syntheticDigits instead, ` +
            `digits that Layerwire draws itself. Its figures are not MNIST's. ${error.message}`,
        );
      }
      throw new DatasetUnavailableError(
        `${error.message} Check the network connection, name a mirror of your own in the setting ` +
          `"layerwire.mirrors" or a folder with the four files ("layerwire.datasetFolder", or --dataset-dir in a ` +
          `headless run), or set the network file's "dataset" to "syntheticDigits".`,
        `${error.summary} Check the network connection, choose a folder with the four files, or name a mirror of ` +
          `your own in the setting "layerwire.mirrors". The output channel Layerwire says what each mirror did.`,
        { cause: error },
      );
    }
  }

  private async loadPublished(entry: CatalogueEntry, options: LoadOptions): Promise<LoadedDataset> {
    options.report(`Looking for ${entry.title} in the cache`, null);
    const files = new Map(await this.cache.read(entry));
    const missing = DATASET_PARTS.filter((part) => !files.has(part));
    let notice: string | undefined;
    const downloads = downloadDataset(entry, missing, {
      mirrors: [...this.options.mirrors(), ...entry.mirrors],
      stallTimeoutMs: this.options.stallTimeoutMs ?? 30_000,
      signal: options.signal,
      report: (task, fraction) => {
        options.report(task, fraction);
      },
    });
    for await (const downloaded of downloads) {
      for (const [part, file] of downloaded) files.set(part, file);
      try {
        await this.cache.write(entry, downloaded);
      } catch (error) {
        notice = `${entry.title} could not be kept for the next run (${messageOf(error)}).`;
      }
    }
    options.signal.throwIfAborted();
    const how = missing.length === 0 ? 'from the cache' : 'downloaded';
    return examples(assemble(entry, files), `${how}, ${verificationOf(entry)}; ${entry.credit}`, notice);
  }

  private async loadFromFolder(entry: CatalogueEntry, folder: Uri): Promise<LoadedDataset> {
    try {
      const dataset = await readPublishedFolder(this.options.files, folder, entry);
      const origin = `from "${displayName(folder)}", ${verificationOf(entry)}; ${entry.credit}`;
      return examples(dataset, origin, undefined);
    } catch (error) {
      throw unavailable(entry.title, error);
    }
  }

  private async loadOwn(path: string, { networkFile, folder: instead }: LoadOptions): Promise<LoadedDataset> {
    const { files } = this.options;
    const folder = instead ?? files.joinPath(networkFile, '..', path.replaceAll('\\', '/'));
    // "idx:" before it, so that a folder called "mnist" does not pass for MNIST.
    const name = `idx:${instead === undefined ? path : displayName(instead)}`;
    try {
      const dataset = await readOwnFolder(files, folder, name);
      return examples(dataset, `from "${displayName(folder)}", structure checked`, undefined);
    } catch (error) {
      throw unavailable(`The dataset "${path}"`, error);
    }
  }
}

function assemble(entry: CatalogueEntry, files: ReadonlyMap<DatasetPart, IdxFile>): Dataset {
  const [trainingImages, trainingLabels, testImages, testLabels] = DATASET_PARTS.map((part) =>
    files.get(part),
  );
  if (!trainingImages || !trainingLabels || !testImages || !testLabels) {
    throw new Error(`The download of ${entry.title} ended without all of its files.`);
  }
  return datasetFromIdx(
    entry.name,
    { trainingImages, trainingLabels, testImages, testLabels },
    entry.classes,
  );
}

function examples(dataset: Dataset, origin: string, notice: string | undefined): LoadedDataset {
  return { data: { kind: 'examples', dataset }, origin, notice };
}

function syntheticDigits(notice: string | undefined): LoadedDataset {
  return { data: { kind: 'syntheticDigits' }, origin: 'drawn by Layerwire', notice };
}

function unavailable(what: string, error: unknown): unknown {
  if (!(error instanceof DatasetError)) return error;
  const message = `${what} cannot be used: ${error.message}`;
  return new DatasetUnavailableError(message, message, { cause: error });
}
