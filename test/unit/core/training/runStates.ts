/**
 * A state of every kind and an action of every kind, for the tests that go through all of them.
 */
import type {
  EpochEnded,
  HealthMeasured,
  RunStarted,
  StepsTrained,
  TestEvaluated,
} from '../../../../src/core/training/runEvents';
import {
  IDLE,
  reduceRun,
  type Run,
  type RunAction,
  type RunState,
} from '../../../../src/core/training/runState';

export const subject = { runId: 'run-1', networkName: 'A net', file: 'a.nn.json' };

export const STARTED: RunStarted = {
  type: 'runStarted',
  engine: 'tfjs-cpu',
  adapter: 'CPU',
  reason: 'It was asked for.',
  dataset: 'mnist',
  classes: 10,
  trainingExamples: 100,
  validationExamples: 0,
  testExamples: 10,
  parameters: 7,
  seed: 1,
  batchSize: 10,
  stepsPerEpoch: 10,
  step: 0,
  hyperparameters: { learningRate: 0.5, momentum: 0, epochs: 2 },
  confidence: 'probability',
};
export const STEPS: StepsTrained = {
  type: 'stepsTrained',
  epoch: 1,
  steps: 5,
  step: 5,
  loss: 0.75,
  examplesPerSecond: 100,
  stepMs: 2,
  elapsedMs: 50,
  losses: Float32Array.of(1, 0.5),
};
export const EPOCH: EpochEnded = {
  type: 'epochEnded',
  epoch: 1,
  step: 10,
  loss: 0.5,
  validationLoss: 0.6,
  validationAccuracy: 0.8,
  testLoss: 0.4,
  testAccuracy: 0.9,
  examplesPerSecond: 100,
  elapsedMs: 500,
};
export const TEST: TestEvaluated = {
  type: 'testEvaluated',
  step: 10,
  loss: 0.4,
  accuracy: 0.9,
  predicted: Int16Array.of(1, -1),
  confidence: Float32Array.of(0.5, 0.25),
};
export const HEALTH: HealthMeasured = {
  type: 'healthMeasured',
  step: 5,
  examples: 100,
  layers: { output: { saturated: 0.5, dead: null, gradientNorm: 1, updateRatio: 0.01 } },
};

/** One of each kind that says something new to every run of `states`. */
export const actions: { readonly [T in RunAction['type']]: Extract<RunAction, { type: T }> } = {
  runRequested: { type: 'runRequested', subject },
  runShown: { type: 'runShown', state: { phase: 'stopped', run: emptyRun() } },
  runForgotten: { type: 'runForgotten' },
  preparationReported: { type: 'preparationReported', task: 'Loading MNIST', fraction: 0.25 },
  dataPrepared: { type: 'dataPrepared', origin: 'from the cache, verified' },
  noteTaken: { type: 'noteTaken', note: 'It is synthetic.' },
  pauseRequested: { type: 'pauseRequested' },
  stopRequested: { type: 'stopRequested' },
  checkpointKept: {
    type: 'checkpointKept',
    checkpoint: { step: 5, epoch: 0, reason: 'pause', testAccuracy: null },
  },
  checkpointsDropped: { type: 'checkpointsDropped', steps: [0] },
  networkCompared: { type: 'networkCompared', changed: true },
  runStarted: STARTED,
  stepsTrained: STEPS,
  epochEnded: EPOCH,
  testEvaluated: TEST,
  healthMeasured: HEALTH,
  hyperparametersChanged: {
    type: 'hyperparametersChanged',
    step: 6,
    hyperparameters: { learningRate: 0.125, momentum: 0, epochs: 2 },
  },
  runPaused: {
    type: 'runPaused',
    step: 7,
    elapsedMs: 700,
    trouble: {
      place: 'loss',
      layer: 'output',
      value: 'infinity',
      epoch: 1,
      batch: 8,
      batchesPerEpoch: 10,
      step: 7,
      learningRate: 0.5,
    },
  },
  runResumed: { type: 'runResumed', step: 7, evaluating: false },
  runEnded: { type: 'runEnded', epochs: 2, testAccuracy: 0.9, elapsedMs: 900 },
  workerReleased: { type: 'workerReleased' },
  runStopped: { type: 'runStopped', epochs: 0, elapsedMs: 800 },
  runFailed: { type: 'runFailed', message: 'Out of memory.', cause: 'outOfMemory' },
};

/** A run with a checkpoint at its start, so that every action of `actions` changes something. */
export function emptyRun(): Run {
  const requested = reduceRun(IDLE, { type: 'runRequested', subject });
  if (requested.phase !== 'preparing') throw new Error('A request prepares a run.');
  const start = { step: 0, epoch: 0, reason: 'start', testAccuracy: null } as const;
  return { ...requested.run, checkpoints: [start] };
}

const run: Run = { ...emptyRun(), started: STARTED, hyperparameters: STARTED.hyperparameters };

export const states = {
  idle: IDLE,
  preparing: { phase: 'preparing', run: emptyRun(), task: 'Starting', fraction: null, wish: 'none' },
  running: { phase: 'running', run, evaluating: false, wish: 'none' },
  evaluating: { phase: 'running', run, evaluating: true, wish: 'none' },
  paused: { phase: 'paused', run, trouble: null },
  ended: { phase: 'ended', run, live: true },
  released: { phase: 'ended', run, live: false },
  stopped: { phase: 'stopped', run },
  failed: { phase: 'failed', run, message: 'Why.' },
} satisfies Record<string, RunState> as Record<
  'idle' | 'preparing' | 'running' | 'evaluating' | 'paused' | 'ended' | 'released' | 'stopped' | 'failed',
  RunState
>;
export type StateName = keyof typeof states;
