/**
 * Gets a published dataset from its mirrors, tried in turn, and lets nothing through that fails its check.
 *
 * A file that is known by its SHA-256 may come from any mirror. Files without one are taken together from one mirror
 * only: each alone might be right and yet belong to another dataset.
 */
import { type CatalogueEntry, verificationOf } from '../../core/data/datasetCatalogue';
import { DatasetError } from '../../core/data/datasetError';
import { DATASET_PARTS, type DatasetPart } from '../../core/data/datasetFromIdx';
import type { IdxFile } from '../../core/data/idx';
import { downloadFile, HttpFileError } from './httpFile';
import { greatestLength, verifyPublishedFile } from './publishedFile';

export interface DownloadOptions {
  /** Base URLs, tried in this order. */
  readonly mirrors: readonly string[];
  readonly stallTimeoutMs: number;
  readonly signal: AbortSignal;
  /** @param fraction Of all files of this download, in [0, 1]; never falls. */
  report(task: string, fraction: number): void;
}

export type VerifiedFiles = ReadonlyMap<DatasetPart, IdxFile>;

/** No mirror gave what was asked for; the message says so and lists what each did. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';

  /** @param summary Whole sentences that say what could not be downloaded and why, in short. */
  constructor(
    readonly summary: string,
    failures: readonly string[],
  ) {
    super([summary, ...failures].join(' '));
  }
}

/**
 * Downloads the missing files, and what must be downloaded again with them. Yields files as soon as they may be kept,
 * unpacked and verified.
 * @throws DownloadError when every mirror failed for a file; the signal's reason when it was aborted.
 */
export async function* downloadDataset(
  entry: CatalogueEntry,
  missing: readonly DatasetPart[],
  options: DownloadOptions,
): AsyncGenerator<VerifiedFiles, void> {
  if (missing.length === 0) return;
  const groups = verificationOf(entry) === 'verified' ? missing.map((part) => [part]) : [DATASET_PARTS];
  const download = new Download(entry, groups.flat(), options);
  for (const group of groups) yield await download.fetchGroup(group);
}

class Download {
  private readonly failures: string[] = [];
  private readonly unreachable = new Set<string>();
  private readonly totalBytes: number;
  private doneBytes = 0;
  private fraction = 0;

  constructor(
    private readonly entry: CatalogueEntry,
    parts: readonly DatasetPart[],
    private readonly options: DownloadOptions,
  ) {
    this.totalBytes = parts.reduce((sum, part) => sum + entry.files[part].byteLength, 0);
  }

  /** All files of the group, from the first mirror that has them all. */
  async fetchGroup(parts: readonly DatasetPart[]): Promise<VerifiedFiles> {
    const doneBefore = this.doneBytes;
    for (const mirror of this.options.mirrors) {
      if (this.unreachable.has(mirror)) continue;
      const files = new Map<DatasetPart, IdxFile>();
      try {
        for (const part of parts) {
          files.set(part, await this.fetchFile(mirror, part));
          this.doneBytes += this.entry.files[part].byteLength;
        }
        return files;
      } catch (error) {
        this.doneBytes = doneBefore;
        this.note(mirror, error);
      }
    }
    throw new DownloadError(
      `${this.entry.title} could not be downloaded: ${this.shortReason()}.`,
      this.failures,
    );
  }

  private async fetchFile(mirror: string, part: DatasetPart): Promise<IdxFile> {
    const { fileName, byteLength } = this.entry.files[part];
    const url = fileUrl(mirror, `${fileName}.gz`);
    const task = `Downloading ${this.entry.title}: ${fileName} from ${new URL(url).host}`;
    this.report(task, 0);
    const bytes = await downloadFile(url, {
      limit: greatestLength(this.entry, part),
      stallTimeoutMs: this.options.stallTimeoutMs,
      signal: this.options.signal,
      onProgress: (received, total) => {
        this.report(task, byteLength * Math.min(1, received / (total ?? byteLength)));
      },
    }).catch((error: unknown) => {
      if (!(error instanceof HttpFileError)) throw error;
      throw new HttpFileError(`${url} ${error.message}.`, error.serverAnswered);
    });
    return await verifyPublishedFile(this.entry, part, { name: url, bytes });
  }

  private shortReason(): string {
    const { mirrors } = this.options;
    if (mirrors.length === 0) return 'there is no mirror for it';
    return mirrors.every((mirror) => this.unreachable.has(mirror))
      ? 'no mirror answered'
      : 'no mirror gave the right files';
  }

  /** Remembers why the mirror failed; anything but a failure of the mirror goes on upwards. */
  private note(mirror: string, error: unknown): void {
    if (!(error instanceof HttpFileError) && !(error instanceof DatasetError)) throw error;
    this.failures.push(error.message);
    if (error instanceof HttpFileError && !error.serverAnswered) this.unreachable.add(mirror);
  }

  private report(task: string, bytesOfFile: number): void {
    this.fraction = Math.max(this.fraction, (this.doneBytes + bytesOfFile) / this.totalBytes);
    this.options.report(task, this.fraction);
  }
}

/** @throws DatasetError unless the mirror is an http or https address. */
function fileUrl(mirror: string, fileName: string): string {
  const base = mirror.endsWith('/') ? mirror : `${mirror}/`;
  const url = URL.canParse(base) ? new URL(fileName, base) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new DatasetError(`The mirror "${mirror}" is not an http or https address.`);
  }
  return url.href;
}
