/**
 * A run of a small network as it is kept, and its checkpoints, whose numbers say which one they are of.
 */
import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import { weightSpecs } from '../../../../src/core/network/network';
import { elementCount } from '../../../../src/core/shape';
import type { TestPredictions } from '../../../../src/core/training/checkpoint';
import { encodeCheckpoint } from '../../../../src/core/training/checkpointFile';
import { IDLE, reduceRun, type RunAction, type RunState } from '../../../../src/core/training/runState';
import type { WeightMap } from '../../../../src/core/weights/weightMap';
import type { RunRecord } from '../../../../src/host/training/store/runRecord';
import { EPOCH, REQUESTED, STARTED } from '../training/runEvents';

export const FILE = 'file:///a.nn.json';
export const TEXT = JSON.stringify({
  version: 1,
  layers: {
    input: { type: 'Input', shape: [28, 28, 1] },
    flatten: { type: 'Flatten' },
    hidden: { type: 'Dense', units: 3, activation: 'sigmoid' },
    output: { type: 'Dense', units: 10, activation: 'sigmoid' },
  },
  edges: [
    ['input', 'flatten'],
    ['flatten', 'hidden'],
    ['hidden', 'output'],
  ],
  training: { loss: 'quadratic', optimizer: { type: 'sgd', learningRate: 3 }, seed: 5 },
});
export const NETWORK = checkNnFile(TEXT).network ?? assert.fail('the network is wrong');

/** All weights of the network, each number being `value`. */
export function weightsOf(value: number): WeightMap {
  return new Map(
    weightSpecs(NETWORK).map(({ name, shape }) => [
      name,
      { shape, values: new Float32Array(elementCount(shape)).fill(value) },
    ]),
  );
}

/** The file of the checkpoint with that many steps: every weight is the number of steps. @param test what was measured. */
export function checkpointFile(step: number, test?: TestPredictions): Uint8Array {
  return encodeCheckpoint(
    {
      weights: weightsOf(step),
      optimizerState: new Map(),
      position: {
        step,
        summedLoss: 0,
        epochReported: true,
        hyperparameters: STARTED.hyperparameters,
        elapsedMs: 0,
        trainingMs: 0,
      },
      test,
    },
    {
      networkName: 'A net',
      networkHash: 'ab',
      dataset: 'syntheticDigits',
      seed: 1,
      epoch: 0,
      loss: undefined,
      testAccuracy: undefined,
      engine: 'tfjs-cpu',
    },
  );
}

const kept = (step: number): RunAction => ({
  type: 'checkpointKept',
  checkpoint: { step, epoch: Math.floor(step / 10), reason: 'epoch', testAccuracy: null },
});

/** A run that is under way, with those checkpoints; one epoch is done. */
export function running(runId: string, checkpoints: readonly number[]): RunState {
  const requested = { ...REQUESTED, subject: { ...REQUESTED.subject, runId } };
  return [requested, STARTED, EPOCH, ...checkpoints.map(kept)].reduce(reduceRun, IDLE);
}

export function recordOf(
  runId: string,
  checkpoints: readonly number[],
  changes: Partial<Pick<RunRecord, 'file' | 'origin'>> & Partial<RunRecord['request']> = {},
): RunRecord {
  const { file = FILE, origin = { kind: 'new' }, ...request } = changes;
  const state = running(runId, checkpoints);
  return {
    version: 1,
    runId,
    createdAt: 0,
    file,
    request: {
      networkText: TEXT,
      networkHash: 'ab',
      overrides: {},
      engine: 'auto',
      schedule: [],
      dataset: { instead: null, folder: null },
      startsWith: 'initialWeights',
      ...request,
    },
    origin,
    status: 'ended',
    message: null,
    run: state.phase === 'idle' ? assert.fail() : state.run,
  };
}
