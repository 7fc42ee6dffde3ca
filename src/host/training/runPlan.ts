/**
 * What one run is to do and where its data, weights and checkpoints come from and go to: all that the controller needs.
 */
import type { CheckpointTaken, WeightsExported } from '../../core/training/runEvents';
import type { Run, RunSubject } from '../../core/training/runState';
import type { DatasetPayload, RunRequest } from '../../protocol/run';

/** What a plan may say while it loads its data. */
export interface Preparation {
  /** Aborted when the run is stopped or lost. */
  readonly signal: AbortSignal;
  /** `fraction` in [0, 1], or `null` where nobody knows. */
  report(task: string, fraction: number | null): void;
  /** Adds a note that stays with the run's figures. */
  note(text: string): void;
}

/** The data of a run, and what is said of where it came from: a phrase without a full stop. */
export interface PreparedData {
  readonly data: DatasetPayload;
  readonly origin: string;
}

/** Where the checkpoints of a run are kept. */
export interface CheckpointKeeper {
  /**
   * Resolves with the steps of those checkpoints of this run that had to go to make room.
   * @throws Error in words for a person.
   */
  write(checkpoint: CheckpointTaken): Promise<readonly number[]>;
  /** @throws Error in words for a person. */
  read(step: number): Promise<Uint8Array>;
}

export interface RunPlan {
  readonly subject: RunSubject;
  readonly request: Omit<RunRequest, 'attempt' | 'data' | 'excludedEngines' | 'exportWeights'>;
  /** The run as it was kept, when it goes on from one of its checkpoints, or from one of another run. */
  readonly from?: { readonly run: Run; readonly step: number };
  loadData(preparation: Preparation): Promise<PreparedData>;
  readonly checkpoints: CheckpointKeeper;
  /** Called with the initial weights and those after each epoch, one after the other; a rejection fails the run. */
  readonly saveWeights?: ((weights: WeightsExported) => Promise<void>) | undefined;
}
