import assert from 'node:assert/strict';
import type { RunEvent } from '../../../src/core/training/runEvents';
import { IDLE, reduceRun, type RunAction } from '../../../src/core/training/runState';
import type { RunRequest } from '../../../src/protocol/run';
import { trainingHostValidators, trainingPageValidators } from '../../../src/protocol/training';

/** What VS Code makes of a message on its way, bytes aside. */
function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

const STARTED = {
  type: 'runStarted',
  engine: 'tfjs-cpu',
  adapter: 'CPU',
  reason: 'It was asked for.',
  dataset: 'mnist',
  trainingExamples: 100,
  validationExamples: 10,
  testExamples: 10,
  parameters: 7,
  seed: 1,
  epochs: 2,
  stepsPerEpoch: 10,
} as const;
const STEPS = {
  type: 'stepsTrained',
  epoch: 1,
  steps: 5,
  loss: 0.7,
  examplesPerSecond: 9.5,
  elapsedMs: 10,
} as const;
const EPOCH = {
  type: 'epochEnded',
  epoch: 1,
  loss: 0.5,
  validationLoss: 0.6,
  validationAccuracy: 0.8,
  testAccuracy: 0.9,
  examplesPerSecond: 100,
  elapsedMs: 20,
} as const;
const EVENTS: readonly RunEvent[] = [
  STARTED,
  STEPS,
  EPOCH,
  { ...EPOCH, validationLoss: null, validationAccuracy: null },
  { type: 'runEnded', epochs: 2, testAccuracy: 0.9, elapsedMs: 30 },
  { type: 'runStopped', epochs: 1, elapsedMs: 30 },
  { type: 'runFailed', message: 'Why.' },
];

describe('the messages of training', () => {
  it('carry every event through JSON unchanged', () => {
    for (const event of EVENTS) {
      const report = { runId: 3, event };
      assert.deepEqual(trainingHostValidators.runEventReported(throughJson(report)), report);
    }
    const weights = { runId: 3, event: { type: 'weightsExported', epoch: 0, bytes: Uint8Array.of(1) } };
    assert.deepEqual(trainingHostValidators.runEventReported(weights), weights);
  });

  it('give a loss back that JSON made null', () => {
    const report = { runId: 1, event: { ...EPOCH, loss: NaN, validationLoss: Infinity } };
    const { event } = trainingHostValidators.runEventReported(throughJson(report));
    assert.ok(event.type === 'epochEnded');
    assert.ok(Number.isNaN(event.loss));
    assert.ok(Number.isNaN(event.validationLoss));
  });

  it('carry every state through JSON unchanged', () => {
    const actions: readonly RunAction[] = [
      { type: 'runRequested', subject: { networkName: 'A net', file: 'a.nn.json' } },
      { type: 'preparationReported', task: 'Loading', fraction: 0.5 },
      { type: 'noteTaken', note: 'A note.' },
      { type: 'dataPrepared', origin: 'from the cache, verified; MNIST by its authors' },
      STARTED,
      STEPS,
      { type: 'stopRequested' },
      EPOCH,
    ];
    const ends: readonly RunAction[] = [
      { type: 'runEnded', epochs: 1, testAccuracy: 0.9, elapsedMs: 30 },
      { type: 'runStopped', epochs: 1, elapsedMs: 30 },
      { type: 'runFailed', message: 'Why.' },
    ];
    let state = IDLE;
    assert.deepEqual(trainingPageValidators.stateChanged(throughJson(state)), state);
    for (const action of actions) {
      state = reduceRun(state, action);
      assert.deepEqual(trainingPageValidators.stateChanged(throughJson(state)), state);
    }
    for (const end of ends) {
      const over = reduceRun(state, end);
      assert.deepEqual(trainingPageValidators.stateChanged(throughJson(over)), over);
    }
  });

  it('carry a request with and without overrides', () => {
    const examples = {
      count: 1,
      imageShape: [1, 2, 1],
      images: Uint8Array.of(1, 2),
      labels: Uint8Array.of(0),
    };
    const request: RunRequest = {
      runId: 1,
      networkText: '{}',
      networkHash: 'ab',
      overrides: {},
      engine: 'auto',
      data: { kind: 'examples', dataset: { name: 'mnist', classes: 1, training: examples, test: examples } },
      exportWeights: true,
    };
    assert.deepEqual(trainingPageValidators.startRun(request), request);
    const other: RunRequest = {
      ...request,
      overrides: { epochs: 1, seed: 2 },
      data: { kind: 'syntheticDigits' },
    };
    assert.deepEqual(trainingPageValidators.startRun(other), other);
  });

  const refusals: readonly (readonly [string, () => unknown])[] = [
    [
      'an unknown event',
      () => trainingHostValidators.runEventReported({ runId: 1, event: { type: 'boom' } }),
    ],
    ['an event without its run', () => trainingHostValidators.runEventReported({ event: STEPS })],
    [
      'an accuracy above 1',
      () => trainingHostValidators.runEventReported({ runId: 1, event: { ...EPOCH, testAccuracy: 95 } }),
    ],
    [
      'bytes that are none',
      () =>
        trainingHostValidators.runEventReported({
          runId: 1,
          event: { type: 'weightsExported', epoch: 0, bytes: [1, 2] },
        }),
    ],
    ['an unknown phase', () => trainingPageValidators.stateChanged({ phase: 'asleep' })],
    ['a state without its run', () => trainingPageValidators.stateChanged({ phase: 'ended' })],
    ['a request without data', () => trainingPageValidators.startRun({ runId: 1, networkText: '{}' })],
    ['a stop without a number', () => trainingPageValidators.stopRun('1')],
  ];
  for (const [what, read] of refusals) {
    it(`refuse ${what}`, () => {
      assert.throws(read, { name: 'ValiError' });
    });
  }
});
