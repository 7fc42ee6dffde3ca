/**
 * The composition root: makes each feature, hands it what it needs, and exports what other programs may use.
 */
import * as vscode from 'vscode';
import type { RunEvent } from './core/training/runEvents';
import type { RunState } from './core/training/runState';
import { DatasetStore } from './host/data/datasetStore';
import { registerDiagnostics } from './host/editor/diagnosticsFeature';
import { registerNetworkEditor } from './host/editor/networkEditorProvider';
import { registerWeights } from './host/inspection/weightsPanels';
import { registerNewNetwork } from './host/newNetwork/newNetworkFeature';
import { registerTextFeatures } from './host/text/textFeatures';
import { registerTraining } from './host/training/trainingFeature';

/** What `vscode.extensions.getExtension('layerwire.layerwire').activate()` resolves with. */
export interface LayerwireApi {
  /** Everything that training runs report, in order; start one with the command `layerwire.train`. */
  readonly onDidRunEvent: vscode.Event<RunEvent>;
  /** How the run in the panel stands, at every change. */
  readonly onDidChangeRun: vscode.Event<RunState>;
}

/** Ends what must be ended properly; VS Code waits for it. */
let endTraining: () => Promise<void> = () => Promise.resolve();

export function activate(context: vscode.ExtensionContext): LayerwireApi {
  const datasets = new DatasetStore({
    files: {
      fs: vscode.workspace.fs,
      joinPath: (base, ...segments) => vscode.Uri.joinPath(base, ...segments),
    },
    storage: context.globalStorageUri,
    mirrors: configuredMirrors,
  });
  const training = registerTraining(context, { datasets });
  const editors = registerNetworkEditor(context, training.inspection);
  context.subscriptions.push(
    training.onDidChangeState((state) => {
      editors.showTraining(training.shownFile(), state);
    }),
    editors,
    registerDiagnostics(),
    registerNewNetwork(context.extensionUri),
    registerTextFeatures(training.inspection),
    registerWeights(context, training.inspection),
  );
  endTraining = () => training.dispose();
  return { onDidRunEvent: training.onDidRunEvent, onDidChangeRun: training.onDidChangeState };
}

export async function deactivate(): Promise<void> {
  await endTraining();
}

/** The setting `layerwire.mirrors`; whatever in it is not a text is passed over. */
function configuredMirrors(): string[] {
  const value = vscode.workspace.getConfiguration('layerwire').get<unknown>('mirrors');
  return Array.isArray(value) ? value.filter((mirror) => typeof mirror === 'string') : [];
}
