/**
 * A run in a few words, for the status bar and the notification.
 */
import { durationText } from '../../core/training/figureTexts';
import { epochsDone, epochUnderWay, timeLeftMs } from '../../core/training/runProgress';
import type { Run, RunState } from '../../core/training/runState';

/** Text with an icon, e.g. `$(loading~spin) Epoch 3/10 · 95.32 % · 12 s left`; `undefined` when nothing is being trained. */
export function statusText(state: RunState): string | undefined {
  switch (state.phase) {
    case 'preparing':
      return state.wish === 'stop' ? STOPPING : '$(loading~spin) Preparing to train';
    case 'running':
      if (state.wish === 'stop') return STOPPING;
      return state.evaluating
        ? '$(loading~spin) Measuring the test accuracy'
        : `$(loading~spin) ${progressText(state.run)}`;
    case 'paused':
      return state.trouble === null
        ? `$(debug-pause) Paused · ${pausedText(state.run)}`
        : `$(warning) Paused: not a finite number · ${standText(state.run)}`;
    default:
      return undefined;
  }
}

const STOPPING = '$(loading~spin) Stopping the training';

/** Where the run is, how good, and how long it still takes. */
export function progressText(run: Run): string {
  const left = timeLeftMs(run);
  return left === undefined ? standText(run) : `${standText(run)} · ${durationText(left)} left`;
}

/** Between two epochs none is under way. */
function pausedText(run: Run): string {
  const done = epochsDone(run);
  const epochs = run.hyperparameters?.epochs ?? 0;
  return withAccuracy(Number.isInteger(done) ? `${done}/${epochs} epochs` : epochText(run), run);
}

function standText(run: Run): string {
  return withAccuracy(epochText(run), run);
}

function epochText(run: Run): string {
  return `Epoch ${epochUnderWay(run)}/${run.hyperparameters?.epochs ?? 0}`;
}

function withAccuracy(epoch: string, run: Run): string {
  return run.test === null ? epoch : `${epoch} · ${(run.test.accuracy * 100).toFixed(2)}\u00a0%`;
}
