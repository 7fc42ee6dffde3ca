/**
 * The runs of a workspace on the disk: records, checkpoints, losses.
 */
import type { Uri } from 'vscode';
import type { CheckpointSummary } from '../../../core/training/runState';
import type { FileAccess } from '../../data/fileAccess';
import type { RunRecord } from './runRecord';

export interface StoreOptions {
  /** How many bytes all checkpoints together may take; asked at every write. */
  maxBytes(): number;
  /** Is told of what cannot be read, in sentences. */
  report(message: string): void;
}

/** Which checkpoint of which run. */
export interface CheckpointPlace {
  readonly runId: string;
  readonly step: number;
}

export class RunStore {
  /** @param root The folder in which the folder `runs` lies or is made. */
  constructor(
    private readonly files: FileAccess,
    private readonly root: Uri,
    private readonly options: StoreOptions,
  ) {}

  /** All runs, the newest first; one that cannot be read is left out, reported once, and stays where it is. */
  list(): Promise<readonly RunRecord[]> {
    throw new Error('not written yet');
  }
  save(record: RunRecord): Promise<void> {
    throw new Error('not written yet');
  }
  /** Keeps the weights or the checkpoint that a run begins with. */
  writeStart(runId: string, bytes: Uint8Array): Promise<void> {
    throw new Error('not written yet');
  }
  readStart(runId: string): Promise<Uint8Array> {
    throw new Error('not written yet');
  }
  /** Keeps a checkpoint, then drops others where all take too many bytes. The record must name it to be offered later. */
  writeCheckpoint(
    runId: string,
    checkpoint: CheckpointSummary,
    bytes: Uint8Array,
  ): Promise<{ readonly dropped: readonly CheckpointPlace[] }> {
    throw new Error('not written yet');
  }
  readCheckpoint(runId: string, step: number): Promise<Uint8Array> {
    throw new Error('not written yet');
  }
  /** @param losses Those of all steps so far. @param from Steps whose losses are the same as at the last call. */
  writeLosses(runId: string, from: number, losses: Float32Array): Promise<void> {
    throw new Error('not written yet');
  }
  readLosses(runId: string): Promise<Float32Array> {
    throw new Error('not written yet');
  }
  delete(runId: string): Promise<void> {
    throw new Error('not written yet');
  }
  /** Bytes of all checkpoints. */
  usedBytes(): Promise<number> {
    throw new Error('not written yet');
  }
}
