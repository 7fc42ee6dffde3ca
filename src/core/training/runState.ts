/**
 * A training run as the panel shows it, and the state machine behind every button: idle → preparing → running ⇄ paused →
 * ended, stopped or failed.
 *
 * A pure reducer over what the host does and what the worker reports. The host owns the state and sends it whole, so
 * that a panel can be closed and drawn again from it. Leaves out what is large: the losses of single steps
 * (`stepLosses`), predictions and weights, which go their own ways.
 */
import type {
  CheckpointReason,
  CheckpointTaken,
  EpochEnded,
  HealthMeasured,
  HyperparametersChanged,
  RunEnded,
  RunFailed,
  RunPaused,
  RunResumed,
  RunStarted,
  RunStopped,
  StepsTrained,
  TestEvaluated,
} from './runEvents';
import type { NonFinite } from './nonFinite';
import type { SteeredHyperparameters } from './steering';

/** What is being trained. */
export interface RunSubject {
  /** Names the run in the workspace's storage; letters, digits and hyphens. */
  readonly runId: string;
  readonly networkName: string;
  /** The network file as people call it, e.g. `examples/mnist-mlp.nn.json`. */
  readonly file: string;
}

/** The newest report without the losses themselves. */
export type StepProgress = Omit<StepsTrained, 'type' | 'losses'>;

/** A checkpoint that is on the disk. */
export interface CheckpointSummary {
  readonly step: number;
  /** Whole epochs done. */
  readonly epoch: number;
  readonly reason: CheckpointReason;
  readonly testAccuracy: number | null;
}

/** A change of settings in mid-run, for the mark on the chart. */
export type SettingsChange = Omit<HyperparametersChanged, 'type'>;

/** The newest measurement of the test set. */
export type TestResult = Pick<TestEvaluated, 'step' | 'loss' | 'accuracy'>;

/** Everything that is known of one run, but for its single steps. */
export interface Run {
  readonly subject: RunSubject;
  /** What a reader of the figures should know, e.g. that the digits are synthetic because MNIST could not be had. */
  readonly notes: readonly string[];
  /** Where the data came from, how far it was checked, and its credit; `undefined` until it is there. */
  readonly dataOrigin?: string | undefined;
  readonly started: RunStarted | null;
  /** Updates done. */
  readonly step: number;
  /** What is in force now; `null` before the start. */
  readonly hyperparameters: SteeredHyperparameters | null;
  /** In the order of their steps. */
  readonly changes: readonly SettingsChange[];
  /** The last report of the epoch that is under way; `null` between epochs. */
  readonly progress: StepProgress | null;
  readonly epochs: readonly EpochEnded[];
  readonly test: TestResult | null;
  readonly health: HealthMeasured | null;
  /** In the order of their steps. */
  readonly checkpoints: readonly CheckpointSummary[];
  readonly elapsedMs: number;
  /** Whether the file's layers or wires are others than those that are trained. */
  readonly networkChanged: boolean;
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
      readonly wish: RunWish;
    }
  | {
      readonly phase: 'running';
      readonly run: Run;
      /** Whether it only measures the test set, between two pauses. */
      readonly evaluating: boolean;
      readonly wish: RunWish;
    }
  | { readonly phase: 'paused'; readonly run: Run; readonly trouble: NonFinite | null }
  /** All epochs are done. `live`: the worker still holds the weights. */
  | { readonly phase: 'ended'; readonly run: Run; readonly live: boolean }
  | { readonly phase: 'stopped'; readonly run: Run }
  | { readonly phase: 'failed'; readonly run: Run; readonly message: string };

/** What was asked of the worker and has not happened yet. */
export type RunWish = 'none' | 'pause' | 'stop';

export interface RunRequested {
  readonly type: 'runRequested';
  readonly subject: RunSubject;
  /** The run as it was kept, when it goes on from a checkpoint; its figures after that step are dropped. */
  readonly from?: { readonly run: Run; readonly step: number };
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
export interface PauseRequested {
  readonly type: 'pauseRequested';
}
export interface StopRequested {
  readonly type: 'stopRequested';
}
/** The checkpoint is on the disk. */
export interface CheckpointKept {
  readonly type: 'checkpointKept';
  readonly checkpoint: CheckpointSummary;
}
/** Checkpoints had to go to keep the storage within its limit. */
export interface CheckpointsDropped {
  readonly type: 'checkpointsDropped';
  readonly steps: readonly number[];
}
export interface NetworkCompared {
  readonly type: 'networkCompared';
  readonly changed: boolean;
}
/** An earlier run is shown as it was kept. */
export interface RunShown {
  readonly type: 'runShown';
  readonly state: Extract<RunState, { phase: 'ended' | 'stopped' | 'failed' }>;
}
/** Nothing is shown any more. */
export interface RunForgotten {
  readonly type: 'runForgotten';
}
/** The worker is gone, after the end; the run itself is as it was. */
export interface WorkerReleased {
  readonly type: 'workerReleased';
}

/** Checkpoints count from when they are kept, not from when they are taken. */
export type RunAction =
  | RunRequested
  | RunShown
  | RunForgotten
  | PreparationReported
  | DataPrepared
  | NoteTaken
  | PauseRequested
  | StopRequested
  | CheckpointKept
  | CheckpointsDropped
  | NetworkCompared
  | WorkerReleased
  | Exclude<StepReport, CheckpointTaken>;

type StepReport =
  | RunStarted
  | StepsTrained
  | EpochEnded
  | TestEvaluated
  | HealthMeasured
  | HyperparametersChanged
  | CheckpointTaken
  | RunPaused
  | RunResumed
  | RunEnded
  | RunStopped
  | RunFailed;

export const IDLE: RunState = { phase: 'idle' };

/** True while a worker trains, or is about to, or waits in a pause. */
export function isActive(state: RunState): boolean {
  return state.phase === 'preparing' || state.phase === 'running' || state.phase === 'paused';
}

/** The state after the action. An action that does not fit the phase, such as a late report, changes nothing. */
export function reduceRun(state: RunState, action: RunAction): RunState {
  if (action.type === 'runRequested') return isActive(state) ? state : prepare(action);
  if (action.type === 'runShown') return isActive(state) ? state : action.state;
  if (action.type === 'runForgotten') return isActive(state) ? state : IDLE;
  if (state.phase === 'idle') return state;
  const isOver = state.phase === 'stopped' || state.phase === 'failed';
  switch (action.type) {
    case 'pauseRequested':
    case 'stopRequested':
      return withWish(state, action.type === 'pauseRequested' ? 'pause' : 'stop');
    case 'preparationReported':
      return state.phase === 'preparing' ? { ...state, task: action.task, fraction: action.fraction } : state;
    case 'runStarted':
      return state.phase === 'preparing'
        ? { phase: 'running', run: withStart(state.run, action), evaluating: false, wish: state.wish }
        : state;
    case 'runPaused':
      return state.phase === 'running'
        ? {
            phase: 'paused',
            run: { ...state.run, step: action.step, elapsedMs: action.elapsedMs },
            trouble: action.trouble,
          }
        : state;
    case 'runResumed':
      return state.phase === 'paused' || state.phase === 'ended'
        ? { phase: 'running', run: state.run, evaluating: action.evaluating, wish: 'none' }
        : state;
    case 'runEnded':
      return state.phase === 'running'
        ? { phase: 'ended', run: { ...state.run, progress: null, elapsedMs: action.elapsedMs }, live: true }
        : state;
    case 'workerReleased':
      return state.phase === 'ended' ? { ...state, live: false } : state;
    case 'runStopped':
      return isOver ? state : { phase: 'stopped', run: { ...state.run, elapsedMs: action.elapsedMs } };
    case 'runFailed':
      return isOver ? state : { phase: 'failed', run: state.run, message: action.message };
    default:
      return { ...state, run: reduceFigures(state.run, action) };
  }
}

/** What changes the figures of a run, whatever its phase. */
function reduceFigures(
  run: Run,
  action:
    | DataPrepared
    | NoteTaken
    | CheckpointKept
    | CheckpointsDropped
    | NetworkCompared
    | StepsTrained
    | EpochEnded
    | TestEvaluated
    | HealthMeasured
    | HyperparametersChanged,
): Run {
  switch (action.type) {
    case 'dataPrepared':
      return { ...run, dataOrigin: action.origin };
    case 'noteTaken':
      return run.notes.includes(action.note) ? run : { ...run, notes: [...run.notes, action.note] };
    case 'checkpointKept':
      return { ...run, checkpoints: withCheckpoint(run.checkpoints, action.checkpoint) };
    case 'checkpointsDropped':
      return { ...run, checkpoints: run.checkpoints.filter(({ step }) => !action.steps.includes(step)) };
    case 'networkCompared':
      return run.networkChanged === action.changed ? run : { ...run, networkChanged: action.changed };
    case 'stepsTrained':
      return { ...run, progress: progressOf(action), step: action.step, elapsedMs: action.elapsedMs };
    case 'epochEnded':
      return {
        ...run,
        progress: null,
        step: action.step,
        epochs: [...run.epochs, action],
        elapsedMs: action.elapsedMs,
      };
    case 'testEvaluated':
      return { ...run, test: { step: action.step, loss: action.loss, accuracy: action.accuracy } };
    case 'healthMeasured':
      return { ...run, health: action };
    case 'hyperparametersChanged':
      return {
        ...run,
        hyperparameters: action.hyperparameters,
        changes: [...run.changes, { step: action.step, hyperparameters: action.hyperparameters }],
      };
  }
}

function progressOf({
  epoch,
  steps,
  step,
  loss,
  examplesPerSecond,
  stepMs,
  elapsedMs,
}: StepsTrained): StepProgress {
  return { epoch, steps, step, loss, examplesPerSecond, stepMs, elapsedMs };
}

function prepare({ subject, from }: RunRequested): RunState {
  const run: Run =
    from === undefined
      ? {
          subject,
          notes: [],
          started: null,
          step: 0,
          hyperparameters: null,
          changes: [],
          progress: null,
          epochs: [],
          test: null,
          health: null,
          checkpoints: [],
          elapsedMs: 0,
          networkChanged: false,
        }
      : { ...runUpTo(from.run, from.step), subject };
  return { phase: 'preparing', run, task: 'Starting', fraction: null, wish: 'none' };
}

/** The run as it was after `step` updates; what was found out later is left out. */
export function runUpTo(run: Run, step: number): Run {
  const epochs = run.epochs.filter((epoch) => epoch.step <= step);
  const changes = run.changes.filter((change) => change.step <= step);
  const measured = epochs.at(-1);
  return {
    ...run,
    step,
    hyperparameters: changes.at(-1)?.hyperparameters ?? run.started?.hyperparameters ?? null,
    changes,
    progress: null,
    epochs,
    test:
      run.test !== null && run.test.step <= step
        ? run.test
        : measured === undefined
          ? null
          : { step: measured.step, loss: measured.testLoss, accuracy: measured.testAccuracy },
    health: run.health !== null && run.health.step <= step ? run.health : null,
    checkpoints: run.checkpoints.filter((checkpoint) => checkpoint.step <= step),
    elapsedMs: measured?.elapsedMs ?? 0,
  };
}

/** A second start goes on from a checkpoint: the first one's settings stay those that the run began with. */
function withStart(run: Run, started: RunStarted): Run {
  const first = run.started;
  return {
    ...run,
    started: first === null ? started : { ...started, hyperparameters: first.hyperparameters },
    step: started.step,
    hyperparameters: started.hyperparameters,
  };
}

function withWish(state: RunState, wish: 'pause' | 'stop'): RunState {
  if (state.phase !== 'preparing' && state.phase !== 'running') return state;
  return state.wish === 'stop' ? state : { ...state, wish };
}

function withCheckpoint(
  checkpoints: readonly CheckpointSummary[],
  added: CheckpointSummary,
): readonly CheckpointSummary[] {
  return [...checkpoints.filter(({ step }) => step !== added.step), added].sort((a, b) => a.step - b.step);
}
