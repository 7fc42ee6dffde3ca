/** Records of small runs. */
import type { CheckpointSummary, Run } from '../../../../../src/core/training/runState';
import type { EpochEnded, RunStarted } from '../../../../../src/core/training/runEvents';
import type { RunRecord } from '../../../../../src/host/training/store/runRecord';

export const STARTED: RunStarted = {
  type: 'runStarted',
  engine: 'tfjs-cpu',
  adapter: 'CPU',
  reason: 'It was asked for.',
  dataset: 'MNIST',
  classes: 10,
  trainingExamples: 100,
  validationExamples: 0,
  testExamples: 10,
  parameters: 7,
  seed: 1,
  batchSize: 10,
  stepsPerEpoch: 10,
  step: 0,
  hyperparameters: { learningRate: 3, momentum: 0, epochs: 3 },
  confidence: 'output',
};

/** Ends after ten steps each. */
export function epochEnded(epoch: number, testAccuracy: number): EpochEnded {
  return {
    type: 'epochEnded',
    epoch,
    step: epoch * 10,
    loss: 1 / epoch,
    validationLoss: null,
    validationAccuracy: null,
    testLoss: 0.5,
    testAccuracy,
    examplesPerSecond: 100,
    elapsedMs: epoch * 1000,
  };
}

/** A checkpoint at the end of an epoch of ten steps. */
export function checkpointAt(step: number, testAccuracy: number | null = null): CheckpointSummary {
  return { step, epoch: Math.floor(step / 10), reason: step % 10 === 0 ? 'epoch' : 'steps', testAccuracy };
}

/** A run of three epochs that has come to its end, without checkpoints. */
export function endedRun(runId: string, changes: Partial<Run> = {}): Run {
  return {
    subject: { runId, networkName: 'A net', file: 'a.nn.json' },
    notes: [],
    dataOrigin: 'from a folder',
    started: STARTED,
    step: 30,
    hyperparameters: STARTED.hyperparameters,
    changes: [],
    progress: null,
    epochs: [epochEnded(1, 0.9), epochEnded(2, 0.98), epochEnded(3, 0.9721)],
    test: { step: 30, loss: 0.5, accuracy: 0.9721 },
    health: null,
    checkpoints: [],
    elapsedMs: 3000,
    networkChanged: false,
    ...changes,
  };
}

export function runRecord(runId: string, changes: Partial<RunRecord> = {}): RunRecord {
  return {
    version: 1,
    runId,
    createdAt: 1_000_000,
    file: 'file:///nets/a.nn.json',
    request: {
      networkText: '{}',
      networkHash: 'abc',
      overrides: { seed: 1 },
      engine: 'auto',
      schedule: [{ step: 5, change: { learningRate: 0.5 } }],
      dataset: { instead: null, folder: null },
      startsWith: 'initialWeights',
    },
    origin: { kind: 'new' },
    status: 'ended',
    message: null,
    run: endedRun(runId),
    ...changes,
  };
}
