/**
 * How far a run is, and how long it still takes at its pace so far.
 */
import type { Run } from './runState';

/** Whole epochs with the share of the one under way. */
export function epochsDone({ started, step }: Run): number {
  return started === null ? 0 : step / started.stepsPerEpoch;
}

/** How much of all epochs is done, in [0, 1]. */
export function shareDone(run: Run): number {
  const epochs = run.hyperparameters?.epochs ?? 0;
  return epochs === 0 ? 0 : Math.min(1, epochsDone(run) / epochs);
}

/** Milliseconds until the last epoch is done at the pace so far, or `undefined` while there is no pace. */
export function timeLeftMs(run: Run): number | undefined {
  const { hyperparameters, elapsedMs } = run;
  const done = epochsDone(run);
  return hyperparameters !== null && done > 0
    ? Math.max(0, (elapsedMs * (hyperparameters.epochs - done)) / done)
    : undefined;
}

/** The epoch under way, from 1; after the last one the last. */
export function epochUnderWay(run: Run): number {
  const last = run.hyperparameters?.epochs ?? 1;
  return Math.min(Math.floor(epochsDone(run)) + 1, last);
}

/** "0.8 s", "12 s", "1 min 05 s", "2 h 03 min", with spaces that do not break. */
export function durationText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)}\u00a0s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}\u00a0s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}\u00a0min ${twoDigits(whole % 60)}\u00a0s`
    : `${Math.floor(minutes / 60)}\u00a0h ${twoDigits(minutes % 60)}\u00a0min`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
