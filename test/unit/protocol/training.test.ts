/**
 * What host, page and worker tell each other arrives as it was sent, through JSON where VS Code makes it of a message,
 * and nothing else gets in.
 */
import assert from 'node:assert/strict';
import { CHECKPOINT_REASONS, FAILURE_CAUSES, type RunEvent } from '../../../src/core/training/runEvents';
import { RUN_COMMANDS } from '../../../src/core/training/runCommands';
import { reduceRun, type RunAction } from '../../../src/core/training/runState';
import { FIRST_ORDERS, type Steering } from '../../../src/core/training/steering';
import type { RunRequest } from '../../../src/protocol/run';
import {
  METRICS_FORMATS,
  trainingHostReplyValidators,
  trainingHostValidators,
  trainingPageValidators,
  trainingWorkerOwnerValidators,
  trainingWorkerValidators,
  type Comparison,
  type ShownMoment,
} from '../../../src/protocol/training';
import { actions, EPOCH, HEALTH, STARTED, states, STEPS, TEST } from '../core/training/runStates';

/** What VS Code makes of a message on its way: JSON, but for bytes and other arrays of numbers. */
function throughJson(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(throughJson);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, field]) => field !== undefined);
    return Object.fromEntries(entries.map(([key, field]) => [key, throughJson(field)]));
  }
  return JSON.parse(JSON.stringify(value)) as unknown;
}

const EVENTS: Readonly<Record<RunEvent['type'], readonly RunEvent[]>> = {
  runStarted: [STARTED, { ...STARTED, hyperparameters: { learningRate: 1e-3, momentum: null, epochs: 1 } }],
  stepsTrained: [STEPS, { ...STEPS, losses: new Float32Array(0) }],
  epochEnded: [EPOCH, { ...EPOCH, validationLoss: null, validationAccuracy: null }],
  testEvaluated: [TEST],
  healthMeasured: [
    HEALTH,
    { ...HEALTH, layers: { a: { saturated: null, dead: 0, gradientNorm: null, updateRatio: null } } },
  ],
  hyperparametersChanged: [actions.hyperparametersChanged],
  checkpointTaken: CHECKPOINT_REASONS.map((reason) => ({
    type: 'checkpointTaken',
    step: 3,
    epoch: 0,
    reason,
    testAccuracy: reason === 'epoch' ? 0.5 : null,
    bytes: Uint8Array.of(1, 2),
  })),
  weightsExported: [{ type: 'weightsExported', epoch: 0, bytes: Uint8Array.of(1) }],
  runPaused: [actions.runPaused, { ...actions.runPaused, trouble: null }],
  runResumed: [actions.runResumed, { type: 'runResumed', step: 0, evaluating: true }],
  runEnded: [actions.runEnded],
  runStopped: [actions.runStopped],
  runFailed: FAILURE_CAUSES.map((cause) => ({ type: 'runFailed', message: 'Why.', cause })),
};

const EXAMPLES = {
  count: 1,
  imageShape: [1, 2, 1],
  images: Uint8Array.of(1, 2),
  labels: Uint8Array.of(0),
};
const REQUEST: RunRequest = {
  attempt: 4,
  networkText: '{}',
  networkHash: 'ab',
  overrides: {},
  engine: 'auto',
  excludedEngines: [],
  data: { kind: 'examples', dataset: { name: 'mnist', classes: 1, training: EXAMPLES, test: EXAMPLES } },
  start: { kind: 'initialWeights' },
  first: 'run',
  schedule: [],
  checkpoints: { taken: true, everySteps: 0 },
  attended: true,
  exportWeights: true,
};
const REQUESTS: readonly RunRequest[] = [
  REQUEST,
  {
    ...REQUEST,
    overrides: { epochs: 1, seed: 2 },
    data: { kind: 'syntheticDigits' },
    excludedEngines: [{ name: 'tfjs-webgpu', reason: 'It was lost.' }],
    schedule: [
      { step: 3, change: { learningRate: 0.1, momentum: 0.5, epochs: 3 } },
      { step: 4, change: {} },
    ],
    checkpoints: { taken: false, everySteps: 100 },
    attended: false,
    exportWeights: false,
  },
  { ...REQUEST, start: { kind: 'weights', bytes: Uint8Array.of(1) } },
  { ...REQUEST, start: { kind: 'checkpoint', bytes: Uint8Array.of(2) } },
  ...FIRST_ORDERS.map((first) => ({ ...REQUEST, first })),
];

const ORDERS: Readonly<Record<Steering['kind'], readonly Steering[]>> = {
  pause: [{ kind: 'pause' }],
  resume: [{ kind: 'resume' }],
  step: [{ kind: 'step' }],
  epoch: [{ kind: 'epoch' }],
  evaluate: [{ kind: 'evaluate' }],
  stop: [{ kind: 'stop' }],
  change: [
    { kind: 'change', change: {} },
    { kind: 'change', change: { learningRate: 0.5, momentum: 0.1, epochs: 3 } },
  ],
};

const MOMENTS: readonly (ShownMoment | null)[] = [
  null,
  { runId: 'a', step: 3, isPast: true, test: null },
  {
    runId: 'a',
    step: 3,
    isPast: false,
    test: {
      step: 2,
      loss: 0.5,
      accuracy: 0.5,
      predicted: Int16Array.of(1),
      confidence: Float32Array.of(0.5),
      labels: Uint8Array.of(1),
    },
  },
];
const COMPARISONS: readonly Comparison[] = [
  { runs: [], parting: null },
  {
    runs: [{ runId: 'a', label: 'A', stepsPerEpoch: 3, losses: Float32Array.of(1), epochs: [EPOCH] }],
    parting: { with: 'a', step: null },
  },
  { runs: [], parting: { with: 'a', step: 4 } },
];

describe('the messages of training', () => {
  for (const [type, events] of Object.entries(EVENTS)) {
    it(`carry ${type} unchanged, from the worker and through JSON`, () => {
      for (const event of events) {
        const report = { attempt: 3, event };
        assert.deepEqual(trainingHostValidators.runEventReported(throughJson(report)), report);
        assert.deepEqual(trainingWorkerOwnerValidators.runEventReported(structuredClone(report)), report);
      }
    });
  }

  it('give losses back that JSON made null', () => {
    const read = (event: RunEvent): RunEvent =>
      trainingHostValidators.runEventReported(throughJson({ attempt: 1, event })).event;
    const epoch = read({ ...EPOCH, loss: NaN, validationLoss: Infinity, testLoss: NaN });
    assert.ok(epoch.type === 'epochEnded');
    assert.deepEqual([epoch.loss, epoch.validationLoss, epoch.testLoss], [NaN, NaN, NaN]);
    const steps = read({ ...STEPS, loss: NaN });
    assert.ok(steps.type === 'stepsTrained' && Number.isNaN(steps.loss));
    const test = read({ ...TEST, loss: Infinity });
    assert.ok(test.type === 'testEvaluated' && Number.isNaN(test.loss));
    const within = { step: 3, runId: 'a', isPast: false, test: { ...MOMENTS[2]?.test, loss: NaN } };
    const moment = trainingPageValidators.momentShown(throughJson(within));
    assert.ok(Number.isNaN(moment?.test?.loss));
  });

  for (const [name, state] of Object.entries(states)) {
    it(`carry the state ${name} through JSON unchanged, and what each action makes of it`, () => {
      assert.deepEqual(trainingPageValidators.stateChanged(throughJson(state)), state);
      for (const action of Object.values(actions) as RunAction[]) {
        const after = reduceRun(state, action);
        assert.deepEqual(trainingPageValidators.stateChanged(throughJson(after)), after);
      }
    });
  }

  it('carry every request', () => {
    for (const request of REQUESTS) {
      assert.deepEqual(trainingPageValidators.startRun(request), request);
      const start = { request, wasmFiles: { 'a.wasm': 'blob:a' } };
      assert.deepEqual(trainingWorkerValidators.startRun(start), start);
    }
  });

  it('carry every order', () => {
    for (const steering of Object.values(ORDERS).flat()) {
      const order = { attempt: 2, steering };
      assert.deepEqual(trainingPageValidators.steerRun(throughJson(order)), order);
      assert.deepEqual(trainingWorkerValidators.steerRun(order), order);
    }
    assert.equal(trainingPageValidators.releaseRun(3), 3);
  });

  it('carry losses, moments and comparisons', () => {
    const losses = { runId: 'a', from: 3, losses: Float32Array.of(1, 2) };
    assert.deepEqual(trainingPageValidators.lossesWritten(losses), losses);
    for (const moment of MOMENTS)
      assert.deepEqual(trainingPageValidators.momentShown(throughJson(moment)), moment);
    for (const comparison of COMPARISONS)
      assert.deepEqual(trainingPageValidators.comparisonShown(throughJson(comparison)), comparison);
  });

  it('carry what the page asks for', () => {
    for (const command of RUN_COMMANDS)
      assert.equal(trainingHostValidators.commandRequested(command), command);
    assert.equal(trainingHostValidators.pageReady(null), null);
    assert.equal(trainingHostValidators.continueRequested(null), null);
    assert.deepEqual(trainingHostValidators.changeRequested({ epochs: 3 }), { epochs: 3 });
    assert.equal(trainingHostValidators.momentRequested(null), null);
    assert.equal(trainingHostValidators.momentRequested(7), 7);
    assert.equal(trainingHostValidators.branchRequested(7), 7);
    assert.equal(trainingHostValidators.comparisonRemoved('a'), 'a');
    assert.deepEqual(trainingHostValidators.readTestImages([1, 2]), [1, 2]);
    for (const format of METRICS_FORMATS) {
      const request = { format, target: 'file' };
      assert.deepEqual(trainingHostValidators.metricsRequested(request), request);
    }
    const images = { shape: [1, 1, 1], images: Uint8Array.of(3) };
    assert.deepEqual(trainingHostReplyValidators.readTestImages(images), images);
  });

  const report = (event: unknown) => () => trainingHostValidators.runEventReported({ attempt: 1, event });
  const order = (steering: unknown) => () => trainingWorkerValidators.steerRun({ attempt: 1, steering });
  const request = (change: object) => () => trainingPageValidators.startRun({ ...REQUEST, ...change });
  const refusals: readonly (readonly [string, () => unknown])[] = [
    ['an unknown event', report({ type: 'boom' })],
    ['an event without its attempt', () => trainingHostValidators.runEventReported({ event: STEPS })],
    ['an accuracy above 1', report({ ...EPOCH, testAccuracy: 95 })],
    ['an accuracy that is none', report({ ...TEST, accuracy: NaN })],
    ['bytes that are none', report({ type: 'weightsExported', epoch: 0, bytes: [1, 2] })],
    ['losses that are a list', report({ ...STEPS, losses: [1, 2] })],
    ['losses in doubles', report({ ...STEPS, losses: Float64Array.of(1) })],
    ['predictions in bytes', report({ ...TEST, predicted: Uint8Array.of(1) })],
    ['half a step', report({ ...STEPS, step: 1.5 })],
    ['a step below 0', report({ ...actions.runResumed, step: -1 })],
    ['a failure of an unknown cause', report({ type: 'runFailed', message: 'Why.', cause: 'bad luck' })],
    ['a checkpoint for an unknown reason', report({ ...EVENTS.checkpointTaken[0], reason: 'fun' })],
    ['trouble at an unknown place', report({ ...actions.runPaused, trouble: { place: 'moon' } })],
    ['an unknown phase', () => trainingPageValidators.stateChanged({ phase: 'asleep' })],
    ['a state without its run', () => trainingPageValidators.stateChanged({ phase: 'ended' })],
    ['an unknown order', order({ kind: 'jump' })],
    ['a change that is none', order({ kind: 'change', change: { learningRate: 'fast' } })],
    ['a change without a change', order({ kind: 'change' })],
    ['an order without its attempt', () => trainingWorkerValidators.steerRun({ steering: { kind: 'stop' } })],
    ['a request without data', request({ data: undefined })],
    ['a request that starts anywhere', request({ start: { kind: 'anywhere' } })],
    ['a request that starts at a text', request({ start: { kind: 'weights', bytes: 'abc' } })],
    ['a request with an unknown first order', request({ first: 'stop' })],
    ['a request with a change at half a step', request({ schedule: [{ step: 0.5, change: {} }] })],
    ['a release without a number', () => trainingPageValidators.releaseRun('1')],
    ['an unknown command', () => trainingHostValidators.commandRequested('fly')],
    ['a moment at half a step', () => trainingHostValidators.momentRequested(0.5)],
    ['an unknown format', () => trainingHostValidators.metricsRequested({ format: 'pdf', target: 'file' })],
  ];
  for (const [what, read] of refusals) {
    it(`refuse ${what}`, () => {
      assert.throws(read, { name: 'ValiError' });
    });
  }
});
