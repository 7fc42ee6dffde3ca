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
