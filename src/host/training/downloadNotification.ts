/**
 * A download as a notification with a Cancel button, for whoever looks at the editor and not at the panel.
 *
 * Appears only for work whose length is known, which is the work that takes long; what is quick is left to the panel.
 */
import * as vscode from 'vscode';
import type { RunState } from '../../core/training/runState';

/** Follows the state; `cancel` is called when the user presses Cancel. */
export class DownloadNotification {
  private close: (() => void) | undefined;
  private update: (state: Extract<RunState, { phase: 'preparing' }>) => void = () => undefined;

  constructor(private readonly cancel: () => void) {}

  follow(state: RunState): void {
    if (state.phase !== 'preparing' || state.stopping) {
      this.close?.();
      this.close = undefined;
    } else if (state.fraction !== null) {
      if (this.close === undefined) {
        this.open(state.run.subject.networkName);
      }
      this.update(state);
    }
  }

  private open(networkName: string): void {
    const closed = new Promise<void>((resolve) => {
      this.close = resolve;
    });
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `Training ${networkName}`, cancellable: true },
      (progress, token) => {
        token.onCancellationRequested(this.cancel);
        let shownPercent = 0;
        this.update = ({ task, fraction }) => {
          const percent = (fraction ?? 0) * 100;
          progress.report({ message: task, increment: Math.max(0, percent - shownPercent) });
          shownPercent = Math.max(shownPercent, percent);
        };
        return closed;
      },
    );
  }
}
