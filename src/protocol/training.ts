/**
 * What host, training page and worker say to one another while a network is trained.
 *
 * The host owns the state of the run and sends it whole; the page draws it and passes requests and reports on between
 * the host and its worker. Between host and page VS Code turns messages into JSON (bytes aside), which knows no NaN: a
 * loss that is no number arrives as `null`, and the validators here give it back.
 */
import * as v from 'valibot';
import type { RunEvent } from '../core/training/runEvents';
import type { RunState } from '../core/training/runState';
import type { Validators } from './rpc';
import type { RunRequest } from './run';

/** An event of the run with that number; late ones are recognised by it. */
export interface RunReport {
  readonly runId: number;
  readonly event: RunEvent;
}

/** A run for the worker, with what only the page can reach. */
export interface WorkerStart {
  readonly request: RunRequest;
  /** Addresses that the worker can fetch, by file name, e.g. `tfjs-backend-wasm.wasm`. */
  readonly wasmFiles: Readonly<Record<string, string>>;
}

/** What the page does for the host. */
export interface TrainingPageMethods {
  stateChanged(state: RunState): void;
  /** Answers once the worker has the request; everything after that comes as events. */
  startRun(request: RunRequest): void;
  stopRun(runId: number): void;
}

/** What the host does for the page. */
export interface TrainingHostMethods {
  /** The page can be drawn on and run; comes again whenever the page was made anew. */
  pageReady(argument: null): void;
  runEventReported(report: RunReport): void;
  trainRequested(argument: null): void;
  stopRequested(argument: null): void;
}

/** What the worker does for the page. */
export interface TrainingWorkerMethods {
  startRun(start: WorkerStart): void;
  stopRun(runId: number): void;
}

/** What the page does for the worker. */
export interface TrainingWorkerOwnerMethods {
  runEventReported(report: RunReport): void;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const duration = v.pipe(v.number(), v.minValue(0));
const bytes = v.instance(Uint8Array);
/** A diverged loss is NaN or infinite; JSON makes `null` of both. */
const figure = v.pipe(
  v.nullable(v.union([v.number(), v.nan()])),
  v.transform((value) => value ?? NaN),
);
const accuracy = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const nothing = v.null();

const runStarted = v.object({
  type: v.literal('runStarted'),
  engine: v.string(),
  adapter: v.string(),
  reason: v.string(),
  dataset: v.string(),
  trainingExamples: count,
  validationExamples: count,
  testExamples: count,
  parameters: count,
  seed: v.number(),
  epochs: count,
  stepsPerEpoch: count,
});

const stepsTrained = v.object({
  type: v.literal('stepsTrained'),
  epoch: count,
  steps: count,
  loss: figure,
  examplesPerSecond: figure,
  elapsedMs: duration,
});

const epochEnded = v.pipe(
  v.object({
    type: v.literal('epochEnded'),
    epoch: count,
    loss: figure,
    validationLoss: v.nullable(v.union([v.number(), v.nan()])),
    validationAccuracy: v.nullable(accuracy),
    testAccuracy: accuracy,
    examplesPerSecond: figure,
    elapsedMs: duration,
  }),
  // Where there is a validation accuracy there was a validation loss, whatever JSON made of it.
  v.transform((event) =>
    event.validationAccuracy === null ? event : { ...event, validationLoss: event.validationLoss ?? NaN },
  ),
);

const runEvent = v.variant('type', [
  runStarted,
  stepsTrained,
  epochEnded,
  v.object({ type: v.literal('weightsExported'), epoch: count, bytes }),
  v.object({ type: v.literal('runEnded'), epochs: count, testAccuracy: accuracy, elapsedMs: duration }),
  v.object({ type: v.literal('runStopped'), epochs: count, elapsedMs: duration }),
  v.object({ type: v.literal('runFailed'), message: v.string() }),
]);

const run = v.object({
  subject: v.object({ networkName: v.string(), file: v.string() }),
  notes: v.array(v.string()),
  dataOrigin: v.optional(v.string()),
  started: v.nullable(runStarted),
  progress: v.nullable(stepsTrained),
  lossCurve: v.array(v.object({ epoch: v.number(), loss: figure })),
  epochs: v.array(epochEnded),
  elapsedMs: duration,
});

const runState = v.variant('phase', [
  v.object({ phase: v.literal('idle') }),
  v.object({
    phase: v.literal('preparing'),
    run,
    task: v.string(),
    fraction: v.nullable(v.number()),
    stopping: v.boolean(),
  }),
  v.object({ phase: v.literal('running'), run, stopping: v.boolean() }),
  v.object({ phase: v.picklist(['ended', 'stopped']), run }),
  v.object({ phase: v.literal('failed'), run, message: v.string() }),
]);

const exampleSet = v.object({ count, imageShape: v.array(count), images: bytes, labels: bytes });

const runRequest = v.object({
  runId: count,
  networkText: v.string(),
  networkHash: v.string(),
  overrides: v.object({ epochs: v.exactOptional(count), seed: v.exactOptional(v.number()) }),
  engine: v.string(),
  data: v.variant('kind', [
    v.object({
      kind: v.literal('examples'),
      dataset: v.object({ name: v.string(), classes: count, training: exampleSet, test: exampleSet }),
    }),
    v.object({ kind: v.literal('syntheticDigits') }),
  ]),
  exportWeights: v.boolean(),
});

const runReport = v.object({ runId: count, event: runEvent });

export const trainingPageValidators: Validators<TrainingPageMethods> = {
  stateChanged: v.parser(runState),
  startRun: v.parser(runRequest),
  stopRun: v.parser(count),
};

export const trainingHostValidators: Validators<TrainingHostMethods> = {
  pageReady: v.parser(nothing),
  runEventReported: v.parser(runReport),
  trainRequested: v.parser(nothing),
  stopRequested: v.parser(nothing),
};

export const trainingWorkerValidators: Validators<TrainingWorkerMethods> = {
  startRun: v.parser(v.object({ request: runRequest, wasmFiles: v.record(v.string(), v.string()) })),
  stopRun: v.parser(count),
};

export const trainingWorkerOwnerValidators: Validators<TrainingWorkerOwnerMethods> = {
  runEventReported: v.parser(runReport),
};
