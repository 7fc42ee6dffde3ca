/**
 * What the panel says about a run, worked out from its state: words and shares, without a word of HTML.
 */
import type { NonFinite } from '../../src/core/training/nonFinite';
import { allowedCommands } from '../../src/core/training/runCommands';
import { shareDone } from '../../src/core/training/runProgress';
import { runUpTo, type CheckpointSummary, type Run, type RunState } from '../../src/core/training/runState';
import type { ShownMoment } from '../../src/protocol/training';
import { formatCount } from '../ui/formats';

/** A state with a run in it. */
export type ShownState = Exclude<RunState, { phase: 'idle' }>;

export interface Status {
  readonly text: string;
  /** `undefined` while the run is under way, which a bar shows. */
  readonly icon: string | undefined;
  readonly tone: 'error' | 'warning' | 'information' | 'success';
}

export interface ProgressView {
  readonly label: string;
  /** What the share is a share of, for those who cannot see the bar. */
  readonly of: string;
  /** In [0, 1]; `undefined` where it is not known. */
  readonly share: number | undefined;
}

/** The phase in a word. */
export function statusOf(state: ShownState): Status {
  switch (state.phase) {
    case 'preparing':
      return underWay(state.wish === 'none' ? 'Preparing' : WISHES[state.wish]);
    case 'running':
      return underWay(
        state.wish !== 'none' ? WISHES[state.wish] : state.evaluating ? 'Evaluating' : 'Training',
      );
    case 'paused':
      return state.trouble === null
        ? { text: 'Paused', icon: 'debug-pause', tone: 'warning' }
        : { text: 'Paused', icon: 'error', tone: 'error' };
    case 'ended':
      return { text: 'Finished', icon: 'pass', tone: 'success' };
    case 'stopped':
      return { text: 'Stopped', icon: 'debug-stop', tone: 'warning' };
    case 'failed':
      return { text: 'Failed', icon: 'error', tone: 'error' };
  }
}

const WISHES = { pause: 'Pausing', stop: 'Stopping' } as const;

function underWay(text: string): Status {
  return { text, icon: undefined, tone: 'information' };
}

/** What is being done just now, and how much is done of the preparation or of the whole run; `undefined` at the end. */
export function progressOf(state: RunState): ProgressView | undefined {
  if (state.phase === 'preparing') {
    const label = `${state.task}…`;
    return { label, of: label, share: state.fraction ?? undefined };
  }
  if (state.phase !== 'running' && state.phase !== 'paused') return undefined;
  const { run } = state;
  if (run.started === null) return undefined;
  const label =
    state.phase === 'paused'
      ? placeOf(run)
      : state.evaluating
        ? 'Measuring the test set…'
        : taskOf(run, totalEpochs(run));
  return { label, of: 'The whole run', share: shareDone(run) };
}

function taskOf(run: Run, total: number): string {
  const { progress, epochs, started } = run;
  if (progress === null) {
    return epochs.length >= total ? 'Finishing…' : `Epoch ${epochs.length + 1} of ${total}: starting…`;
  }
  return progress.steps >= (started?.stepsPerEpoch ?? Infinity)
    ? `Epoch ${progress.epoch} of ${total}: measuring the accuracy…`
    : placeOf(run);
}

/** Where a run stands, in the middle of an epoch or between two. */
function placeOf(run: Run): string {
  const { progress, epochs, started } = run;
  const total = totalEpochs(run);
  return progress === null
    ? `${epochs.length} of ${total} ${total === 1 ? 'epoch' : 'epochs'} done`
    : `Epoch ${progress.epoch} of ${total}: step ${formatCount(progress.steps)} of ${formatCount(started?.stepsPerEpoch ?? 0)}`;
}

function totalEpochs({ hyperparameters, started }: Run): number {
  return (hyperparameters ?? started?.hyperparameters)?.epochs ?? 0;
}

/** The epoch with the greatest test accuracy, the earliest of equals; `undefined` before the first. */
export function bestEpoch({ epochs }: Run): number | undefined {
  return epochs.reduce<(typeof epochs)[number] | undefined>(
    (best, epoch) => (best === undefined || epoch.testAccuracy > best.testAccuracy ? epoch : best),
    undefined,
  )?.epoch;
}

/** The mean time of a step, from the epoch under way or from the pace of the last one; `undefined` before the first. */
export function stepMsOf({ progress, epochs, started }: Run): number | undefined {
  if (progress !== null) return progress.stepMs;
  const last = epochs.at(-1);
  return last === undefined || started === null
    ? undefined
    : (started.batchSize * 1000) / last.examplesPerSecond;
}

/** The run as it was at the moment shown: the newest, or the checkpoint that the user went back to. */
export function runAt(run: Run, moment: ShownMoment | null): Run {
  return moment?.isPast === true ? runUpTo(run, moment.step) : run;
}

/** A moment of the run in words: "after epoch 3, step 5,625". */
export function momentText(step: number, stepsPerEpoch: number): string {
  if (step === 0) return 'before the first step';
  const epochs = step / stepsPerEpoch;
  return Number.isInteger(epochs)
    ? `after epoch ${epochs}, step ${formatCount(step)}`
    : `in epoch ${Math.ceil(epochs)}, after step ${formatCount(step)}`;
}

/** Why there is no health of the layers to show. @param isPast At an earlier moment. */
export function noHealthText(isPast: boolean): string {
  return isPast
    ? 'The health of the layers at this moment is not kept: only the latest measurement of a run is.'
    : 'The health of the layers is measured about once a second while the run goes on, and less often where a measurement takes long.';
}

/** The step that a run that is over would go on from; `undefined` where it cannot. */
export function resumableStep(state: RunState): number | undefined {
  if (state.phase !== 'stopped' && state.phase !== 'failed') return undefined;
  return allowedCommands(state).has('resume') ? state.run.checkpoints.at(-1)?.step : undefined;
}

/** A tenth of the learning rate, as one would write it. */
export function lowerLearningRate(learningRate: number): number {
  return Number((learningRate / 10).toPrecision(2));
}

/** The checkpoint to go back to before the step that spoilt the numbers. */
export function checkpointBefore(
  { checkpoints }: Run,
  { step }: Pick<NonFinite, 'step'>,
): CheckpointSummary | undefined {
  return checkpoints.filter((checkpoint) => checkpoint.step < step).at(-1);
}

/** A checkpoint as one would name it on a button: "Epoch 3", "Step 1,200", "the Start". */
export function checkpointName({ step, epoch }: CheckpointSummary, stepsPerEpoch: number): string {
  if (step === 0) return 'the Start';
  return step === epoch * stepsPerEpoch ? `Epoch ${epoch}` : `Step ${formatCount(step)}`;
}
