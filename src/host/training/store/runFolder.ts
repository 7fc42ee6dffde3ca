/**
 * The folder of one run: `run.json`, `start.safetensors`, `losses-00000.f32`, …, `checkpoints/step-000000123.safetensors`;
 * and `lease`, with the time until which the window that trains it has it for itself.
 *
 * Knows where everything lies; what is kept, and for how long, is decided in `runStore`.
 */
import type { Uri } from 'vscode';
import { plainBytes, type FileAccess } from '../../data/fileAccess';
import { joinSegments, segmentName, type LossSegment } from './lossSegments';
import { readRecord, writeRecord, type RunRecord } from './runRecord';
import { deleteIfThere, finishWrites, writeWhole } from './wholeFiles';

const RECORD = 'run.json';
const START = 'start.safetensors';
const LEASE = 'lease';
const CHECKPOINTS = 'checkpoints';
const CHECKPOINT_NAME = /^step-(\d{9,15})\.safetensors$/;

/** What is in the folder of a run. */
export interface FolderContents {
  readonly record: RunRecord;
  /** Bytes of each checkpoint file, by its step, whether or not the record names it. */
  readonly checkpoints: ReadonlyMap<number, number>;
}

function checkpointName(step: number): string {
  return `step-${String(step).padStart(9, '0')}.safetensors`;
}

export class RunFolder {
  private readonly checkpoints: Uri;
  /** Folders that were made; each call of VS Code's file system takes its time, and a run makes many. */
  private readonly made = new Set<Uri>();
  /** How many segments of losses there may be; `undefined` before the first look. */
  private segments: number | undefined;

  /** @param runId Checked: it may name a folder. */
  constructor(
    private readonly files: FileAccess,
    private readonly uri: Uri,
    private readonly runId: string,
  ) {
    this.checkpoints = files.joinPath(uri, CHECKPOINTS);
  }

  /**
   * Finishes what a crash left unfinished, then reads the record and looks for checkpoints.
   * @param isOthers Another window writes here now: what is unfinished is not touched.
   * @throws Error when the record is missing or wrong.
   */
  async open(isOthers: boolean): Promise<FolderContents> {
    const { fs, joinPath } = this.files;
    const names = (await fs.readDirectory(this.uri)).map(([name]) => name);
    if (!isOthers) await finishWrites(this.files, this.uri, names, () => true);
    const bytes = await fs.readFile(joinPath(this.uri, RECORD));
    const record = readRecord(new TextDecoder().decode(bytes), this.runId);
    const named = new Set(record.run.checkpoints.map(({ step }) => checkpointName(step)));
    return {
      record,
      checkpoints: names.includes(CHECKPOINTS)
        ? await this.findCheckpoints(isOthers ? undefined : (name) => named.has(name))
        : new Map(),
    };
  }

  /** @param isNamed Whether the record names the file; without it nothing is finished. */
  private async findCheckpoints(
    isNamed: ((name: string) => boolean) | undefined,
  ): Promise<ReadonlyMap<number, number>> {
    const { fs, joinPath } = this.files;
    const names = (await fs.readDirectory(this.checkpoints)).map(([name]) => name);
    const whole =
      isNamed === undefined ? names : await finishWrites(this.files, this.checkpoints, names, isNamed);
    const found = [...whole].flatMap((name) => {
      const digits = CHECKPOINT_NAME.exec(name)?.[1];
      return digits === undefined ? [] : [{ name, step: Number(digits) }];
    });
    // At once, since there may be thousands.
    const sizes = found.map(async ({ name, step }) => {
      const { size } = await fs.stat(joinPath(this.checkpoints, name));
      return [step, size] as const;
    });
    return new Map(await Promise.all(sizes));
  }

  async writeRecord(record: RunRecord): Promise<void> {
    await this.write(this.uri, RECORD, new TextEncoder().encode(writeRecord(record)));
  }

  async writeStart(bytes: Uint8Array): Promise<void> {
    await this.write(this.uri, START, bytes);
  }

  async readStart(): Promise<Uint8Array> {
    return this.readPlain(this.files.joinPath(this.uri, START));
  }

  async writeCheckpoint(step: number, bytes: Uint8Array): Promise<void> {
    await this.write(this.checkpoints, checkpointName(step), bytes);
  }

  async readCheckpoint(step: number): Promise<Uint8Array> {
    return this.readPlain(this.files.joinPath(this.checkpoints, checkpointName(step)));
  }

  async deleteCheckpoint(step: number): Promise<void> {
    await deleteIfThere(this.files, this.files.joinPath(this.checkpoints, checkpointName(step)));
  }

  /**
   * Writes segments of the losses, and deletes those after the last one.
   * @param count Number of segments that there are then.
   */
  async writeLosses(segments: readonly LossSegment[], count: number): Promise<void> {
    for (const { name, bytes } of segments) await this.write(this.uri, name, bytes);
    this.segments ??= await this.countSegments();
    for (let segment = count; segment < this.segments; segment++) {
      await deleteIfThere(this.files, this.files.joinPath(this.uri, segmentName(segment)));
    }
    this.segments = count;
  }

  /** The losses of all steps that are kept without a gap from the first. */
  async readLosses(): Promise<Float32Array> {
    const count = await this.countSegments();
    const segments: Uint8Array[] = [];
    while (segments.length < count) {
      const file = this.files.joinPath(this.uri, segmentName(segments.length));
      segments.push(await this.files.fs.readFile(file));
    }
    return joinSegments(segments);
  }

  /** Segments of losses without a gap from the first. */
  private async countSegments(): Promise<number> {
    const names = new Set((await this.files.fs.readDirectory(this.uri)).map(([name]) => name));
    let count = 0;
    while (names.has(segmentName(count))) count++;
    return count;
  }

  private async write(folder: Uri, name: string, bytes: Uint8Array): Promise<void> {
    if (!this.made.has(folder)) await this.files.fs.createDirectory(folder);
    this.made.add(folder);
    await writeWhole(this.files, folder, name, bytes);
  }

  /** @param until Milliseconds since 1970. */
  async writeLease(until: number): Promise<void> {
    await this.files.fs.writeFile(this.lease(), new TextEncoder().encode(String(until)));
  }

  /** Until when the run is another window's; 0 where it is nobody's, and where that cannot be read. */
  async readLease(): Promise<number> {
    try {
      const text = new TextDecoder().decode(await this.files.fs.readFile(this.lease()));
      return /^\d+$/.test(text) ? Number(text) : 0;
    } catch {
      return 0;
    }
  }

  async deleteLease(): Promise<void> {
    await deleteIfThere(this.files, this.lease());
  }

  private lease(): Uri {
    return this.files.joinPath(this.uri, LEASE);
  }

  async delete(): Promise<void> {
    await this.files.fs.delete(this.uri, { recursive: true, useTrash: false });
  }

  /** Bytes that a message to a webview keeps: what VS Code reads is a Node buffer, which it does not. */
  private async readPlain(file: Uri): Promise<Uint8Array> {
    return plainBytes(await this.files.fs.readFile(file));
  }
}
