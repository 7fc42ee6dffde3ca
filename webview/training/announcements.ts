/**
 * What a screen reader is told of a run: a sentence for its start, each epoch, each pause and its end, nothing in between.
 * What stands in an alert is told by the alert.
 */
import type { Run, RunState } from '../../src/core/training/runState';
import { formatCount } from '../ui/formats';
import { formatAccuracy, formatDuration, formatLoss } from './formats';

/** What has to be said after the change from one state to the next; `undefined` where nothing has. */
export function announcementOf(before: RunState, after: RunState): string | undefined {
  if (after.phase === 'idle') return undefined;
  const { run } = after;
  const same = before.phase === after.phase && before.run.subject.runId === run.subject.runId;
  switch (after.phase) {
    case 'preparing':
      return same ? undefined : `Preparing to train ${run.subject.networkName}.`;
    case 'running':
      if (same) return before.run.epochs.length === run.epochs.length ? undefined : epochText(run);
      return after.evaluating ? 'Measuring the test set.' : goingOn(before, run);
    case 'paused':
      return same || after.trouble !== null ? undefined : `Training is paused. ${placeText(before, run)}`;
    case 'ended':
      return same ? undefined : endText(run);
    case 'stopped':
      return same ? undefined : `Training was stopped; epochs done: ${run.epochs.length}.`;
    case 'failed':
      return undefined;
  }
}

function goingOn(before: RunState, run: Run): string {
  return (before.phase === 'paused' || before.phase === 'ended') && run.step > 0
    ? `Training goes on after step ${formatCount(run.step)}.`
    : `Training ${run.subject.networkName}.`;
}

/** After an evaluation what it found, otherwise where the run stands. */
function placeText(before: RunState, run: Run): string {
  const evaluated = before.phase === 'running' && before.evaluating ? run.test : null;
  return evaluated === null
    ? `Steps done: ${formatCount(run.step)}.`
    : `Test accuracy ${formatAccuracy(evaluated.accuracy)}.`;
}

function epochText({ epochs, hyperparameters }: Run): string | undefined {
  const last = epochs.at(-1);
  if (last === undefined || hyperparameters === null) return undefined;
  return (
    `Epoch ${last.epoch} of ${hyperparameters.epochs}: test accuracy ${formatAccuracy(last.testAccuracy)}, ` +
    `training loss ${formatLoss(last.loss)}.`
  );
}

function endText({ test, elapsedMs }: Run): string {
  const end = `Training has finished after ${formatDuration(elapsedMs)}`;
  return test === null ? `${end}.` : `${end}: test accuracy ${formatAccuracy(test.accuracy)}.`;
}
