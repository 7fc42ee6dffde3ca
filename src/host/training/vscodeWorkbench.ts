/**
 * The questions and messages of *Train Network* in VS Code's own words: documents, pickers, notifications, settings.
 */
import * as vscode from 'vscode';
import { messageOf } from '../../core/wording';
import { activeUri, isNetworkFile } from '../networkFiles';
import { folderAt } from './folderAt';
import { replaceQuestion, type ReplaceAnswer, type Replacement } from './replaceQuestion';
import type { DatasetAnswer, NetworkDocument, PlannerWorkbench } from './runPlanner';
import type { TrainWorkbench } from './trainCommand';
import { weightsWriter } from './weightsFolder';

const MOST_FILES = 500;

export function vscodeWorkbench(): TrainWorkbench & PlannerWorkbench {
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('layerwire');
  return {
    open,
    pick,
    isUri: (value) => value instanceof vscode.Uri,
    folderAt: (path, networkFile) =>
      folderAt(path, networkFile, {
        hasDisk: vscode.env.uiKind === vscode.UIKind.Desktop || vscode.env.remoteName !== undefined,
        file: (absolute) => vscode.Uri.file(absolute),
        joinPath: (base, ...segments) => vscode.Uri.joinPath(base, ...segments),
      }),
    parseUri: (text) => vscode.Uri.parse(text, true),
    checkpointSteps: () => {
      const value = settings().get<unknown>('checkpoints.everySteps', 0);
      return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0;
    },
    engineSetting: () => settings().get<unknown>('engine', 'auto'),
    datasetFolderSetting: () => {
      const value = settings().get<unknown>('datasetFolder', '');
      return typeof value === 'string' ? value.trim() : '';
    },
    writeWeightsTo: (folder) =>
      weightsWriter(
        { fs: vscode.workspace.fs, joinPath: (base, ...segments) => vscode.Uri.joinPath(base, ...segments) },
        folder,
      ),
    askReplacing,
    showInvalidNetwork,
    showFailure: async (message) => {
      await vscode.window.showErrorMessage(message);
    },
    showUnavailableDataset,
  };
}

async function open(uri: vscode.Uri): Promise<NetworkDocument> {
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    return { uri, text: document.getText(), label: vscode.workspace.asRelativePath(uri) };
  } catch (cause) {
    throw new Error(`"${vscode.workspace.asRelativePath(uri)}" cannot be opened (${messageOf(cause)}).`, {
      cause,
    });
  }
}

async function pick(): Promise<NetworkDocument | undefined> {
  const active = activeUri();
  if (active !== undefined && isNetworkFile(active)) {
    return open(active);
  }
  const files = await vscode.workspace.findFiles('**/*.nn.json', '**/node_modules/**', MOST_FILES);
  if (files.length === 0) {
    void vscode.window.showInformationMessage(
      'There is no network file (*.nn.json) in this workspace. Open a folder that has one, or the file itself.',
    );
    return undefined;
  }
  const items = files
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Train Network',
    placeHolder: 'Choose the network to train',
  });
  return chosen === undefined ? undefined : open(chosen.uri);
}

async function askReplacing(replacement: Replacement): Promise<ReplaceAnswer | undefined> {
  const { message, detail, buttons } = replaceQuestion(replacement);
  const chosen = await vscode.window.showWarningMessage(
    message,
    { modal: true, detail },
    ...buttons.map(({ label }) => label),
  );
  return buttons.find(({ label }) => label === chosen)?.answer;
}

async function showInvalidNetwork(label: string, messages: readonly string[]): Promise<void> {
  const showProblems = 'Show Problems';
  const more = messages.length > 1 ? ` (and ${messages.length - 1} more)` : '';
  const answer = await vscode.window.showErrorMessage(
    `"${label}" cannot be trained yet: ${messages[0] ?? 'it is not valid.'}${more}`,
    showProblems,
  );
  if (answer === showProblems) {
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  }
}

async function showUnavailableDataset(message: string): Promise<DatasetAnswer | undefined> {
  const synthetic = 'Train on Synthetic Digits';
  const choose = 'Choose Folder…';
  const settings = 'Settings';
  const answer = await vscode.window.showErrorMessage(message, synthetic, choose, settings);
  if (answer === synthetic) {
    return { kind: 'syntheticDigits' };
  }
  if (answer === choose) {
    const [uri] =
      (await vscode.window.showOpenDialog({
        canSelectFiles: false,
        canSelectFolders: true,
        title: 'Folder with the four files of the dataset',
        openLabel: 'Train on This Folder',
      })) ?? [];
    return uri === undefined ? undefined : { kind: 'folder', uri };
  }
  if (answer === settings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', '@ext:layerwire.layerwire');
  }
  return undefined;
}
