/**
 * What a training run reports, in the order in which it happens: started, steps and epochs, then ended, stopped or
 * failed.
 *
 * Plain data that survives a structured clone: the training loop emits it, the protocol carries it, the panel and the
 * headless run show it. Names are in the past tense, times in milliseconds.
 */

export interface RunStarted {
  readonly type: 'runStarted';
  readonly engine: string;
  readonly adapter: string;
  /** Why this engine, in one sentence. */
  readonly reason: string;
  readonly dataset: string;
  readonly trainingExamples: number;
  readonly validationExamples: number;
  readonly testExamples: number;
  readonly parameters: number;
  readonly seed: number;
  readonly epochs: number;
  readonly stepsPerEpoch: number;
}

/** Sent a few times a second, never once a step. */
export interface StepsTrained {
  readonly type: 'stepsTrained';
  /** From 1. */
  readonly epoch: number;
  /** Steps done in this epoch. */
  readonly steps: number;
  /** Mean training loss of the epoch so far. */
  readonly loss: number;
  readonly examplesPerSecond: number;
  readonly elapsedMs: number;
}

export interface EpochEnded {
  readonly type: 'epochEnded';
  /** From 1. */
  readonly epoch: number;
  /** Mean training loss over the epoch's mini-batches. */
  readonly loss: number;
  /** `null` where no examples are held out. */
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
  readonly testAccuracy: number;
  /** Training examples a second, evaluation not counted. */
  readonly examplesPerSecond: number;
  readonly elapsedMs: number;
}

export interface WeightsExported {
  readonly type: 'weightsExported';
  /** 0 for the initial weights. */
  readonly epoch: number;
  /** A safetensors file. */
  readonly bytes: Uint8Array;
}

export interface RunEnded {
  readonly type: 'runEnded';
  readonly epochs: number;
  readonly testAccuracy: number;
  readonly elapsedMs: number;
}

/** Stopped by the user; what was learned until then stays shown. */
export interface RunStopped {
  readonly type: 'runStopped';
  readonly epochs: number;
  readonly elapsedMs: number;
}

export interface RunFailed {
  readonly type: 'runFailed';
  readonly message: string;
}

export type RunEvent =
  RunStarted | StepsTrained | EpochEnded | WeightsExported | RunEnded | RunStopped | RunFailed;
