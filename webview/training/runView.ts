/**
 * What the panel says about a run, worked out from its state: words and shares, without a word of HTML.
 */
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

/** How far the run is in what it is doing just now; `undefined` when it is over. */
export function progressOf(state: RunState): ProgressView | undefined {
  if (state.phase === 'preparing') {
    return { label: `${state.task}…`, share: state.fraction ?? undefined };
  }
  if (state.phase !== 'running') {
    return undefined;
  }
  const { started, progress, epochs } = state.run;
  if (started === null) {
    return undefined;
  }
  if (progress === null) {
    return epochs.length === started.epochs
      ? { label: 'Finishing…', share: 1 }
      : { label: `Epoch ${epochs.length + 1} of ${started.epochs}: starting…`, share: 0 };
  }
  const epoch = `Epoch ${progress.epoch} of ${started.epochs}`;
  if (progress.steps >= started.stepsPerEpoch) {
    return { label: `${epoch}: measuring the accuracy…`, share: 1 };
  }
  return {
    label: `${epoch}: step ${formatCount(progress.steps)} of ${formatCount(started.stepsPerEpoch)}`,
    share: progress.steps / started.stepsPerEpoch,
  };
}

/** Milliseconds until the last epoch is done at the pace so far, or `undefined` while there is no pace. */
export function timeLeftMs({ started, progress, epochs, elapsedMs }: Run): number | undefined {
  if (started === null) {
    return undefined;
  }
  const done =
    progress === null ? epochs.length : progress.epoch - 1 + progress.steps / started.stepsPerEpoch;
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
