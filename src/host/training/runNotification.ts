/**
 * A run as VS Code's progress notification with a Cancel button, for whoever looks at the editor and not at the panel.
 *
 * One for a download whose length is known, one for the training. How a notification is drawn comes from outside, so
 * that this runs in a test.
 */
import { shareDone } from '../../core/training/runProgress';
import type { RunState } from '../../core/training/runState';
import type { StartTimer } from './startTimer';
import { progressText } from './trainingStatus';

/** Training that is over sooner, such as a single step, needs no notification. */
export const NOTIFICATION_DELAY_MS = 1000;
/** So long it stays while the training view is in sight: the view says the same, and lies under it. */
export const IN_SIGHT_MS = 8000;

/** What is said next; `increment` is how much more is done since the last time, in percent. */
export interface ProgressStep {
  readonly message: string;
  readonly increment: number;
}

/**
 * Opens a notification with a Cancel button. `task` is called once it is there, at once or later, and is given the way
 * to it; the notification closes when what `task` returns resolves.
 */
export type ShowProgress = (
  title: string,
  cancel: () => void,
  task: (report: (step: ProgressStep) => void) => Promise<void>,
) => void;

interface OpenNotification {
  readonly kind: 'loading' | 'training';
  update(message: string, percent: number): void;
  close(): void;
}

export class RunNotification {
  private notification: OpenNotification | undefined;

  /** The notification of the training under way has gone, because the view says the same. */
  private hasGone = false;

  /**
   * @param cancel Called when the user presses Cancel.
   * @param viewIsInSight Whether the training view is open and in front.
   */
  constructor(
    private readonly show: ShowProgress,
    private readonly cancel: () => void,
    private readonly startTimer: StartTimer,
    private readonly viewIsInSight: () => boolean,
  ) {}

  /** Opens, brings up to date or closes the notification, as the state asks. */
  follow(state: RunState): void {
    const wanted = newsOf(state);
    if (wanted?.kind !== 'training' || !this.viewIsInSight()) this.hasGone = false;
    const news = this.hasGone ? undefined : wanted;
    if (news?.kind !== this.notification?.kind) {
      this.notification?.close();
      this.notification =
        news === undefined || state.phase === 'idle'
          ? undefined
          : this.open(news.kind, `Training ${state.run.subject.networkName}`);
    }
    if (news !== undefined) this.notification?.update(news.message, news.share * 100);
  }

  private open(kind: OpenNotification['kind'], title: string): OpenNotification {
    let close: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => {
      close = resolve;
    });
    let newest: { readonly message: string; readonly percent: number } | undefined;
    let shown: ProgressStep | undefined;
    let shownPercent = 0;
    let send: ((step: ProgressStep) => void) | undefined;
    const flush = (): void => {
      if (newest === undefined || send === undefined) return;
      const { message, percent } = newest;
      const step = { message, increment: Math.max(0, percent - shownPercent) };
      if (shown?.message === step.message && step.increment === 0) return;
      shown = step;
      send(step);
      shownPercent = Math.max(shownPercent, percent);
    };
    const appear = (): void => {
      this.show(title, this.cancel, (report) => {
        send = report;
        flush();
        return closed;
      });
    };
    const endTimer = this.startTimer(appear, kind === 'training' ? NOTIFICATION_DELAY_MS : 0);
    const endSight = this.startTimer(() => {
      this.hasGone = kind === 'training' && this.viewIsInSight();
    }, IN_SIGHT_MS);
    return {
      kind,
      update: (message, percent) => {
        newest = { message, percent };
        flush();
      },
      close: () => {
        endTimer();
        endSight();
        close();
      },
    };
  }
}

/** What a notification has to say of the state; `undefined`: none is needed. */
function newsOf(
  state: RunState,
): { readonly kind: OpenNotification['kind']; readonly message: string; readonly share: number } | undefined {
  if (state.phase === 'preparing' && state.wish !== 'stop' && state.fraction !== null) {
    return { kind: 'loading', message: state.task, share: state.fraction };
  }
  if (state.phase === 'running' && state.wish === 'none' && !state.evaluating) {
    return { kind: 'training', message: progressText(state.run), share: shareDone(state.run) };
  }
  return undefined;
}
