/** Runs as the panel gets them, made of the actions that lead to them. */
import assert from 'node:assert/strict';
import type { EpochEnded, RunStarted } from '../../../../src/core/training/runEvents';
import {
  IDLE,
  reduceRun,
  type Run,
  type RunAction,
  type RunState,
} from '../../../../src/core/training/runState';
import type { ShownState } from '../../../../webview/training/runView';

export const requested: RunAction = {
  type: 'runRequested',
  subject: { runId: 'run-1', networkName: 'A net', file: 'a.nn.json' },
};
export const started: RunStarted = {
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
  batchSize: 20,
  stepsPerEpoch: 2000,
  step: 0,
  hyperparameters: { learningRate: 0.5, momentum: 0.9, epochs: 4 },
  confidence: 'probability',
};
export const steps = (epoch: number, done: number, elapsedMs = 1000): RunAction => ({
  type: 'stepsTrained',
  epoch,
  steps: done,
  step: (epoch - 1) * started.stepsPerEpoch + done,
  loss: 1,
  examplesPerSecond: 100,
  stepMs: 3,
  elapsedMs,
  losses: new Float32Array(0),
});
export const evaluated = (step: number, accuracy = 0.9): RunAction => ({
  type: 'testEvaluated',
  step,
  loss: 0.3,
  accuracy,
  predicted: new Int16Array(0),
  confidence: new Float32Array(0),
});
export const epochEnded = (epoch: number, testAccuracy = 0.9, elapsedMs = epoch * 1000): EpochEnded => ({
  type: 'epochEnded',
  epoch,
  step: epoch * started.stepsPerEpoch,
  loss: 0.25,
  validationLoss: null,
  validationAccuracy: null,
  testLoss: 0.3,
  testAccuracy,
  examplesPerSecond: 100,
  elapsedMs,
});
export const kept = (
  step: number,
  epoch: number,
  testAccuracy: number | null = null,
  reason: 'start' | 'epoch' | 'pause' = 'epoch',
): RunAction => ({ type: 'checkpointKept', checkpoint: { step, epoch, reason, testAccuracy } });
export const paused = (step: number): RunAction => ({
  type: 'runPaused',
  step,
  elapsedMs: 1500,
  trouble: null,
});
export const resumed: RunAction = { type: 'runResumed', step: 0, evaluating: false };
export const evaluating: RunAction = { type: 'runResumed', step: 0, evaluating: true };
export const ended: RunAction = { type: 'runEnded', epochs: 4, testAccuracy: 0.9, elapsedMs: 12_000 };
export const stopped: RunAction = { type: 'runStopped', epochs: 1, elapsedMs: 1 };
export const failed: RunAction = { type: 'runFailed', message: 'Why.', cause: 'other' };

export const after = (...actions: readonly RunAction[]): RunState => actions.reduce(reduceRun, IDLE);

/** The state after a run was asked for and then these actions. */
export function shownAfter(...actions: readonly RunAction[]): ShownState {
  const state = after(requested, ...actions);
  assert.ok(state.phase !== 'idle');
  return state;
}

export function runAfter(...actions: readonly RunAction[]): Run {
  return shownAfter(...actions).run;
}

/** Figures never break across lines; the tests read them with plain spaces. */
export const plain = (text: string | undefined): string | undefined => text?.replaceAll('\u00a0', ' ');
