/**
 * Training in VS Code: the commands, the views, the status bar, the log, and the events for whoever else wants them.
 */
import * as vscode from 'vscode';
import { allowedCommands, RUN_COMMANDS } from '../../core/training/runCommands';
import type { RunEvent } from '../../core/training/runEvents';
import { IDLE, isActive, type RunState } from '../../core/training/runState';
import { messageOf } from '../../core/wording';
import type { DatasetStore } from '../data/datasetStore';
import type { Inspection } from '../inspection/inspection';
import { RunInspection } from '../inspection/runInspection';
import { activeUri } from '../networkFiles';
import { exportMetrics } from './metricsExport';
import { NetworkWatch } from './networkWatch';
import { offerInterrupted } from './interruptedRuns';
import { RunActions } from './runActions';
import { RUN_COMMAND_IDS } from './runCommandIds';
import { RunController } from './runController';
import { RunLibrary } from './runLibrary';
import { RunLog } from './runLog';
import { RunNotification, type ShowProgress } from './runNotification';
import { RunPlanner } from './runPlanner';
import { runIdsOf } from './runs/runSelection';
import { RunsView } from './runs/runsView';
import { ShownRun } from './shownRun';
import { realTimer } from './startTimer';
import { RunStore } from './store/runStore';
import { TrainCommand } from './trainCommand';
import { statusText } from './trainingStatus';
import { TRAINING_VIEW, TrainingViewProvider } from './trainingViewProvider';
import { vscodeRunWorkbench } from './vscodeRunWorkbench';
import { vscodeWorkbench } from './vscodeWorkbench';

export interface TrainingFeature {
  /** Everything that a run reports, its failure included, in order. */
  readonly onDidRunEvent: vscode.Event<RunEvent>;
  /** How the run stands, at every change. */
  readonly onDidChangeState: vscode.Event<RunState>;
  /** The file, as text, of the run that is shown. */
  readonly shownFile: () => vscode.Uri | undefined;
  /** What can be seen inside the networks that are trained, or were. */
  readonly inspection: Inspection;
  /** Resolves when everything that a run found out is on the disk. */
  dispose(): Promise<void>;
}

/** Registers the views of training and of runs, and the commands that begin and steer runs. */
export function registerTraining(
  context: vscode.ExtensionContext,
  { datasets }: { readonly datasets: DatasetStore },
): TrainingFeature {
  const runEvents = new vscode.EventEmitter<RunEvent>();
  const states = new vscode.EventEmitter<RunState>();
  const output = vscode.window.createOutputChannel('Layerwire', { log: true });
  const statusBar = trainingStatusBar();
  const log = new RunLog(output);
  const showFailure = (message: string): void => void vscode.window.showErrorMessage(message);
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('layerwire');

  const store = new RunStore(
    {
      fs: vscode.workspace.fs,
      joinPath: (base, ...segments) => vscode.Uri.joinPath(base, ...segments),
    },
    context.storageUri ?? context.globalStorageUri,
    {
      maxBytes: () => megabytes(settings().get<unknown>('checkpoints.maxSize')),
      report: (message) => {
        output.warn(message);
      },
      dropped: (places) => {
        library.checkpointsDropped(places);
      },
    },
  );
  const momentsChanged = new vscode.EventEmitter<null>();
  const runsChanged = new vscode.EventEmitter<string | undefined>();
  const library: RunLibrary = new RunLibrary(store, (runId) => {
    runsChanged.fire(runId);
  });
  const workbench = vscodeWorkbench();
  const planner = new RunPlanner(workbench, datasets, store, () => Date.now());
  let isDisposed = false;
  let shownPhase: RunState['phase'] = 'idle';
  let shownRunId: string | undefined;

  const stateChanged = (state: RunState): void => {
    shown.follow(state);
    if (isDisposed) return;
    log.follow(state);
    statusBar.follow(state);
    const isNotified =
      controller.activePlan?.request.attended !== false && settings().get('progressNotification') !== false;
    notification.follow(isNotified ? state : IDLE);
    setRunContext(state);
    if (state.phase !== shownPhase && state.phase !== 'idle') runsChanged.fire(state.run.subject.runId);
    shownPhase = state.phase;
    const runId = state.phase === 'idle' ? undefined : state.run.subject.runId;
    if (runId !== undefined && runId !== shownRunId) watch.compareSoon();
    if (runId !== shownRunId) noteFront();
    shownRunId = runId;
    states.fire(state);
  };
  const view: TrainingViewProvider = new TrainingViewProvider(context.extensionUri, {
    pageReady: () => {
      shown.refresh();
    },
    pageLost: (reason) => {
      controller.pageLost(reason);
    },
    runEventReported: (report) => {
      controller.receive(report);
    },
    commandRequested: (command) => void actions.perform(command),
    changeRequested: (change) => void actions.change(change),
    momentRequested: (step) => {
      const { state } = controller;
      if (state.phase !== 'idle') void shown.moments.travel(step, state.run);
    },
    branchRequested: (step) => void actions.branch(step),
    continueRequested: () => void actions.continueWithWeights(),
    metricsRequested: (request) => void exportMetrics(request, shown).catch(fail),
    comparisonRemoved: (runId) => {
      compare(shown.comparisons.runIds.filter((one) => one !== runId));
    },
    readTestImages: (indices) => shown.testImages(indices),
  });
  const shown: ShownRun = new ShownRun({
    page: view,
    store,
    library,
    planner,
    controller: () => controller,
    comparedChanged: (runIds) => {
      runsView.setCompared(runIds);
    },
    momentChanged: () => {
      momentsChanged.fire(null);
    },
    fail: showFailure,
  });
  const controller: RunController = new RunController(view, {
    stateChanged,
    eventHappened: (event) => {
      shown.eventHappened(event);
      runEvents.fire(event);
    },
  });
  const notification = new RunNotification(
    showProgress,
    () => void controller.stop(),
    realTimer,
    () => view.isInSight,
  );
  const train = new TrainCommand(workbench, planner, controller, (plan) => {
    shown.begin(plan);
  });
  const actions = new RunActions({
    workbench: vscodeRunWorkbench(workbench),
    controller,
    planner,
    store,
    library,
    shown,
    train,
  });
  const fail = (error: unknown): void => {
    showFailure(messageOf(error));
  };
  const compare = (runIds: readonly string[]): void => {
    void shown.comparisons.choose(runIds, shown.record, () => shown.losses);
  };
  const runsView = new RunsView(
    {
      list: () => loaded.then(() => library.list()),
      get: (runId) => library.get(runId),
      state: () => controller.state,
      readLosses: (runId) => store.readLosses(runId),
      onDidChange: runsChanged.event,
    },
    {
      opened: (runId) => void actions.show(runId),
      comparedChanged: compare,
    },
  );
  const noteFront = (): void => {
    const front = activeUri()?.toString();
    setContext(
      'layerwire.otherInFront',
      front !== undefined && shown.record !== undefined && front !== shown.record.file,
    );
  };
  const watch = new NetworkWatch(() => shown.record, controller);
  const inspection = new RunInspection({
    shown: () =>
      shown.record && {
        record: shown.record,
        state: controller.state,
        hasWorker: controller.hasWorker,
        pastStep: shown.moments.pastStep,
        predictions: shown.predictions,
      },
    list: () => library.list(),
    readTensors: (quantity, names) => controller.readTensors(quantity, names),
    readPictures: (quantity, layer) => controller.readPictures(quantity, layer),
    surveyUnits: () => controller.readUnits(),
    examples: (runId, set) => shown.examples(runId, set),
    readCheckpoint: (runId, step) => store.readCheckpoint(runId, step),
    onDidChange: (listener) =>
      vscode.Disposable.from(
        ...[states.event, momentsChanged.event, runsChanged.event].map((event) =>
          event(() => {
            listener();
          }),
        ),
      ),
  });

  /** A command on runs of the view: the one under the pointer, or all that are selected. */
  const onRuns = (id: string, act: (runIds: readonly string[]) => void): vscode.Disposable =>
    vscode.commands.registerCommand(id, (item: unknown, items: unknown) => {
      // By a key, or from the palette, a command comes without a run.
      const runIds = item === undefined ? runIdsOf(undefined, runsView.selectedRuns) : runIdsOf(item, items);
      if (runIds.length > 0) act(runIds);
    });
  const onRun = (id: string, act: (runId: string) => void): vscode.Disposable =>
    onRuns(id, ([runId]) => {
      if (runId !== undefined) act(runId);
    });

  const registrations = vscode.Disposable.from(
    vscode.window.registerWebviewViewProvider(TRAINING_VIEW, view, {
      webviewOptions: { retainContextWhenHidden: true },
    }),
    vscode.commands.registerCommand(RUN_COMMAND_IDS.train, (uri: unknown, options: unknown) =>
      train.train(uri, options),
    ),
    ...RUN_COMMANDS.filter((command) => command !== 'train').map((command) =>
      vscode.commands.registerCommand(RUN_COMMAND_IDS[command], (uri: unknown) =>
        actions.perform(command, uri),
      ),
    ),
    vscode.commands.registerCommand('layerwire.trainOnSyntheticDigits', (uri: unknown) =>
      train.train(uri, { dataset: 'syntheticDigits' }),
    ),
    vscode.commands.registerCommand('layerwire.continueWithCurrentWeights', () =>
      actions.continueWithWeights(),
    ),
    vscode.commands.registerCommand('layerwire.branchFromHere', () => actions.branch()),
    vscode.commands.registerCommand('layerwire.saveWeights', () => actions.saveWeights()),
    vscode.commands.registerCommand('layerwire.loadWeights', () => actions.loadWeights()),
    vscode.commands.registerCommand('layerwire.exportMetrics', () =>
      exportMetrics({ format: 'csv', target: 'file' }, shown).catch(fail),
    ),
    onRun('layerwire.runs.show', (runId) => void actions.show(runId)),
    onRun('layerwire.runs.resume', (runId) => void actions.resume(runId)),
    onRun('layerwire.runs.restoreWeights', (runId) => void actions.restore(runId)),
    onRun('layerwire.runs.repeat', (runId) => void actions.repeat(runId, false)),
    onRun('layerwire.runs.repeatWithOneChange', (runId) => void actions.repeat(runId, true)),
    onRun('layerwire.runs.exportWeights', (runId) => void actions.saveWeights(runId)),
    onRuns('layerwire.runs.compare', compare),
    onRuns('layerwire.runs.delete', (runIds) => void actions.delete(runIds)),
    vscode.window.tabGroups.onDidChangeTabs(noteFront),
    vscode.window.tabGroups.onDidChangeTabGroups(noteFront),
    runsView,
    watch,
    statusBar,
    output,
    momentsChanged,
    runsChanged,
    runEvents,
    states,
  );
  const loaded = library.load();
  void loaded
    .then(() => library.findCutOff())
    .then((interrupted) => offerInterrupted(interrupted, { library, shown, actions, controller }))
    .catch((error: unknown) => {
      output.warn(messageOf(error));
    });
  return {
    onDidRunEvent: runEvents.event,
    onDidChangeState: states.event,
    inspection,
    shownFile: () => (shown.record === undefined ? undefined : vscode.Uri.parse(shown.record.file, true)),
    dispose: async () => {
      isDisposed = true;
      const written = shown.freeze();
      controller.pageLost('The extension was deactivated.');
      view.dispose();
      registrations.dispose();
      await written;
      await store.close();
    },
  };
}

/** The limit on all checkpoints together; whatever is no number is the default. */
function megabytes(value: unknown): number {
  return (typeof value === 'number' && value > 0 ? value : 500) * 1_000_000;
}

function trainingStatusBar() {
  const item = vscode.window.createStatusBarItem('layerwire.training', vscode.StatusBarAlignment.Left);
  item.name = 'Layerwire Training';
  item.command = `${TRAINING_VIEW}.focus`;
  item.tooltip = 'Show the training';
  return {
    follow: (state: RunState) => {
      const text = statusText(state);
      if (text === undefined) {
        item.hide();
      } else {
        item.text = text;
        item.show();
      }
    },
    dispose: () => {
      item.dispose();
    },
  };
}

const shownContext = new Map<string, boolean>();

/** Keys and menus go by these: `layerwire.training`, and one for each command that makes sense now. */
function setRunContext(state: RunState): void {
  const allowed = allowedCommands(state);
  const keys: [string, boolean][] = [
    ['layerwire.known', true],
    ['layerwire.training', isActive(state)],
    ['layerwire.trainingPaused', state.phase === 'paused'],
    ['layerwire.hasRun', state.phase !== 'idle'],
    ['layerwire.hasWeights', state.phase !== 'idle' && state.run.checkpoints.length > 0],
    ...RUN_COMMANDS.map((command): [string, boolean] => [`layerwire.can.${command}`, allowed.has(command)]),
  ];
  for (const [key, value] of keys) setContext(key, value);
}

function setContext(key: string, value: boolean): void {
  if (shownContext.get(key) === value) return;
  shownContext.set(key, value);
  void vscode.commands.executeCommand('setContext', key, value);
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
