/**
 * Downloaded datasets in the extension's global storage: one folder a dataset, its files unpacked.
 *
 * A file is written under another name and then renamed, so that under its own name there is a whole file or none;
 * and it is verified at every reading, so that what happened to it meanwhile does not matter.
 */
import type { Uri } from 'vscode';
import type { CatalogueEntry } from '../../core/data/datasetCatalogue';
import { DatasetError } from '../../core/data/datasetError';
import { DATASET_PARTS, type DatasetPart } from '../../core/data/datasetFromIdx';
import type { IdxFile } from '../../core/data/idx';
import type { VerifiedFiles } from './datasetDownload';
import { displayName, type FileAccess } from './fileAccess';
import { verifyPublishedFile } from './publishedFile';

const UNFINISHED = '.unfinished';
/** An unfinished file this old was left behind by a program that ended, not by one that is still writing. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

export class DatasetCache {
  /** @param root The folder that holds a folder for each dataset. */
  constructor(
    private readonly files: FileAccess,
    private readonly root: Uri,
  ) {}

  /** The files that are there and right. Those that are not right are deleted. */
  async read(entry: CatalogueEntry): Promise<VerifiedFiles> {
    const found = new Map<DatasetPart, IdxFile>();
    for (const part of DATASET_PARTS) {
      const uri = this.uriOf(entry, entry.files[part].fileName);
      try {
        const { size } = await this.files.fs.stat(uri);
        if (size !== entry.files[part].byteLength) throw new DatasetError(`${size} bytes`);
        const file = { name: displayName(uri), bytes: await this.files.fs.readFile(uri) };
        found.set(part, await verifyPublishedFile(entry, part, file));
      } catch (error) {
        // What cannot be read (above all, what is not there) is downloaded; only what is wrong is deleted.
        if (error instanceof DatasetError) await this.delete(uri);
      }
    }
    return found;
  }

  /** Keeps verified files. */
  async write(entry: CatalogueEntry, files: VerifiedFiles): Promise<void> {
    await this.files.fs.createDirectory(this.uriOf(entry));
    await this.deleteAbandoned(entry);
    for (const [part, { bytes }] of files) {
      const { fileName } = entry.files[part];
      const unfinished = this.uriOf(entry, `${fileName}.${crypto.randomUUID()}${UNFINISHED}`);
      try {
        await this.files.fs.writeFile(unfinished, bytes);
        await this.files.fs.rename(unfinished, this.uriOf(entry, fileName), { overwrite: true });
      } catch (error) {
        await this.delete(unfinished);
        throw error;
      }
    }
  }

  private async deleteAbandoned(entry: CatalogueEntry): Promise<void> {
    for (const [name] of await this.files.fs.readDirectory(this.uriOf(entry))) {
      if (!name.endsWith(UNFINISHED)) continue;
      const uri = this.uriOf(entry, name);
      try {
        const { mtime } = await this.files.fs.stat(uri);
        if (Date.now() - mtime > ABANDONED_AFTER_MS) await this.delete(uri);
      } catch {
        // Another window has renamed it meanwhile, and so it was not abandoned.
        continue;
      }
    }
  }

  /** Deletes a file if it is there and can be deleted; if not, its place is overwritten at the next download. */
  private async delete(uri: Uri): Promise<void> {
    try {
      await this.files.fs.delete(uri, { useTrash: false });
    } catch {
      return;
    }
  }

  private uriOf(entry: CatalogueEntry, ...names: string[]): Uri {
    return this.files.joinPath(this.root, entry.name, ...names);
  }
}
