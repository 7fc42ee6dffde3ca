/**
 * What a training run reports, in the order in which it happens: started, steps, measurements and checkpoints, pauses,
 * then ended, stopped or failed. A run that has ended may be taken on: it then reports more, and ends again.
 *
 * Plain data that survives a structured clone: the training loop emits it, the protocol carries it, the panel and the
 * headless run show it. Names are in the past tense, times in milliseconds. A *step* is one mini-batch update; `step`
 * counts the updates that are done, so that 0 is the moment before the first.
 */
import type { LayerHealth } from './health';
import type { NonFinite } from './nonFinite';
import type { SteeredHyperparameters } from './steering';
import type { LayerId } from '../graph/graph';

/** Comes once more, with a later `step`, when the run goes on from a checkpoint on a new worker. */
export interface RunStarted {
  readonly type: 'runStarted';
  readonly engine: string;
  readonly adapter: string;
  /** Why this engine, in one sentence. */
  readonly reason: string;
  readonly dataset: string;
  /** Number of classes of the dataset. */
  readonly classes: number;
  readonly trainingExamples: number;
  readonly validationExamples: number;
  readonly testExamples: number;
  readonly parameters: number;
  readonly seed: number;
  readonly batchSize: number;
  readonly stepsPerEpoch: number;
  /** Updates that were done before: 0, or those of the checkpoint that it goes on from. */
  readonly step: number;
  readonly hyperparameters: SteeredHyperparameters;
  /** What `confidence` of an evaluation is: a probability (softmax, sigmoid), or an output of any size. */
  readonly confidence: 'probability' | 'output';
}

/** Sent a few times a second, never once a step. */
export interface StepsTrained {
  readonly type: 'stepsTrained';
  /** From 1. */
  readonly epoch: number;
  /** Steps done in this epoch. */
  readonly steps: number;
  /** Steps done in the run. */
  readonly step: number;
  /** Mean training loss of the epoch so far. */
  readonly loss: number;
  readonly examplesPerSecond: number;
  /** Mean time of one step in this epoch, evaluation and pauses not counted. */
  readonly stepMs: number;
  /** Pauses not counted. */
  readonly elapsedMs: number;
  /** The mean loss of each mini-batch since the last report, before its update: those of the steps up to `step`. */
  readonly losses: Float32Array;
}

export interface EpochEnded {
  readonly type: 'epochEnded';
  /** From 1. */
  readonly epoch: number;
  readonly step: number;
  /** Mean training loss over the epoch's mini-batches. */
  readonly loss: number;
  /** `null` where no examples are held out. */
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
  readonly testLoss: number;
  readonly testAccuracy: number;
  /** Training examples a second, evaluation not counted. */
  readonly examplesPerSecond: number;
  readonly elapsedMs: number;
}

/** What the network says of every test digit; just before `epochEnded`, and whenever it was asked for. */
export interface TestEvaluated {
  readonly type: 'testEvaluated';
  readonly step: number;
  readonly loss: number;
  /** In [0, 1]. */
  readonly accuracy: number;
  /** The class read of each test example, in the order of the test set; −1 where an output is no number. */
  readonly predicted: Int16Array;
  /** How sure of it: see `confidence` of `RunStarted`. */
  readonly confidence: Float32Array;
}

/** About once a second. */
export interface HealthMeasured {
  readonly type: 'healthMeasured';
  readonly step: number;
  /** Number of training examples that it was measured on. */
  readonly examples: number;
  readonly layers: Readonly<Record<LayerId, LayerHealth>>;
}

/** What is in force from the step after `step` on. */
export interface HyperparametersChanged {
  readonly type: 'hyperparametersChanged';
  readonly step: number;
  readonly hyperparameters: SteeredHyperparameters;
}

/** All that it takes to go on from this moment to the same numbers; see `checkpoint.ts`. */
export interface CheckpointTaken {
  readonly type: 'checkpointTaken';
  readonly step: number;
  /** Whole epochs done. */
  readonly epoch: number;
  readonly reason: CheckpointReason;
  /** Test accuracy at this very moment, in [0, 1]; `null` where it was not measured. */
  readonly testAccuracy: number | null;
  /** A safetensors file. */
  readonly bytes: Uint8Array;
}
export const CHECKPOINT_REASONS = ['start', 'steps', 'epoch', 'pause', 'evaluation', 'stop'] as const;
export type CheckpointReason = (typeof CHECKPOINT_REASONS)[number];

export interface WeightsExported {
  readonly type: 'weightsExported';
  /** 0 for the initial weights. */
  readonly epoch: number;
  /** A safetensors file. */
  readonly bytes: Uint8Array;
}

/** Waits for what comes next, and holds its weights. After the last epoch comes `runEnded` instead. */
export interface RunPaused {
  readonly type: 'runPaused';
  readonly step: number;
  readonly elapsedMs: number;
  /** Why it paused by itself; `null` when it was asked to. */
  readonly trouble: NonFinite | null;
}

/** Goes on after a pause or after its end. */
export interface RunResumed {
  readonly type: 'runResumed';
  readonly step: number;
  /** Whether it only measures the test set. */
  readonly evaluating: boolean;
}

/** All epochs are done; the weights stay at hand. */
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
  readonly cause: FailureCause;
}
/**
 * `deviceLost`: the graphics processor is gone, another engine may go on. `outOfMemory`: it has not enough memory.
 * `workerLost`: the worker or its page is gone. `nonFinite`: a loss or weight is no number, and nobody is there to ask.
 */
export const FAILURE_CAUSES = ['deviceLost', 'outOfMemory', 'workerLost', 'nonFinite', 'other'] as const;
export type FailureCause = (typeof FAILURE_CAUSES)[number];

export type RunEvent =
  | RunStarted
  | StepsTrained
  | EpochEnded
  | TestEvaluated
  | HealthMeasured
  | HyperparametersChanged
  | CheckpointTaken
  | WeightsExported
  | RunPaused
  | RunResumed
  | RunEnded
  | RunStopped
  | RunFailed;
