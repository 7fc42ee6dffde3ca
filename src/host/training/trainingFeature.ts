/**
 * Training in VS Code: the commands, the view, the status bar, the log, and the events for whoever else wants them.
 */
import * as vscode from 'vscode';
import type { RunEvent } from '../../core/training/runEvents';
import { isActive, type RunState } from '../../core/training/runState';
import type { DatasetStore } from '../data/datasetStore';
import { DownloadNotification, type ShowProgress } from './downloadNotification';
import { RunController } from './runController';
import { RunLog } from './runLog';
import { TrainCommand } from './trainCommand';
import { statusText } from './trainingStatus';
import { TRAINING_VIEW, TrainingViewProvider } from './trainingViewProvider';
import { vscodeWorkbench } from './vscodeWorkbench';

export interface TrainingFeature {
  /** Everything that a run reports, its failure included, in order. */
  readonly onDidRunEvent: vscode.Event<RunEvent>;
  dispose(): void;
}

/** Registers the training view and the commands that begin and stop runs. */
export function registerTraining(
  context: vscode.ExtensionContext,
  { datasets }: { readonly datasets: DatasetStore },
): TrainingFeature {
  const runEvents = new vscode.EventEmitter<RunEvent>();
  const statusBar = vscode.window.createStatusBarItem('layerwire.training', vscode.StatusBarAlignment.Left);
  statusBar.name = 'Layerwire Training';
  statusBar.command = `${TRAINING_VIEW}.focus`;
  statusBar.tooltip = 'Show the training';

  const output = vscode.window.createOutputChannel('Layerwire', { log: true });
  const log = new RunLog(output);
  let isDisposed = false;
  const download = new DownloadNotification(showProgress, () => void controller.stop());
  let wasActive = false;
  const stateChanged = (state: RunState): void => {
    download.follow(state);
    // A run that the deactivation ends says so when the channel, which then throws, is gone.
    if (!isDisposed) {
      log.follow(state);
    }
    const text = statusText(state);
    if (text === undefined) {
      statusBar.hide();
    } else {
      statusBar.text = text;
      statusBar.show();
    }
    if (wasActive !== isActive(state)) {
      wasActive = isActive(state);
      void vscode.commands.executeCommand('setContext', 'layerwire.training', wasActive);
    }
  };

  const view = new TrainingViewProvider(context.extensionUri, {
    runEventReported: (report) => {
      controller.receive(report);
    },
    trainRequested: () => {
      void command.train(command.lastTrained, undefined);
    },
    stopRequested: () => {
      void controller.stop();
    },
    pageLost: (reason) => {
      controller.pageLost(reason);
    },
  });
  const controller = new RunController(view, {
    stateChanged,
    eventHappened: (event) => {
      runEvents.fire(event);
    },
  });
  const command = new TrainCommand(vscodeWorkbench(), datasets, controller);

  const registrations = vscode.Disposable.from(
    vscode.window.registerWebviewViewProvider(TRAINING_VIEW, view, {
      webviewOptions: { retainContextWhenHidden: true },
    }),
    vscode.commands.registerCommand('layerwire.train', (uri: unknown, options: unknown) =>
      command.train(uri, options),
    ),
    vscode.commands.registerCommand('layerwire.trainOnSyntheticDigits', (uri: unknown) =>
      command.train(uri, { dataset: 'syntheticDigits' }),
    ),
    vscode.commands.registerCommand('layerwire.stopTraining', () => controller.stop()),
    statusBar,
    output,
    runEvents,
  );
  return {
    onDidRunEvent: runEvents.event,
    dispose: () => {
      isDisposed = true;
      controller.pageLost('The extension was deactivated.');
      view.dispose();
      registrations.dispose();
    },
  };
}

const showProgress: ShowProgress = (title, cancel, task) => {
  void vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      token.onCancellationRequested(cancel);
      return task((step) => {
        progress.report(step);
      });
    },
  );
};
