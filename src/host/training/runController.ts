/**
 * One training run at a time, from the request to its end and beyond: the host's side of `runState`.
 *
 * Opens the page, loads the data, hands both to the worker behind the page, passes orders on, keeps the state by the
 * worker's reports, has checkpoints and weights written. After its end a run that somebody attends keeps its worker, so
 * that it can be taken further. A worker whose device is lost is replaced by one on the next engine, which goes on from
 * the last checkpoint. Knows VS Code only through small interfaces, so that it runs in a test.
 */
import type {
  CheckpointTaken,
  RunEnded,
  RunEvent,
  RunFailed,
  RunStopped,
  WeightsExported,
} from '../../core/training/runEvents';
import type { LayerId } from '../../core/graph/graph';
import { IDLE, reduceRun, type RunAction, type RunState, type RunWish } from '../../core/training/runState';
import { scheduleOf } from '../../core/training/schedule';
import type { Steering } from '../../core/training/steering';
import { messageOf } from '../../core/wording';
import type { RunRequest, RunStart } from '../../protocol/run';
import type {
  PicturesReply,
  PicturesRequest,
  TensorsReply,
  TensorsRequest,
  UnitsReply,
  UnitsRequest,
} from '../../protocol/inspection';
import type { RunReport, SteeringOrder } from '../../protocol/training';
import { activeRun, type ActiveRun } from './activeRun';
import { RunError } from './runError';
import type { PreparedData, RunPlan } from './runPlan';
import { realTimer, type StartTimer } from './startTimer';

/** The page that draws the state and owns the worker. */
export interface RunPage {
  /** Shows the page and resolves once it can run. */
  open(): Promise<void>;
  /** Resolves once the worker has the request. */
  start(request: RunRequest): Promise<void>;
  steer(order: SteeringOrder): void;
  /** Ends the worker with that number, if it is still there. */
  release(attempt: number): void;
  /** Rejects when the worker with that number is not there, or goes before it has answered. */
  readTensors(request: TensorsRequest): Promise<TensorsReply>;
  /** Rejects as `readTensors` does. */
  readPictures(request: PicturesRequest): Promise<PicturesReply>;
  /** Rejects as `readTensors` does. */
  readUnits(request: UnitsRequest): Promise<UnitsReply>;
}

export interface RunListener {
  stateChanged(state: RunState): void;
  eventHappened(event: RunEvent): void;
}

/**
 * How long the page may take to end a run that it was asked to stop. The page itself ends a worker that does not answer
 * after 15 s; past that the page has lost the run, or itself.
 */
export const STOP_TIMEOUT_MS = 20_000;

export class RunController {
  private currentState: RunState = IDLE;
  private active: ActiveRun | undefined;
  private nextAttempt = 1;
  /** Told at the next end of a run. */
  private waitingForEnd: (() => void)[] = [];

  constructor(
    private readonly page: RunPage,
    private readonly listener: RunListener,
    private readonly startTimer: StartTimer = realTimer,
  ) {}

  get state(): RunState {
    return this.currentState;
  }

  /** Whether a run is under way or paused, or just being wound up. */
  get isActive(): boolean {
    return this.active?.isOver === false;
  }

  /** The plan of the run that is under way, or just being wound up. */
  get activePlan(): RunPlan | undefined {
    return this.isActive ? this.active?.plan : undefined;
  }

  /** Whether a worker holds the weights of the run that is shown, and can be asked for them. */
  get hasWorker(): boolean {
    const { active } = this;
    return active !== undefined && !active.settling && active.engine !== undefined;
  }

  /** The data of the run whose worker is there. */
  get preparedData(): PreparedData | undefined {
    return this.active?.data;
  }

  /**
   * Runs the plan; resolves when the run has ended for the first time, or was stopped.
   * @throws RunError with the reason when it failed, or when another run is under way.
   */
  async run(plan: RunPlan): Promise<RunEnded | RunStopped> {
    if (this.active !== undefined && !this.active.isOver) {
      throw new RunError(`"${this.active.plan.subject.networkName}" is being trained; stop it first.`);
    }
    this.release();
    const active = activeRun(this.nextAttempt++, plan);
    this.active = active;
    this.apply({ type: 'runRequested', subject: plan.subject, ...(plan.from && { from: plan.from }) });
    this.prepare(active).catch((error: unknown) => {
      this.fail(active, error);
    });
    return active.outcome;
  }

  /** Shows a run as it was kept; does nothing while another one is under way. */
  show(state: Extract<RunState, { phase: 'ended' | 'stopped' | 'failed' }>): void {
    if (this.isActive) return;
    this.release();
    this.apply({ type: 'runShown', state });
  }

  /** Shows nothing any more; does nothing while a run is under way. */
  forget(): void {
    if (this.isActive) return;
    this.release();
    this.apply({ type: 'runForgotten' });
  }

  /** Passes an order on to the worker; without one does nothing. `stop` has a way of its own. */
  steer(steering: Exclude<Steering, { kind: 'stop' }>): void {
    const { active } = this;
    if (active === undefined || active.settling) return;
    if (steering.kind === 'pause') this.apply({ type: 'pauseRequested' });
    if (active.sent) this.page.steer({ attempt: active.attempt, steering });
    else active.waiting.push(steering);
  }

  /**
   * Asks the worker for tensors, as they are between two steps.
   * @throws Error when there is no worker, or it goes before it has answered.
   */
  async readTensors(quantity: TensorsRequest['quantity'], names: readonly string[]): Promise<TensorsReply> {
    return this.page.readTensors({ attempt: this.attemptWithWorker(), quantity, names });
  }

  /**
   * Asks for what is to be shown of a layer's tensors, as they are between two steps.
   * @throws Error when there is no worker, or it goes before it has answered.
   */
  async readPictures(quantity: PicturesRequest['quantity'], layer: LayerId): Promise<PicturesReply> {
    return this.page.readPictures({ attempt: this.attemptWithWorker(), quantity, layer });
  }

  /**
   * Asks the worker how the units behave over the whole test set; training waits meanwhile.
   * @throws Error when there is no worker, or it goes before it has answered.
   */
  async readUnits(): Promise<UnitsReply> {
    return this.page.readUnits({ attempt: this.attemptWithWorker() });
  }

  /** Adds a note to the run that is shown. */
  note(text: string): void {
    this.apply({ type: 'noteTaken', note: text });
  }

  /** Takes down whether the file's network is another one than that of the run. */
  networkCompared(changed: boolean): void {
    if (this.currentState.phase !== 'idle' && this.currentState.run.networkChanged !== changed) {
      this.apply({ type: 'networkCompared', changed });
    }
  }

  /**
   * Stops the run under way and resolves once it is over; without one does nothing. A run that the page does not end in
   * time is given up: it counts as stopped.
   */
  async stop(): Promise<void> {
    const { active } = this;
    if (active === undefined || active.isOver) {
      return;
    }
    this.apply({ type: 'stopRequested' });
    if (active.sent) {
      this.page.steer({ attempt: active.attempt, steering: { kind: 'stop' } });
      active.endStopTimer ??= this.startTimer(() => {
        this.giveUp(active);
      }, STOP_TIMEOUT_MS);
    } else {
      this.settleStopped(active);
    }
    await active.over;
  }

  /** Resolves when the run that is under way has ended, was stopped or failed. */
  async untilOver(): Promise<void> {
    while (this.isActive) {
      await new Promise<void>((resolve) => this.waitingForEnd.push(resolve));
    }
  }

  /** Frees the worker of a run that has ended; what it learned is in its checkpoints. */
  release(): void {
    const { active } = this;
    if (active?.isOver !== true) return;
    this.active = undefined;
    this.page.release(active.attempt);
    this.apply({ type: 'workerReleased' });
  }

  /** Takes a report of the worker; one of an earlier attempt is ignored. */
  receive({ attempt, event }: RunReport): void {
    const { active } = this;
    if (active?.attempt !== attempt || active.settling) {
      return;
    }
    switch (event.type) {
      case 'runEnded':
        void this.end(active, event);
        return;
      case 'runFailed':
        if (active.isOver) this.release();
        else if (event.cause === 'deviceLost') void this.recover(active, event);
        else void this.settle(active, event);
        return;
      case 'runStopped':
        void this.settle(active, event);
        return;
      case 'weightsExported':
        this.save(active, event);
        this.listener.eventHappened(event);
        return;
      case 'checkpointTaken':
        this.keep(active, event);
        this.listener.eventHappened(event);
        return;
      default:
        if (event.type === 'runResumed') active.isOver = false;
        if (event.type === 'runStarted') active.engine = event.engine;
        this.apply(event);
        this.listener.eventHappened(event);
    }
  }

  /** The page, and with it the worker, is gone: whatever ran there has failed, what had ended stays. */
  pageLost(reason: string): void {
    const { active } = this;
    if (active === undefined) return;
    if (active.isOver) this.release();
    else this.fail(active, new RunError(reason), 'workerLost');
  }

  private attemptWithWorker(): number {
    const { active } = this;
    if (active === undefined || !this.hasWorker) {
      throw new Error('No worker holds the weights of this run; look at one of its checkpoints instead.');
    }
    return active.attempt;
  }

  private async prepare(active: ActiveRun): Promise<void> {
    this.report(active, 'Opening the training view', null);
    await this.page.open();
    const data = await active.plan.loadData({
      signal: active.abort.signal,
      report: (task, fraction) => {
        this.report(active, task, fraction);
      },
      note: (note) => {
        if (this.active === active) this.note(note);
      },
    });
    if (this.active !== active || active.settling) {
      return;
    }
    active.data = data;
    this.apply({ type: 'dataPrepared', origin: data.origin });
    await this.startWorker(active, data, {});
  }

  private async startWorker(
    active: ActiveRun,
    { data }: PreparedData,
    instead: Partial<Pick<RunRequest, 'start' | 'first' | 'schedule'>>,
  ): Promise<void> {
    const { plan } = active;
    active.sent = true;
    this.report(active, 'Choosing an engine', null);
    await this.page.start({
      ...plan.request,
      ...instead,
      attempt: active.attempt,
      excludedEngines: active.excludedEngines,
      data,
      exportWeights: plan.saveWeights !== undefined,
    });
    for (const steering of active.waiting.splice(0)) {
      this.page.steer({ attempt: active.attempt, steering });
    }
  }

  private report(active: ActiveRun, task: string, fraction: number | null): void {
    if (this.active === active) {
      this.apply({ type: 'preparationReported', task, fraction });
    }
  }

  private save(active: ActiveRun, weights: WeightsExported): void {
    active.saves = active.saves
      .then(() => (active.saveError === undefined ? active.plan.saveWeights?.(weights) : undefined))
      .catch((error: unknown) => {
        active.saveError = error instanceof Error ? error : new Error(String(error));
        this.fail(active, active.saveError);
      });
  }

  /** A checkpoint that cannot be written costs no training: the run says so, and goes on. */
  private keep(active: ActiveRun, checkpoint: CheckpointTaken): void {
    const { plan, waitingCheckpoints } = active;
    waitingCheckpoints.add(checkpoint);
    active.saves = active.saves.then(async () => {
      const next = waitingCheckpoints.next();
      if (next === undefined) return;
      const { step, epoch, reason, testAccuracy } = next;
      try {
        const dropped = await plan.checkpoints.write(next);
        if (!this.isShown(plan)) return;
        this.apply({ type: 'checkpointKept', checkpoint: { step, epoch, reason, testAccuracy } });
        if (dropped.length > 0) this.apply({ type: 'checkpointsDropped', steps: dropped });
        if (active.checkpointTrouble === 'told') {
          active.checkpointTrouble = 'toldOver';
          this.note(`Checkpoints are kept again from step ${step}.`);
        }
      } catch (error) {
        if (active.checkpointTrouble !== 'none' || !this.isShown(plan)) return;
        active.checkpointTrouble = 'told';
        this.note(messageOf(error));
      }
    });
  }

  private isShown(plan: RunPlan): boolean {
    return this.currentState.phase !== 'idle' && this.currentState.run.subject.runId === plan.subject.runId;
  }

  /**
   * The worker lost its device: the next engine goes on from the last checkpoint, unless this one was asked for by name.
   * It does what the run was doing, with the changes that were made since.
   */
  private async recover(active: ActiveRun, event: RunFailed): Promise<void> {
    await active.saves;
    const { plan, data } = active;
    const state = this.currentState;
    if (this.active !== active || active.settling || state.phase === 'idle') return;
    if (wishOf(state) === 'stop') {
      this.settleStopped(active);
      return;
    }
    const engine = active.engine;
    if (plan.request.engine !== 'auto' || engine === undefined || data === undefined) {
      await this.settle(active, event);
      return;
    }
    const last = state.run.checkpoints.at(-1);
    try {
      const start: RunStart =
        last === undefined
          ? plan.request.start
          : { kind: 'checkpoint', bytes: await plan.checkpoints.read(last.step) };
      this.page.release(active.attempt);
      active.attempt = this.nextAttempt++;
      active.excludedEngines.push({ name: engine, reason: 'it lost its device in this run' });
      active.engine = undefined;
      const step = last?.step ?? plan.from?.step ?? 0;
      const waits = state.phase === 'paused' || wishOf(state) === 'pause';
      const failed = reduceRun(this.currentState, event);
      this.currentState = reduceRun(failed, {
        type: 'runRequested',
        subject: plan.subject,
        from: { run: state.run, step },
      });
      this.note(
        `${engine} lost its device. The run goes on from step ${step}, the last checkpoint, on the next engine.`,
      );
      await this.startWorker(active, data, {
        start,
        first: waits ? 'pause' : 'run',
        schedule: scheduleOf(plan.request.schedule, state.run),
      });
    } catch (error) {
      this.fail(active, error, 'deviceLost');
    }
  }

  private giveUp(active: ActiveRun): void {
    this.note(
      `The training view did not answer when it was asked to stop, and the run was given up after ` +
        `${STOP_TIMEOUT_MS / 1000} s.`,
    );
    this.settleStopped(active);
  }

  /** The end of a run that is stopped without the worker: what the state knows of it is all that there is. */
  private settleStopped(active: ActiveRun): void {
    const state = this.currentState;
    const run = state.phase === 'idle' ? undefined : state.run;
    void this.settle(active, {
      type: 'runStopped',
      epochs: run?.epochs.length ?? 0,
      elapsedMs: run?.elapsedMs ?? 0,
    });
  }

  private fail(active: ActiveRun, error: unknown, cause: RunFailed['cause'] = 'other'): void {
    void this.settle(active, { type: 'runFailed', message: messageOf(error), cause }, error);
  }

  /** All epochs are done: the outcome is known, and a worker that is attended waits for more. */
  private async end(active: ActiveRun, event: RunEnded): Promise<void> {
    if (!active.plan.request.attended) {
      await this.settle(active, event);
      return;
    }
    await active.saves;
    if (this.active !== active || active.settling) return;
    if (active.endStopTimer !== undefined) {
      await this.settle(active, event);
      return;
    }
    active.isOver = true;
    this.apply(event);
    this.listener.eventHappened(event);
    active.resolve(event);
    this.tellEnd();
  }

  private async settle(
    active: ActiveRun,
    event: RunEnded | RunStopped | RunFailed,
    error?: unknown,
  ): Promise<void> {
    if (active.settling) {
      return;
    }
    active.settling = true;
    active.abort.abort();
    active.endStopTimer?.();
    if (active.sent) this.page.release(active.attempt);
    await active.saves;
    const { saveError } = active;
    const last: RunEnded | RunStopped | RunFailed =
      saveError === undefined ? event : { type: 'runFailed', message: saveError.message, cause: 'other' };
    if (this.active === active) this.active = undefined;
    this.apply(last);
    if (last.type === 'runEnded') this.apply({ type: 'workerReleased' });
    this.listener.eventHappened(last);
    if (last.type === 'runFailed') {
      active.reject(new RunError(last.message, { cause: error }));
    } else {
      active.resolve(last);
    }
    active.finish();
    this.tellEnd();
  }

  private tellEnd(): void {
    for (const tell of this.waitingForEnd.splice(0)) tell();
  }

  private apply(action: RunAction): void {
    this.currentState = reduceRun(this.currentState, action);
    this.listener.stateChanged(this.currentState);
  }
}

function wishOf(state: RunState): RunWish {
  return state.phase === 'preparing' || state.phase === 'running' ? state.wish : 'none';
}
