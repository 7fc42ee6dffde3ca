/**
 * A download as a notification with a Cancel button, for whoever looks at the editor and not at the panel.
 *
 * Appears only for work whose length is known, which is the work that takes long; what is quick is left to the panel.
 * How a notification is drawn comes from outside, so that this runs in a test.
 */
import type { RunState } from '../../core/training/runState';

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
  update(message: string, percent: number): void;
  close(): void;
}

export class DownloadNotification {
  private notification: OpenNotification | undefined;

  /** @param cancel Called when the user presses Cancel. */
  constructor(
    private readonly show: ShowProgress,
    private readonly cancel: () => void,
  ) {}

  /** Opens, brings up to date or closes the notification, as the state asks. */
  follow(state: RunState): void {
    if (state.phase !== 'preparing' || state.stopping || state.fraction === null) {
      this.notification?.close();
      this.notification = undefined;
      return;
    }
    this.notification ??= this.open(`Training ${state.run.subject.networkName}`);
    this.notification.update(state.task, state.fraction * 100);
  }

  private open(title: string): OpenNotification {
    let close: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => {
      close = resolve;
    });
    let newest: { readonly message: string; readonly percent: number } | undefined;
    let shownPercent = 0;
    let send: ((step: ProgressStep) => void) | undefined;
    const flush = (): void => {
      if (newest === undefined || send === undefined) {
        return;
      }
      const { message, percent } = newest;
      send({ message, increment: Math.max(0, percent - shownPercent) });
      shownPercent = Math.max(shownPercent, percent);
    };
    this.show(title, this.cancel, (report) => {
      send = report;
      flush();
      return closed;
    });
    return {
      update: (message, percent) => {
        newest = { message, percent };
        flush();
      },
      close,
    };
  }
}
