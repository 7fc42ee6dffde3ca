/**
 * The events of a small run, and a page that plays the worker's part by hand.
 */
import assert from 'node:assert/strict';
import type {
  CheckpointTaken,
  EpochEnded,
  RunEnded,
  RunEvent,
  RunFailed,
  RunStarted,
  StepsTrained,
  TestEvaluated,
} from '../../../../src/core/training/runEvents';
import type { RunRequested, RunState } from '../../../../src/core/training/runState';
import type { Steering } from '../../../../src/core/training/steering';
import type { RunPage } from '../../../../src/host/training/runController';
import type {
  PicturesReply,
  PicturesRequest,
  TensorsReply,
  TensorsRequest,
  UnitsReply,
  UnitsRequest,
} from '../../../../src/protocol/inspection';
import type { RunRequest } from '../../../../src/protocol/run';
import type { SteeringOrder } from '../../../../src/protocol/training';

export const REQUESTED: RunRequested = {
  type: 'runRequested',
  subject: { runId: 'run-1', networkName: 'A net', file: 'a.nn.json' },
};
export const STARTED: RunStarted = {
  type: 'runStarted',
  engine: 'tfjs-cpu',
  adapter: 'CPU',
  reason: 'It was asked for.',
  dataset: 'syntheticDigits',
  classes: 10,
  trainingExamples: 100,
  validationExamples: 0,
  testExamples: 10,
  parameters: 7,
  seed: 1,
  batchSize: 10,
  stepsPerEpoch: 10,
  step: 0,
  hyperparameters: { learningRate: 3, momentum: 0, epochs: 2 },
  confidence: 'probability',
};
export const EPOCH: EpochEnded = {
  type: 'epochEnded',
  epoch: 1,
  step: 10,
  loss: 0.5,
  validationLoss: null,
  validationAccuracy: null,
  testLoss: 0.4,
  testAccuracy: 0.9532,
  examplesPerSecond: 100,
  elapsedMs: 1000,
};
export const EVALUATED: TestEvaluated = {
  type: 'testEvaluated',
  step: 10,
  loss: 0.4,
  accuracy: 0.9532,
  predicted: Int16Array.of(1, 2, 3),
  confidence: Float32Array.of(0.5, 0.75, 1),
};
export const ENDED: RunEnded = { type: 'runEnded', epochs: 2, testAccuracy: 0.9532, elapsedMs: 2000 };

/** The second epoch's end. */
export const EPOCH_2: EpochEnded = { ...EPOCH, epoch: 2, step: 20, elapsedMs: 2000 };

export function failure(message: string, cause: RunFailed['cause'] = 'other'): RunFailed {
  return { type: 'runFailed', message, cause };
}

/** The newest losses are 1, 2, …: that of each step is its number. */
export function trained(step: number, count = 1): StepsTrained {
  return {
    type: 'stepsTrained',
    epoch: Math.ceil(step / 10),
    steps: ((step - 1) % 10) + 1,
    step,
    loss: 1,
    examplesPerSecond: 100,
    stepMs: 10,
    elapsedMs: step * 100,
    losses: Float32Array.from({ length: count }, (_, index) => step - count + index + 1),
  };
}

export function checkpointAt(step: number, testAccuracy: number | null = null): CheckpointTaken {
  return {
    type: 'checkpointTaken',
    step,
    epoch: Math.floor(step / 10),
    reason: step % 10 === 0 ? 'epoch' : 'pause',
    testAccuracy,
    bytes: Uint8Array.of(step),
  };
}

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
  readonly orders: SteeringOrder[] = [];
  readonly released: number[] = [];
  readonly questions: (TensorsRequest | PicturesRequest | UnitsRequest)[] = [];
  openError: Error | undefined;
  startError: Error | undefined;

  open(): Promise<void> {
    return this.openError === undefined ? Promise.resolve() : Promise.reject(this.openError);
  }
  start(request: RunRequest): Promise<void> {
    this.requests.push(request);
    return this.startError === undefined ? Promise.resolve() : Promise.reject(this.startError);
  }
  steer(order: SteeringOrder): void {
    this.orders.push(order);
  }
  release(attempt: number): void {
    this.released.push(attempt);
  }
  readTensors(request: TensorsRequest): Promise<TensorsReply> {
    this.questions.push(request);
    const tensors = request.names.map((name) => ({ name, shape: [1], values: Float32Array.of(0.5) }));
    return Promise.resolve({ step: 7, tensors });
  }
  readPictures(request: PicturesRequest): Promise<PicturesReply> {
    this.questions.push(request);
    return Promise.resolve({ step: 7, tensors: [] });
  }
  readUnits(request: UnitsRequest): Promise<UnitsReply> {
    this.questions.push(request);
    return Promise.resolve({ step: 7, examples: 3, layers: [{ layer: 'output', units: 1, findings: [] }] });
  }
  /** The workers that were asked to stop. */
  get stops(): number[] {
    return this.orders.filter(({ steering }) => steering.kind === 'stop').map(({ attempt }) => attempt);
  }
  get steerings(): Steering[] {
    return this.orders.map(({ steering }) => steering);
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
