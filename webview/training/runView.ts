/**
 * What the panel says about a run, worked out from its state: words and shares, without a word of HTML.
 */
import type { RunStarted } from '../../src/core/training/runEvents';
import type { Run, RunState } from '../../src/core/training/runState';
import { formatCount } from '../ui/formats';
import { formatAccuracy, formatDuration, formatLoss } from './formats';

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
export function statusOf(state: Exclude<RunState, { phase: 'idle' }>): Status {
  switch (state.phase) {
    case 'preparing':
      return state.stopping ? stopping : { text: 'Preparing', icon: undefined, tone: 'information' };
    case 'running':
      return state.stopping ? stopping : { text: 'Training', icon: undefined, tone: 'information' };
    case 'ended':
      return { text: 'Finished', icon: 'pass', tone: 'success' };
    case 'stopped':
      return { text: 'Stopped', icon: 'debug-stop', tone: 'warning' };
    case 'failed':
      return { text: 'Failed', icon: 'error', tone: 'error' };
  }
}

const stopping: Status = { text: 'Stopping', icon: undefined, tone: 'information' };

/** What is being done just now, and how much is done of the preparation or of the whole run; `undefined` at the end. */
export function progressOf(state: RunState): ProgressView | undefined {
  if (state.phase === 'preparing') {
    const label = `${state.task}…`;
    return { label, of: label, share: state.fraction ?? undefined };
  }
  if (state.phase !== 'running') {
    return undefined;
  }
  const { run } = state;
  return run.started === null
    ? undefined
    : {
        label: taskOf(run, run.started),
        of: 'The whole run',
        share: epochsDone(run, run.started) / run.started.epochs,
      };
}

function taskOf({ progress, epochs }: Run, started: RunStarted): string {
  if (progress === null) {
    return epochs.length === started.epochs
      ? 'Finishing…'
      : `Epoch ${epochs.length + 1} of ${started.epochs}: starting…`;
  }
  const epoch = `Epoch ${progress.epoch} of ${started.epochs}`;
  return progress.steps >= started.stepsPerEpoch
    ? `${epoch}: measuring the accuracy…`
    : `${epoch}: step ${formatCount(progress.steps)} of ${formatCount(started.stepsPerEpoch)}`;
}

/** With the share of the epoch under way. */
function epochsDone({ progress, epochs }: Run, started: RunStarted): number {
  return progress === null ? epochs.length : progress.epoch - 1 + progress.steps / started.stepsPerEpoch;
}

/** Milliseconds until the last epoch is done at the pace so far, or `undefined` while there is no pace. */
export function timeLeftMs(run: Run): number | undefined {
  const { started, elapsedMs } = run;
  if (started === null) {
    return undefined;
  }
  const done = epochsDone(run, started);
  return done > 0 ? (elapsedMs * (started.epochs - done)) / done : undefined;
}

/** The epoch with the greatest test accuracy, the earliest of equals; `undefined` before the first. */
export function bestEpoch({ epochs }: Run): number | undefined {
  return epochs.reduce<(typeof epochs)[number] | undefined>(
    (best, epoch) => (best === undefined || epoch.testAccuracy > best.testAccuracy ? epoch : best),
    undefined,
  )?.epoch;
}

/** What a screen reader is told: one sentence for each epoch and for the end, nothing in between. */
export function announcementOf(state: RunState): string {
  if (state.phase === 'idle') {
    return '';
  }
  const { run } = state;
  const last = run.epochs.at(-1);
  switch (state.phase) {
    case 'preparing':
      return `Preparing to train ${run.subject.networkName}.`;
    case 'running':
      return last === undefined || run.started === null
        ? `Training ${run.subject.networkName}.`
        : `Epoch ${last.epoch} of ${run.started.epochs}: test accuracy ${formatAccuracy(last.testAccuracy)}, ` +
            `training loss ${formatLoss(last.loss)}.`;
    case 'ended':
      return last === undefined
        ? 'Training has finished.'
        : `Training has finished after ${formatDuration(run.elapsedMs)}: test accuracy ${formatAccuracy(last.testAccuracy)}.`;
    case 'stopped':
      return `Training was stopped; epochs done: ${run.epochs.length}.`;
    case 'failed':
      return ''; // The message itself is an alert.
  }
}
