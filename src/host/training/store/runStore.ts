/**
 * The runs of a workspace on the disk: records, checkpoints and losses, one folder a run.
 *
 * Does one thing after the other, in the order in which it is asked. Knows after its first look at the disk what is
 * there: where windows share the storage, only the one that trains a run writes into that run's folder. A checkpoint
 * counts once its run's record names it: then all figures up to it are kept as well.
 */
import type { Uri } from 'vscode';
import type { CheckpointSummary } from '../../../core/training/runState';
import { describeValue, messageOf, quote } from '../../../core/wording';
import { displayName, type FileAccess } from '../../data/fileAccess';
import { realTimer } from '../startTimer';
import { changedSegments, segmentCount } from './lossSegments';
import { planPruning, type CheckpointPlace } from './pruning';
import { RunFolder } from './runFolder';
import { RunLeases, type LeaseClock } from './runLeases';
import { isRunId, type RunRecord } from './runRecord';

export interface StoreOptions {
  /** How many bytes all checkpoints together may take; asked at every write. */
  maxBytes(): number;
  /** Is told of what cannot be read, in sentences. */
  report(message: string): void;
  /** Is told of checkpoints that had to go, of whatever run. */
  dropped(places: readonly CheckpointPlace[]): void;
}

interface KnownCheckpoint {
  readonly bytes: number;
  /** `undefined` for what its run does not go by. */
  readonly summary: CheckpointSummary | undefined;
}

interface KnownRun {
  readonly folder: RunFolder;
  record: RunRecord;
  readonly checkpoints: Map<number, KnownCheckpoint>;
}

export class RunStore {
  private readonly root: Uri;
  private readonly runs = new Map<string, KnownRun>();
  /** Settles when everything asked so far is done. */
  private queue: Promise<unknown> = Promise.resolve();
  private isOpen = false;
  private readonly leases: RunLeases;

  /** @param storage The folder in which the folder `runs` lies or is made. */
  constructor(
    private readonly files: FileAccess,
    storage: Uri,
    private readonly options: StoreOptions,
    clock: LeaseClock = { now: () => Date.now(), startTimer: realTimer },
  ) {
    this.leases = new RunLeases(clock);
    this.root = files.joinPath(storage, 'runs');
  }

  /** All runs, the newest first; one that cannot be read is left out, reported once, and stays where it is. */
  list(): Promise<readonly RunRecord[]> {
    return this.enqueue(() =>
      Promise.resolve(
        [...this.runs.values()]
          .map(({ record }) => record)
          .sort((a, b) => b.createdAt - a.createdAt || (a.runId < b.runId ? 1 : -1)),
      ),
    );
  }

  /**
   * The runs that were cut off, the newest first. One with a lease may have been cut off a moment ago, or another window
   * trains it: waits until the lease is over, and sees whether it was prolonged.
   */
  async findCutOff(): Promise<readonly RunRecord[]> {
    const active = (await this.list()).filter(({ status }) => status === 'active');
    const left = await Promise.all(active.map(({ runId }) => this.leases.left(this.folderOf(runId))));
    const longest = Math.max(0, ...left);
    if (longest > 0) await this.leases.wait(longest);
    return this.enqueue(async () => {
      const found: RunRecord[] = [];
      for (const { runId } of active) {
        const record = await this.readCutOff(runId);
        if (record !== undefined) found.push(record);
      }
      return found;
    });
  }

  /** Remembers that a run is not to be offered again; `undefined`, and nothing done, when it was not cut off after all. */
  settle(runId: string): Promise<RunRecord | undefined> {
    return this.enqueue(async () => {
      const record = await this.readCutOff(runId);
      if (record === undefined) return undefined;
      const settled: RunRecord = { ...record, status: 'stopped' };
      await this.keepRecord(settled);
      return settled;
    });
  }

  /**
   * Keeps the record, in place of an older one of the same run; a new run is to be saved before anything else of it.
   * What it names counts. Where the run went back to an earlier step, checkpoints after that no longer do; any other
   * that it does not name may be newer than the record. While it is `active` the run is this session's alone.
   */
  save(record: RunRecord): Promise<void> {
    return this.enqueue(async () => {
      if (this.runs.has(record.runId)) await this.own(record.runId);
      await this.keepRecord(record);
    });
  }

  /** Keeps the weights or the checkpoint that a run begins with. */
  writeStart(runId: string, bytes: Uint8Array): Promise<void> {
    return this.enqueue(async () => {
      const { folder, record } = await this.own(runId);
      await this.written(folder.writeStart(bytes), `The weights that ${nameOf(record)} begins with`);
    });
  }

  readStart(runId: string): Promise<Uint8Array> {
    return this.enqueue(async () => {
      const { folder, record } = this.known(runId);
      const what = `The weights that ${nameOf(record)} began with`;
      return this.read(folder.readStart(), what, 'Train the file anew.');
    });
  }

  /**
   * Keeps a checkpoint, then drops others where all take too many bytes. It is offered in another session once a record
   * is saved that names it.
   * @throws Error that names run and step; all other checkpoints are as they were.
   */
  writeCheckpoint(
    runId: string,
    checkpoint: CheckpointSummary,
    bytes: Uint8Array,
  ): Promise<{ readonly dropped: readonly CheckpointPlace[] }> {
    return this.enqueue(async () => {
      const { folder, record, checkpoints } = await this.own(runId);
      const what = `The checkpoint of ${nameOf(record)} at step ${checkpoint.step}`;
      await this.written(folder.writeCheckpoint(checkpoint.step, bytes), what);
      checkpoints.set(checkpoint.step, { bytes: bytes.byteLength, summary: checkpoint });
      return { dropped: await this.prune(runId) };
    });
  }

  readCheckpoint(runId: string, step: number): Promise<Uint8Array> {
    return this.enqueue(async () => {
      const { folder, record } = this.known(runId);
      const what = `The checkpoint of ${nameOf(record)} at step ${step}`;
      return this.read(folder.readCheckpoint(step), what, 'Choose another one.');
    });
  }

  /**
   * Keeps the losses of all steps so far, which may be changed once the call has returned its promise.
   * @param from So many of them are the same as at the last call.
   */
  writeLosses(runId: string, from: number, losses: Float32Array): Promise<void> {
    const segments = changedSegments(from, losses);
    const count = segmentCount(losses.length);
    return this.enqueue(async () => {
      const { folder, record } = await this.own(runId);
      await this.written(folder.writeLosses(segments, count), `The losses of ${nameOf(record)}`);
    });
  }

  /** The losses of the first steps, up to the last that was kept. */
  readLosses(runId: string): Promise<Float32Array> {
    return this.enqueue(async () => {
      const { folder, record } = this.known(runId);
      return this.read(
        folder.readLosses(),
        `The losses of ${nameOf(record)}`,
        'The rest of it is not touched.',
      );
    });
  }

  /** Forgets a run with everything that is kept of it. */
  delete(runId: string): Promise<void> {
    return this.enqueue(async () => {
      const { folder, record } = await this.own(runId);
      await this.leases.release(runId);
      try {
        await folder.delete();
      } catch (cause) {
        const message = `The ${nameOf(record)} could not be deleted (${messageOf(cause)}). Try again later.`;
        throw new Error(message, { cause });
      }
      this.runs.delete(runId);
    });
  }

  /** Writes no more: another window may go on with what is under way. Resolves when all is written. */
  close(): Promise<void> {
    return this.enqueue(() => this.leases.releaseAll());
  }

  /** Bytes of all checkpoints. */
  usedBytes(): Promise<number> {
    return this.enqueue(() => {
      const checkpoints = [...this.runs.values()].flatMap((run) => [...run.checkpoints.values()]);
      return Promise.resolve(checkpoints.reduce((sum, { bytes }) => sum + bytes, 0));
    });
  }

  private enqueue<T>(task: () => Promise<T>): Promise<T> {
    const result = this.queue.then(async () => {
      if (!this.isOpen) await this.open();
      this.isOpen = true;
      return task();
    });
    this.queue = result.catch(() => undefined);
    return result;
  }

  private async open(): Promise<void> {
    const { fs } = this.files;
    let entries: Awaited<ReturnType<typeof fs.readDirectory>> = [];
    try {
      await fs.createDirectory(this.root);
      entries = await fs.readDirectory(this.root);
    } catch (error) {
      const folder = quote(displayName(this.root));
      this.options.report(`The runs of this workspace cannot be read from ${folder} (${messageOf(error)}).`);
    }
    for (const [name] of entries) {
      try {
        if (!isRunId(name)) throw new Error('its name is not that of a run');
        await this.openRun(name);
      } catch (error) {
        const folder = quote(displayName(this.files.joinPath(this.root, name)));
        this.options.report(`The run in ${folder} is left out (${messageOf(error)}).`);
      }
    }
  }

  private async openRun(runId: string): Promise<void> {
    const folder = this.folderOf(runId);
    const { record, checkpoints } = await folder.open((await this.leases.left(folder)) > 0);
    const summaries = summariesOf(record);
    const known = new Map<number, KnownCheckpoint>();
    for (const [step, bytes] of checkpoints) known.set(step, { bytes, summary: summaries.get(step) });
    this.runs.set(runId, { folder, record: withCheckpointsOf(record, known), checkpoints: known });
  }

  private async keepRecord(record: RunRecord): Promise<void> {
    const { runId } = record;
    if (!isRunId(runId)) throw new Error(`${describeValue(runId)} cannot name a run.`);
    const made: KnownRun = { folder: this.folderOf(runId), record, checkpoints: new Map() };
    const known = this.runs.get(runId) ?? made;
    this.runs.set(runId, known);
    const last = record.run.step < known.record.run.step ? record.run.step : Infinity;
    const named = summariesOf(record);
    for (const [step, { bytes, summary }] of known.checkpoints) {
      const kept = step > last ? undefined : summary;
      known.checkpoints.set(step, { bytes, summary: named.get(step) ?? kept });
    }
    known.record = withCheckpointsOf(record, known.checkpoints);
    await this.written(known.folder.writeRecord(known.record), `The figures of ${nameOf(record)}`);
    if (record.status === 'active') await this.leases.take(runId, known.folder);
    else await this.leases.release(runId);
  }

  /** The record as it is on the disk now, if nobody trains the run any more though it has not come to an end. */
  private async readCutOff(runId: string): Promise<RunRecord | undefined> {
    const known = this.runs.get(runId);
    if (known === undefined || this.leases.holds(runId)) return undefined;
    if ((await this.leases.left(known.folder)) > 0) return undefined;
    try {
      // Another window may have gone on with it since the first look.
      await this.openRun(runId);
    } catch {
      return undefined;
    }
    const { record } = this.known(runId);
    return record.status === 'active' ? record : undefined;
  }

  /** The run, to write into its folder. @throws Error when it is another window's. */
  private async own(runId: string): Promise<KnownRun> {
    const known = this.known(runId);
    if (this.leases.holds(runId) || (await this.leases.left(known.folder)) === 0) return known;
    throw new Error(
      `The ${nameOf(known.record)} is being trained in another window, or was until a moment ago; nothing of it is ` +
        'changed from here. Stop it there, then try again.',
    );
  }

  private known(runId: string): KnownRun {
    const found = this.runs.get(runId);
    if (found !== undefined) return found;
    throw new Error(`There is no run ${describeValue(runId)} any more; it may have been deleted.`);
  }

  private folderOf(runId: string): RunFolder {
    return new RunFolder(this.files, this.files.joinPath(this.root, runId), runId);
  }

  private async prune(current: string): Promise<readonly CheckpointPlace[]> {
    const others = await this.runsOfOthers();
    const own = [...this.runs].filter(([runId]) => !others.has(runId));
    const prunable = own.map(([runId, { record, checkpoints }]) => ({
      runId,
      createdAt: record.createdAt,
      checkpoints: [...checkpoints]
        .map(([step, { bytes, summary }]) => ({
          step,
          bytes,
          testAccuracy: summary?.testAccuracy ?? null,
          isValid: summary !== undefined,
        }))
        .sort((a, b) => a.step - b.step),
    }));
    const dropped = planPruning(prunable, current, this.options.maxBytes());
    for (const { runId, step } of dropped) {
      const run = this.known(runId);
      await run.folder.deleteCheckpoint(step);
      run.checkpoints.delete(step);
      run.record = withCheckpointsOf(run.record, run.checkpoints);
    }
    if (dropped.length > 0) this.options.dropped(dropped);
    return dropped;
  }

  /** Those that another window trains, as far as that is known. */
  private async runsOfOthers(): Promise<ReadonlySet<string>> {
    const others = new Set<string>();
    for (const [runId, { folder, record }] of this.runs) {
      if (record.status !== 'active' || this.leases.holds(runId)) continue;
      if ((await this.leases.left(folder)) > 0) others.add(runId);
    }
    return others;
  }

  private async written(write: Promise<void>, what: string): Promise<void> {
    try {
      await write;
    } catch (cause) {
      const message =
        `${what} could not be kept (${messageOf(cause)}). What was kept before is intact. Free space on the disk, or ` +
        'lower the setting "layerwire.checkpoints.maxSize".';
      throw new Error(message, { cause });
    }
  }

  private async read<T>(read: Promise<T>, what: string, advice: string): Promise<T> {
    try {
      return await read;
    } catch (cause) {
      throw new Error(`${what} cannot be read (${messageOf(cause)}). ${advice}`, { cause });
    }
  }
}

function summariesOf({ run }: RunRecord): ReadonlyMap<number, CheckpointSummary> {
  return new Map(run.checkpoints.map((summary) => [summary.step, summary]));
}

/** The record with only those checkpoints that are on the disk. */
function withCheckpointsOf(record: RunRecord, kept: ReadonlyMap<number, unknown>): RunRecord {
  const checkpoints = record.run.checkpoints.filter(({ step }) => kept.has(step));
  return checkpoints.length === record.run.checkpoints.length
    ? record
    : { ...record, run: { ...record.run, checkpoints } };
}

function nameOf(record: RunRecord): string {
  return `run ${quote(record.run.subject.networkName)}`;
}
