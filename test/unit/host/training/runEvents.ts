/**
 * The events of a small run, and a page that plays the worker's part by hand.
 */
import assert from 'node:assert/strict';
import type { EpochEnded, RunEnded, RunEvent, RunStarted } from '../../../../src/core/training/runEvents';
import type { RunRequested, RunState } from '../../../../src/core/training/runState';
import type { RunPage } from '../../../../src/host/training/runController';
import type { RunRequest } from '../../../../src/protocol/run';

export const REQUESTED: RunRequested = {
  type: 'runRequested',
  subject: { networkName: 'A net', file: 'a.nn.json' },
};
export const STARTED: RunStarted = {
  type: 'runStarted',
  engine: 'tfjs-cpu',
  adapter: 'CPU',
  reason: 'It was asked for.',
  dataset: 'syntheticDigits',
  trainingExamples: 100,
  validationExamples: 0,
  testExamples: 10,
  parameters: 7,
  seed: 1,
  epochs: 2,
  stepsPerEpoch: 10,
};
export const EPOCH: EpochEnded = {
  type: 'epochEnded',
  epoch: 1,
  loss: 0.5,
  validationLoss: null,
  validationAccuracy: null,
  testAccuracy: 0.9532,
  examplesPerSecond: 100,
  elapsedMs: 1000,
};
export const ENDED: RunEnded = { type: 'runEnded', epochs: 2, testAccuracy: 0.9532, elapsedMs: 2000 };

/** Lets everything that waits on settled promises go on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Waits, but not for ever, for what comes after work that is done elsewhere, such as hashing. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, `Waited in vain until ${String(condition)}`);
    await settled();
  }
}

export class FakePage implements RunPage {
  readonly states: RunState[] = [];
  readonly requests: RunRequest[] = [];
  readonly stops: number[] = [];
  openError: Error | undefined;
  startError: Error | undefined;

  open(): Promise<void> {
    return this.openError === undefined ? Promise.resolve() : Promise.reject(this.openError);
  }
  start(request: RunRequest): Promise<void> {
    this.requests.push(request);
    return this.startError === undefined ? Promise.resolve() : Promise.reject(this.startError);
  }
  stop(runId: number): void {
    this.stops.push(runId);
  }
  showState(state: RunState): void {
    this.states.push(state);
  }
  get phases(): string[] {
    return this.states.map(({ phase }) => phase).filter((phase, index, all) => phase !== all[index - 1]);
  }
  get lastState(): RunState | undefined {
    return this.states.at(-1);
  }
}

export function eventTypes(events: readonly RunEvent[]): string[] {
  return events.map(({ type }) => type);
}
