/**
 * What the controller remembers of the run whose worker is there, or is about to be.
 */
import type { RunEnded, RunStopped } from '../../core/training/runEvents';
import type { Steering } from '../../core/training/steering';
import type { RunError } from './runError';
import type { PreparedData, RunPlan } from './runPlan';
import { WaitingCheckpoints } from './waitingCheckpoints';

export interface ActiveRun {
  readonly plan: RunPlan;
  /** The worker; another one takes its place when it loses its device. */
  attempt: number;
  /** The engine of the worker; `undefined` until it has started. */
  engine: string | undefined;
  readonly excludedEngines: { readonly name: string; readonly reason: string }[];
  readonly abort: AbortController;
  /** Settled when the run has ended for the first time, was stopped or failed. */
  readonly outcome: Promise<RunEnded | RunStopped>;
  readonly resolve: (event: RunEnded | RunStopped) => void;
  readonly reject: (error: RunError) => void;
  /** Resolved when the worker is gone. */
  readonly over: Promise<void>;
  readonly finish: () => void;
  data: PreparedData | undefined;
  /** The worker has the request, or is about to. */
  sent: boolean;
  /** Orders that came before the worker. */
  readonly waiting: Exclude<Steering, { kind: 'stop' }>[];
  /** All epochs are done, and the worker waits for more. */
  isOver: boolean;
  settling: boolean;
  /** Ends the wait for the page's answer to a stop; `undefined` until it was asked. */
  endStopTimer: (() => void) | undefined;
  /** Files being written; never rejects. */
  saves: Promise<void>;
  saveError: Error | undefined;
  readonly waitingCheckpoints: WaitingCheckpoints;
  /** What the run says of checkpoints that could not be written: each of it once, however often they fail. */
  checkpointTrouble: 'none' | 'told' | 'toldOver';
}

export function activeRun(attempt: number, plan: RunPlan): ActiveRun {
  let resolve: ActiveRun['resolve'] = () => undefined;
  let reject: ActiveRun['reject'] = () => undefined;
  let finish: ActiveRun['finish'] = () => undefined;
  const outcome = new Promise<RunEnded | RunStopped>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // Whoever asked for the run hears of a failure; a run that nobody waits for must not trip the host.
  outcome.catch(() => undefined);
  const over = new Promise<void>((onOver) => {
    finish = onOver;
  });
  return {
    plan,
    attempt,
    engine: undefined,
    excludedEngines: [],
    abort: new AbortController(),
    outcome,
    resolve,
    reject,
    over,
    finish,
    data: undefined,
    sent: false,
    waiting: [],
    isOver: false,
    settling: false,
    endStopTimer: undefined,
    saves: Promise.resolve(),
    saveError: undefined,
    waitingCheckpoints: new WaitingCheckpoints(),
    checkpointTrouble: 'none',
  };
}
