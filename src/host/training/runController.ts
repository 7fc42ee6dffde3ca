/**
 * One training run at a time, from the request to its end: the host's side of `runState`.
 *
 * Opens the page, loads the data, hands both to the worker behind the page, keeps the state by its reports, writes the
 * weights. Knows VS Code only through the two small interfaces here, so that it runs in a test. Leaves out every
 * question to the user, which the train command asks.
 */
import type {
  RunEnded,
  RunEvent,
  RunFailed,
  RunStopped,
  WeightsExported,
} from '../../core/training/runEvents';
import {
  IDLE,
  reduceRun,
  type RunAction,
  type RunState,
  type RunSubject,
} from '../../core/training/runState';
import { messageOf } from '../../core/wording';
import type { DatasetPayload, RunRequest } from '../../protocol/run';
import type { RunReport } from '../../protocol/training';

/** The page that draws the state and owns the worker. */
export interface RunPage {
  /** Shows the page and resolves once it can run. */
  open(): Promise<void>;
  /** Resolves once the worker has the request. */
  start(request: RunRequest): Promise<void>;
  stop(runId: number): void;
  showState(state: RunState): void;
}

/** What a plan may say while it loads its data. */
export interface Preparation {
  /** Aborted when the run is stopped or lost. */
  readonly signal: AbortSignal;
  /** `fraction` in [0, 1], or `null` where nobody knows. */
  report(task: string, fraction: number | null): void;
  /** Adds a note that stays with the run's figures. */
  note(text: string): void;
}

/** The data of a run, and what is said of where it came from: a phrase without a full stop. */
export interface PreparedData {
  readonly data: DatasetPayload;
  readonly origin: string;
}

export interface RunPlan {
  readonly subject: RunSubject;
  readonly request: Omit<RunRequest, 'runId' | 'data' | 'exportWeights'>;
  loadData(preparation: Preparation): Promise<PreparedData>;
  /** Called with the initial weights and those after each epoch, one after the other; a rejection fails the run. */
  readonly saveWeights?: ((weights: WeightsExported) => Promise<void>) | undefined;
}

export interface RunListener {
  stateChanged(state: RunState): void;
  eventHappened(event: RunEvent): void;
}

/** Calls back once after so many milliseconds, unless the function that it returns is called before. */
export type StartTimer = (callback: () => void, delayMs: number) => () => void;

/**
 * How long the page may take to end a run that it was asked to stop. The page itself ends a worker that does not answer
 * after 15 s; past that the page has lost the run, or itself.
 */
export const STOP_TIMEOUT_MS = 20_000;

/** A run that failed, with the reason in words for a person. */
export class RunError extends Error {
  override readonly name = 'RunError';
}

interface ActiveRun {
  readonly id: number;
  readonly plan: RunPlan;
  readonly startedAt: number;
  readonly abort: AbortController;
  readonly outcome: Promise<RunEnded | RunStopped>;
  readonly resolve: (event: RunEnded | RunStopped) => void;
  readonly reject: (error: RunError) => void;
  /** The worker has the request, or is about to. */
  sent: boolean;
  settling: boolean;
  /** Ends the wait for the page's answer to a stop; `undefined` until it was asked. */
  endStopTimer: (() => void) | undefined;
  /** Weights files being written; never rejects. */
  saves: Promise<void>;
  saveError: Error | undefined;
}

export class RunController {
  private currentState: RunState = IDLE;
  private active: ActiveRun | undefined;
  private nextRunId = 1;

  constructor(
    private readonly page: RunPage,
    private readonly listener: RunListener,
    private readonly startTimer: StartTimer = realTimer,
  ) {}

  /** Whether a run is under way, or just being wound up. */
  get isActive(): boolean {
    return this.active !== undefined;
  }

  /** The plan of the run that is under way, or just being wound up. */
  get activePlan(): RunPlan | undefined {
    return this.active?.plan;
  }

  /**
   * Runs the plan; resolves when the run has ended or was stopped.
   * @throws RunError with the reason when it failed, or when another run is under way.
   */
  async run(plan: RunPlan): Promise<RunEnded | RunStopped> {
    if (this.active !== undefined) {
      throw new RunError(`"${this.active.plan.subject.networkName}" is being trained; stop it first.`);
    }
    const active = activeRun(this.nextRunId++, plan);
    this.active = active;
    this.apply({ type: 'runRequested', subject: plan.subject });
    this.prepare(active).catch((error: unknown) => {
      this.fail(active, error);
    });
    return active.outcome;
  }

  /**
   * Stops the run under way and resolves once it is over; without one does nothing. A run that the page does not end in
   * time is given up: it counts as stopped.
   */
  async stop(): Promise<void> {
    const { active } = this;
    if (active === undefined) {
      return;
    }
    this.apply({ type: 'stopRequested' });
    if (active.sent) {
      this.page.stop(active.id);
      active.endStopTimer ??= this.startTimer(() => {
        this.giveUp(active);
      }, STOP_TIMEOUT_MS);
    } else {
      this.settleStopped(active);
    }
    await active.outcome.catch(() => undefined);
  }

  /** Takes a report of the worker; one of an earlier run is ignored. */
  receive({ runId, event }: RunReport): void {
    const { active } = this;
    if (active?.id !== runId || active.settling) {
      return;
    }
    switch (event.type) {
      case 'runEnded':
      case 'runStopped':
      case 'runFailed':
        void this.settle(active, event);
        return;
      case 'weightsExported':
        this.save(active, event);
        this.listener.eventHappened(event);
        return;
      default:
        this.apply(event);
        this.listener.eventHappened(event);
    }
  }

  /** The page, and with it the worker, is gone: whatever ran there has failed. */
  pageLost(reason: string): void {
    if (this.active !== undefined) {
      this.fail(this.active, new RunError(reason));
    }
  }

  private async prepare(active: ActiveRun): Promise<void> {
    const report = (task: string, fraction: number | null): void => {
      if (this.active === active) {
        this.apply({ type: 'preparationReported', task, fraction });
      }
    };
    report('Opening the training view', null);
    await this.page.open();
    const { data, origin } = await active.plan.loadData({
      signal: active.abort.signal,
      report,
      note: (note) => {
        if (this.active === active) {
          this.apply({ type: 'noteTaken', note });
        }
      },
    });
    if (this.active !== active || active.settling) {
      return;
    }
    this.apply({ type: 'dataPrepared', origin });
    active.sent = true;
    report('Choosing an engine', null);
    await this.page.start({
      ...active.plan.request,
      runId: active.id,
      data,
      exportWeights: active.plan.saveWeights !== undefined,
    });
  }

  private save(active: ActiveRun, weights: WeightsExported): void {
    active.saves = active.saves
      .then(() => (active.saveError === undefined ? active.plan.saveWeights?.(weights) : undefined))
      .catch((error: unknown) => {
        active.saveError = error instanceof Error ? error : new Error(String(error));
        this.fail(active, active.saveError);
      });
  }

  private giveUp(active: ActiveRun): void {
    const note =
      `The training view did not answer when it was asked to stop, and the run was given up after ` +
      `${STOP_TIMEOUT_MS / 1000} s.`;
    this.apply({ type: 'noteTaken', note });
    this.settleStopped(active);
  }

  /** The end of a run that is stopped without the worker: what the state knows of it is all that there is. */
  private settleStopped(active: ActiveRun): void {
    const state = this.currentState;
    void this.settle(active, {
      type: 'runStopped',
      epochs: state.phase === 'idle' ? 0 : state.run.epochs.length,
      elapsedMs: Math.max(0, Date.now() - active.startedAt),
    });
  }

  private fail(active: ActiveRun, cause: unknown): void {
    if (this.active === active && active.sent) {
      this.page.stop(active.id);
    }
    void this.settle(active, { type: 'runFailed', message: messageOf(cause) }, cause);
  }

  private async settle(
    active: ActiveRun,
    event: RunEnded | RunStopped | RunFailed,
    cause?: unknown,
  ): Promise<void> {
    if (active.settling) {
      return;
    }
    active.settling = true;
    active.abort.abort();
    active.endStopTimer?.();
    await active.saves;
    const { saveError } = active;
    const last = saveError === undefined ? event : { type: 'runFailed' as const, message: saveError.message };
    this.active = undefined;
    this.apply(last);
    this.listener.eventHappened(last);
    if (last.type === 'runFailed') {
      active.reject(new RunError(last.message, { cause }));
    } else {
      active.resolve(last);
    }
  }

  private apply(action: RunAction): void {
    this.currentState = reduceRun(this.currentState, action);
    this.page.showState(this.currentState);
    this.listener.stateChanged(this.currentState);
  }
}

function activeRun(id: number, plan: RunPlan): ActiveRun {
  let resolve: ActiveRun['resolve'] = () => undefined;
  let reject: ActiveRun['reject'] = () => undefined;
  const outcome = new Promise<RunEnded | RunStopped>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // Whoever asked for the run hears of a failure; a run that nobody waits for must not trip the host.
  outcome.catch(() => undefined);
  return {
    id,
    plan,
    startedAt: Date.now(),
    abort: new AbortController(),
    outcome,
    resolve,
    reject,
    sent: false,
    settling: false,
    endStopTimer: undefined,
    saves: Promise.resolve(),
    saveError: undefined,
  };
}

const realTimer: StartTimer = (callback, delayMs) => {
  const timer = setTimeout(callback, delayMs);
  return () => {
    clearTimeout(timer);
  };
};
