/**
 * A training run as the panel shows it: idle → preparing → running → ended, stopped or failed.
 *
 * A pure reducer over what the host does and what the worker reports. The host owns the state and sends it whole, so
 * that a panel can be closed and drawn again from it. Leaves out the weights, which nobody draws from here.
 */
import type { EpochEnded, RunEnded, RunFailed, RunStarted, RunStopped, StepsTrained } from './runEvents';

/** What is being trained. */
export interface RunSubject {
  readonly networkName: string;
  /** The network file as people call it, e.g. `examples/mnist-mlp.nn.json`. */
  readonly file: string;
}

/** Mean training loss of an epoch so far, where `epoch` counts in fractions: 1.5 is the middle of the second. */
export interface LossPoint {
  readonly epoch: number;
  readonly loss: number;
}

/** Everything that is known of one run. */
export interface Run {
  readonly subject: RunSubject;
  /** What a reader of the figures should know, e.g. that the digits are synthetic because MNIST could not be had. */
  readonly notes: readonly string[];
  /** Where the data came from, how far it was checked, and its credit; `undefined` until it is there. */
  readonly dataOrigin?: string | undefined;
  readonly started: RunStarted | null;
  /** The last report of the epoch that is under way; `null` between epochs. */
  readonly progress: StepsTrained | null;
  readonly lossCurve: readonly LossPoint[];
  readonly epochs: readonly EpochEnded[];
  readonly elapsedMs: number;
}

export type RunState =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'preparing';
      readonly run: Run;
      /** What is being done, as a phrase: "Loading MNIST". */
      readonly task: string;
      /** How much of the task is done, in [0, 1]; `null` where nobody knows. */
      readonly fraction: number | null;
      readonly stopping: boolean;
    }
  | { readonly phase: 'running'; readonly run: Run; readonly stopping: boolean }
  | { readonly phase: 'ended' | 'stopped'; readonly run: Run }
  | { readonly phase: 'failed'; readonly run: Run; readonly message: string };

export interface RunRequested {
  readonly type: 'runRequested';
  readonly subject: RunSubject;
}
export interface PreparationReported {
  readonly type: 'preparationReported';
  readonly task: string;
  readonly fraction: number | null;
}
export interface DataPrepared {
  readonly type: 'dataPrepared';
  readonly origin: string;
}
export interface NoteTaken {
  readonly type: 'noteTaken';
  readonly note: string;
}
export interface StopRequested {
  readonly type: 'stopRequested';
}

export type RunAction =
  | RunRequested
  | PreparationReported
  | DataPrepared
  | NoteTaken
  | StopRequested
  | RunStarted
  | StepsTrained
  | EpochEnded
  | RunEnded
  | RunStopped
  | RunFailed;

export const IDLE: RunState = { phase: 'idle' };

/** Above this many points every other one goes: a long run costs no more to draw than a short one. */
export const MAX_LOSS_POINTS = 2000;

/** True from the request until the run has ended, stopped or failed. */
export function isActive(state: RunState): boolean {
  return state.phase === 'preparing' || state.phase === 'running';
}

/** The state after the action. An action that does not fit the phase, such as a late report, changes nothing. */
export function reduceRun(state: RunState, action: RunAction): RunState {
  if (action.type === 'runRequested') {
    return isActive(state) ? state : prepare(action.subject);
  }
  if (state.phase !== 'preparing' && state.phase !== 'running') {
    return state;
  }
  const { run } = state;
  switch (action.type) {
    case 'preparationReported':
      return state.phase === 'preparing' ? { ...state, task: action.task, fraction: action.fraction } : state;
    case 'dataPrepared':
      return { ...state, run: { ...run, dataOrigin: action.origin } };
    case 'noteTaken':
      return { ...state, run: { ...run, notes: [...run.notes, action.note] } };
    case 'stopRequested':
      return { ...state, stopping: true };
    case 'runStarted':
      return state.phase === 'preparing'
        ? { phase: 'running', run: { ...run, started: action }, stopping: state.stopping }
        : state;
    case 'stepsTrained':
      return state.phase === 'running' ? { ...state, run: withSteps(run, action) } : state;
    case 'epochEnded':
      return state.phase === 'running' ? { ...state, run: withEpoch(run, action) } : state;
    case 'runEnded':
      return state.phase === 'running'
        ? { phase: 'ended', run: { ...run, progress: null, elapsedMs: action.elapsedMs } }
        : state;
    case 'runStopped':
      return { phase: 'stopped', run: { ...run, elapsedMs: action.elapsedMs } };
    case 'runFailed':
      return { phase: 'failed', run, message: action.message };
  }
}

function prepare(subject: RunSubject): RunState {
  const run: Run = {
    subject,
    notes: [],
    started: null,
    progress: null,
    lossCurve: [],
    epochs: [],
    elapsedMs: 0,
  };
  return { phase: 'preparing', run, task: 'Starting', fraction: null, stopping: false };
}

function withSteps(run: Run, steps: StepsTrained): Run {
  const stepsPerEpoch = run.started?.stepsPerEpoch ?? steps.steps;
  const point = { epoch: steps.epoch - 1 + steps.steps / stepsPerEpoch, loss: steps.loss };
  return {
    ...run,
    progress: steps,
    lossCurve: thinned([...run.lossCurve, point]),
    elapsedMs: steps.elapsedMs,
  };
}

function withEpoch(run: Run, epoch: EpochEnded): Run {
  // The last report of an epoch may carry the same place on the axis as its end; the end has the final figure.
  const before = run.lossCurve.filter((point) => point.epoch < epoch.epoch);
  return {
    ...run,
    progress: null,
    lossCurve: thinned([...before, { epoch: epoch.epoch, loss: epoch.loss }]),
    epochs: [...run.epochs, epoch],
    elapsedMs: epoch.elapsedMs,
  };
}

function thinned(curve: readonly LossPoint[]): readonly LossPoint[] {
  // It grows point by point and the limit is even, so that the newest point has an even index and stays.
  return curve.length <= MAX_LOSS_POINTS ? curve : curve.filter((_, index) => index % 2 === 0);
}
