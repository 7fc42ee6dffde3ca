/**
 * What host, training page and worker say to one another while a network is trained.
 *
 * The host owns the state of the run and sends it whole; the page draws it and passes requests and reports on between
 * the host and its worker. Between host and page VS Code turns messages into JSON (bytes aside), which knows no NaN: a
 * loss that is no number arrives as `null`, and the validators here give it back.
 */
import * as v from 'valibot';
import { RUN_COMMANDS, type RunCommand } from '../core/training/runCommands';
import {
  CHECKPOINT_REASONS,
  FAILURE_CAUSES,
  type EpochEnded,
  type RunEvent,
} from '../core/training/runEvents';
import { NON_FINITE_PLACES } from '../core/training/nonFinite';
import type { RunState } from '../core/training/runState';
import { FIRST_ORDERS, type HyperparameterChange, type Steering } from '../core/training/steering';
import {
  readPicturesReply,
  readPicturesRequest,
  readTensorsReply,
  readTensorsRequest,
  readUnitsReply,
  readUnitsRequest,
  type PicturesReply,
  type PicturesRequest,
  type TensorsReply,
  type TensorsRequest,
  type UnitsReply,
  type UnitsRequest,
} from './inspection';
import type { ReplyValidators, Validators } from './rpc';
import type { RunRequest } from './run';

/** An event of the worker with that number; late ones are recognised by it. */
export interface RunReport {
  readonly attempt: number;
  readonly event: RunEvent;
}

/** An order to the worker with that number. */
export interface SteeringOrder {
  readonly attempt: number;
  readonly steering: Steering;
}

/** A run for the worker, with what only the page can reach. */
export interface WorkerStart {
  readonly request: RunRequest;
  /** Addresses that the worker can fetch, by file name, e.g. `tfjs-backend-wasm.wasm`. */
  readonly wasmFiles: Readonly<Record<string, string>>;
}

/** The losses of a row of steps; whatever was known of later steps is void. */
export interface LossesWritten {
  /** The run as its subject names it. */
  readonly runId: string;
  /** Updates done before the first of these losses. */
  readonly from: number;
  readonly losses: Float32Array;
}

/** What the network said of the test set at the moment that the panel shows. */
export interface ShownTest {
  /** When it was measured; earlier than the moment shown where that has no measurement of its own. */
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly predicted: Int16Array;
  readonly confidence: Float32Array;
  /** One byte a test example. */
  readonly labels: Uint8Array;
}

/** The moment of the run that the panel and the hovers show. */
export interface ShownMoment {
  readonly runId: string;
  /** Updates done. */
  readonly step: number;
  /** Whether the user went back to a checkpoint; otherwise it is the newest moment. */
  readonly isPast: boolean;
  readonly test: ShownTest | null;
}

/** A run whose curves are drawn beside those of the run in the panel. */
export interface ComparedRun {
  readonly runId: string;
  /** Short, and different for each: the network's name with what sets the run apart. */
  readonly label: string;
  readonly stepsPerEpoch: number;
  readonly losses: Float32Array;
  readonly epochs: readonly EpochEnded[];
}

export interface Comparison {
  readonly runs: readonly ComparedRun[];
  /** Of the run in the panel and the one it repeats: the first step, from 1, whose losses differ; `null` when none does. */
  readonly parting: { readonly with: string; readonly step: number | null } | null;
}

export interface TestImages {
  /** [height, width, channels] */
  readonly shape: readonly number[];
  /** One image after the other, in the order that was asked. */
  readonly images: Uint8Array;
}

export const METRICS_FORMATS = ['csv', 'json'] as const;
export interface MetricsRequest {
  readonly format: (typeof METRICS_FORMATS)[number];
  readonly target: 'clipboard' | 'file';
}

/** What only the worker with the model can say. A request for another attempt than its own is refused. */
export interface ModelReadingMethods {
  readTensors(request: TensorsRequest): TensorsReply;
  readUnits(request: UnitsRequest): UnitsReply;
}

/** What the page does for the host. */
export interface TrainingPageMethods extends ModelReadingMethods {
  /** Rejects as `readTensors` does. */
  readPictures(request: PicturesRequest): PicturesReply;
  stateChanged(state: RunState): void;
  lossesWritten(losses: LossesWritten): void;
  momentShown(moment: ShownMoment | null): void;
  comparisonShown(comparison: Comparison): void;
  /** Answers once the worker has the request; everything after that comes as events. */
  startRun(request: RunRequest): void;
  steerRun(order: SteeringOrder): void;
  /** Ends the worker with that number and says no more of it. */
  releaseRun(attempt: number): void;
}

/** What the host does for the page. */
export interface TrainingHostMethods {
  /** The page can be drawn on and run; comes again whenever the page was made anew. */
  pageReady(argument: null): void;
  runEventReported(report: RunReport): void;
  commandRequested(command: RunCommand): void;
  changeRequested(change: HyperparameterChange): void;
  /** Shows the checkpoint with that many steps, or with `null` the newest moment. */
  momentRequested(step: number | null): void;
  /** Trains on from the checkpoint with that many steps, as a new run. */
  branchRequested(step: number): void;
  /** Trains the file as it is now, from the weights of the run that is shown. */
  continueRequested(argument: null): void;
  metricsRequested(request: MetricsRequest): void;
  /** Takes the run with that name out of the comparison. */
  comparisonRemoved(runId: string): void;
  /** The images of test examples, by their numbers. */
  readTestImages(indices: readonly number[]): TestImages;
}

/** What the worker does for the page. */
export interface TrainingWorkerMethods extends ModelReadingMethods {
  startRun(start: WorkerStart): void;
  steerRun(order: SteeringOrder): void;
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

const floats = v.instance(Float32Array);
const shorts = v.instance(Int16Array);

const steered = v.object({
  learningRate: v.number(),
  momentum: v.nullable(v.number()),
  epochs: count,
});

const change = v.object({
  learningRate: v.exactOptional(v.number()),
  momentum: v.exactOptional(v.number()),
  epochs: v.exactOptional(count),
});

const nonFinite = v.object({
  place: v.picklist(NON_FINITE_PLACES),
  layer: v.string(),
  value: v.picklist(['NaN', 'infinity']),
  epoch: count,
  batch: count,
  batchesPerEpoch: count,
  step: count,
  learningRate: v.number(),
});

const runStarted = v.object({
  type: v.literal('runStarted'),
  engine: v.string(),
  adapter: v.string(),
  reason: v.string(),
  dataset: v.string(),
  classes: count,
  trainingExamples: count,
  validationExamples: count,
  testExamples: count,
  parameters: count,
  seed: v.number(),
  batchSize: count,
  stepsPerEpoch: v.pipe(count, v.minValue(1)),
  step: count,
  hyperparameters: steered,
  confidence: v.picklist(['probability', 'output']),
});

const stepProgress = {
  epoch: count,
  steps: count,
  step: count,
  loss: figure,
  examplesPerSecond: figure,
  stepMs: figure,
  elapsedMs: duration,
};

const epochEnded = v.pipe(
  v.object({
    type: v.literal('epochEnded'),
    epoch: count,
    step: count,
    loss: figure,
    validationLoss: v.nullable(v.union([v.number(), v.nan()])),
    validationAccuracy: v.nullable(accuracy),
    testLoss: figure,
    testAccuracy: accuracy,
    examplesPerSecond: figure,
    elapsedMs: duration,
  }),
  // Where there is a validation accuracy there was a validation loss, whatever JSON made of it.
  v.transform((event) =>
    event.validationAccuracy === null ? event : { ...event, validationLoss: event.validationLoss ?? NaN },
  ),
);

const layerHealth = v.object({
  saturated: v.nullable(v.number()),
  dead: v.nullable(v.number()),
  gradientNorm: v.nullable(v.number()),
  updateRatio: v.nullable(v.number()),
});

export const healthMeasured = v.object({
  type: v.literal('healthMeasured'),
  step: count,
  examples: count,
  layers: v.record(v.string(), layerHealth),
});

const checkpointSummary = {
  step: count,
  epoch: count,
  reason: v.picklist(CHECKPOINT_REASONS),
  testAccuracy: v.nullable(accuracy),
};

const runEvent = v.variant('type', [
  runStarted,
  v.object({ type: v.literal('stepsTrained'), ...stepProgress, losses: floats }),
  epochEnded,
  v.object({
    type: v.literal('testEvaluated'),
    step: count,
    loss: figure,
    accuracy,
    predicted: shorts,
    confidence: floats,
  }),
  healthMeasured,
  v.object({ type: v.literal('hyperparametersChanged'), step: count, hyperparameters: steered }),
  v.object({ type: v.literal('checkpointTaken'), ...checkpointSummary, bytes }),
  v.object({ type: v.literal('weightsExported'), epoch: count, bytes }),
  v.object({
    type: v.literal('runPaused'),
    step: count,
    elapsedMs: duration,
    trouble: v.nullable(nonFinite),
  }),
  v.object({ type: v.literal('runResumed'), step: count, evaluating: v.boolean() }),
  v.object({ type: v.literal('runEnded'), epochs: count, testAccuracy: accuracy, elapsedMs: duration }),
  v.object({ type: v.literal('runStopped'), epochs: count, elapsedMs: duration }),
  v.object({ type: v.literal('runFailed'), message: v.string(), cause: v.picklist(FAILURE_CAUSES) }),
]);

/** A run as the host keeps it; also what its storage is read with. */
export const runSchema = v.object({
  subject: v.object({ runId: v.string(), networkName: v.string(), file: v.string() }),
  notes: v.array(v.string()),
  dataOrigin: v.optional(v.string()),
  started: v.nullable(runStarted),
  step: count,
  hyperparameters: v.nullable(steered),
  changes: v.array(v.object({ step: count, hyperparameters: steered })),
  progress: v.nullable(v.object(stepProgress)),
  epochs: v.array(epochEnded),
  test: v.nullable(v.object({ step: count, loss: figure, accuracy })),
  health: v.nullable(healthMeasured),
  checkpoints: v.array(v.object(checkpointSummary)),
  elapsedMs: duration,
  networkChanged: v.boolean(),
});

const wish = v.picklist(['none', 'pause', 'stop']);

const runState = v.variant('phase', [
  v.object({ phase: v.literal('idle') }),
  v.object({
    phase: v.literal('preparing'),
    run: runSchema,
    task: v.string(),
    fraction: v.nullable(v.number()),
    wish,
  }),
  v.object({ phase: v.literal('running'), run: runSchema, evaluating: v.boolean(), wish }),
  v.object({ phase: v.literal('paused'), run: runSchema, trouble: v.nullable(nonFinite) }),
  v.object({ phase: v.literal('ended'), run: runSchema, live: v.boolean() }),
  v.object({ phase: v.literal('stopped'), run: runSchema }),
  v.object({ phase: v.literal('failed'), run: runSchema, message: v.string() }),
]);

const steering = v.variant('kind', [
  v.object({ kind: v.picklist(['pause', 'resume', 'step', 'epoch', 'evaluate', 'stop']) }),
  v.object({ kind: v.literal('change'), change }),
]);

const shownMoment = v.object({
  runId: v.string(),
  step: count,
  isPast: v.boolean(),
  test: v.nullable(
    v.object({ step: count, loss: figure, accuracy, predicted: shorts, confidence: floats, labels: bytes }),
  ),
});

const comparison = v.object({
  runs: v.array(
    v.object({
      runId: v.string(),
      label: v.string(),
      stepsPerEpoch: count,
      losses: floats,
      epochs: v.array(epochEnded),
    }),
  ),
  parting: v.nullable(v.object({ with: v.string(), step: v.nullable(count) })),
});

const exampleSet = v.object({ count, imageShape: v.array(count), images: bytes, labels: bytes });

const runStart = v.variant('kind', [
  v.object({ kind: v.literal('initialWeights') }),
  v.object({ kind: v.literal('weights'), bytes }),
  v.object({ kind: v.literal('checkpoint'), bytes }),
]);

const runRequest = v.object({
  attempt: count,
  networkText: v.string(),
  networkHash: v.string(),
  overrides: v.object({ epochs: v.exactOptional(count), seed: v.exactOptional(v.number()) }),
  engine: v.string(),
  excludedEngines: v.array(v.object({ name: v.string(), reason: v.string() })),
  data: v.variant('kind', [
    v.object({
      kind: v.literal('examples'),
      dataset: v.object({ name: v.string(), classes: count, training: exampleSet, test: exampleSet }),
    }),
    v.object({ kind: v.literal('syntheticDigits') }),
  ]),
  start: runStart,
  first: v.picklist(FIRST_ORDERS),
  schedule: v.array(v.object({ step: count, change })),
  checkpoints: v.object({ taken: v.boolean(), everySteps: count }),
  attended: v.boolean(),
  exportWeights: v.boolean(),
});

const runReport = v.object({ attempt: count, event: runEvent });
const steeringOrder = v.object({ attempt: count, steering });
const testImages = v.object({ shape: v.array(count), images: bytes });

const modelReadingValidators: Validators<ModelReadingMethods> = {
  readTensors: readTensorsRequest,
  readUnits: readUnitsRequest,
};

/** What the worker answers, and the page passes on. */
export const modelReadingReplyValidators: ReplyValidators<ModelReadingMethods> = {
  readTensors: readTensorsReply,
  readUnits: readUnitsReply,
};

/** What the page answers. */
export const trainingPageReplyValidators: ReplyValidators<TrainingPageMethods> = {
  ...modelReadingReplyValidators,
  readPictures: readPicturesReply,
};

export const trainingPageValidators: Validators<TrainingPageMethods> = {
  ...modelReadingValidators,
  readPictures: readPicturesRequest,
  stateChanged: v.parser(runState),
  lossesWritten: v.parser(v.object({ runId: v.string(), from: count, losses: floats })),
  momentShown: v.parser(v.nullable(shownMoment)),
  comparisonShown: v.parser(comparison),
  startRun: v.parser(runRequest),
  steerRun: v.parser(steeringOrder),
  releaseRun: v.parser(count),
};

export const trainingHostValidators: Validators<TrainingHostMethods> = {
  pageReady: v.parser(nothing),
  runEventReported: v.parser(runReport),
  commandRequested: v.parser(v.picklist(RUN_COMMANDS)),
  changeRequested: v.parser(change),
  momentRequested: v.parser(v.nullable(count)),
  branchRequested: v.parser(count),
  continueRequested: v.parser(nothing),
  metricsRequested: v.parser(
    v.object({ format: v.picklist(METRICS_FORMATS), target: v.picklist(['clipboard', 'file']) }),
  ),
  comparisonRemoved: v.parser(v.string()),
  readTestImages: v.parser(v.array(count)),
};

/** What the host answers. */
export const trainingHostReplyValidators: ReplyValidators<TrainingHostMethods> = {
  readTestImages: v.parser(testImages),
};

export const trainingWorkerValidators: Validators<TrainingWorkerMethods> = {
  ...modelReadingValidators,
  startRun: v.parser(v.object({ request: runRequest, wasmFiles: v.record(v.string(), v.string()) })),
  steerRun: v.parser(steeringOrder),
};

export const trainingWorkerOwnerValidators: Validators<TrainingWorkerOwnerMethods> = {
  runEventReported: v.parser(runReport),
};
