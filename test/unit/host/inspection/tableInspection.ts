/**
 * An inspection for tests of the table of weights: the network of `keptRun`, whose every weight is the number of updates
 * of its moment, and half of it at the start.
 */
import assert from 'node:assert/strict';
import type { WeightQuantity } from '../../../../src/core/inspection/quantity';
import type { Network } from '../../../../src/core/network/network';
import type { CheckpointSummary } from '../../../../src/core/training/runState';
import type { Inspection } from '../../../../src/host/inspection/inspection';
import type { InspectedMoment, Unavailable } from '../../../../src/protocol/inspectedMoment';
import { NETWORK, weightsOf } from './keptRun';

export const NOW = 30;

export function checkpointAt(step: number): CheckpointSummary {
  return { step, epoch: step / 10, reason: 'epoch', testAccuracy: step === 0 ? null : 0.9 };
}

/** What it shows; tests may change it. */
export interface ShownRun {
  network: Network | undefined;
  checkpoints: readonly CheckpointSummary[];
}

export interface AskedTensors {
  readonly names: readonly string[] | 'all';
  readonly quantity: WeightQuantity;
  readonly at: number | undefined;
}

export function tableInspection() {
  const shown: ShownRun = { network: NETWORK, checkpoints: [0, 10, 20].map(checkpointAt) };
  const asked: AskedTensors[] = [];
  const moment = (step: number): InspectedMoment => ({
    runId: 'r1',
    step,
    epoch: step / 10,
    source: 'live',
    training: false,
  });
  const none: Unavailable = { kind: 'unavailable', reason: 'There is no run.', command: 'train' };
  const inspection: Inspection = {
    momentOf: () => (shown.network === undefined ? null : moment(NOW)),
    networkOf: () => shown.network,
    checkpointsOf: () => shown.checkpoints,
    readTensors: (_file, names, quantity, at) => {
      asked.push({ names, quantity, at });
      if (shown.network === undefined) return Promise.resolve(none);
      if (at !== undefined && !shown.checkpoints.some(({ step }) => step === at)) {
        return Promise.resolve({ ...none, reason: `The checkpoint after ${at} updates is not kept.` });
      }
      const step = at ?? NOW;
      const weights = weightsOf(quantity === 'sinceStart' ? step / 2 : step);
      const tensors = new Map([...weights].filter(([name]) => names === 'all' || names.includes(name)));
      return Promise.resolve({
        kind: 'tensors',
        moment: moment(step),
        network: shown.network,
        note: `${quantity} after ${step} updates`,
        tensors,
      });
    },
    readPictures: () => assert.fail('a table makes its pictures of its own numbers'),
    examples: () => assert.fail('no table asks for examples'),
    predictions: () => assert.fail('no table asks for predictions'),
    surveyUnits: () => assert.fail('no table surveys units'),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  return { inspection, shown, asked };
}
