/**
 * The questions about runs in VS Code's own words: quick picks, input boxes, file dialogs, confirmations.
 */
import * as vscode from 'vscode';
import type { RunWorkbench } from './runActions';
import { changeableSettings, type CheckpointStart, type OneChange } from './runs/repeatWithOneChange';
import { capitalised } from './runs/runItem';
import type { KeptRequest, RunRecord } from './store/runRecord';
import type { PlannerWorkbench } from './runPlanner';
import type { TrainWorkbench } from './trainCommand';

const WEIGHTS_FILTER = { Weights: ['safetensors'] };

export function vscodeRunWorkbench(workbench: TrainWorkbench & PlannerWorkbench): RunWorkbench {
  return {
    isUri: (value) => workbench.isUri(value),
    open: (uri) => workbench.open(uri),
    pick: () => workbench.pick(),
    parseUri: (text) => workbench.parseUri(text),
    showFailure: (message) => workbench.showFailure(message),
    askOneChange,
    confirmDeleting,
    askWeightsFile: async () => {
      const [uri] =
        (await vscode.window.showOpenDialog({
          title: 'Load Weights',
          openLabel: 'Load',
          filters: WEIGHTS_FILTER,
        })) ?? [];
      return uri === undefined
        ? undefined
        : { name: vscode.workspace.asRelativePath(uri), bytes: await vscode.workspace.fs.readFile(uri) };
    },
    saveWeights: async (name, bytes) => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      const uri = await vscode.window.showSaveDialog({
        title: 'Save Weights',
        filters: WEIGHTS_FILTER,
        ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
      });
      if (uri === undefined) return;
      await vscode.workspace.fs.writeFile(uri, bytes);
      void vscode.window.showInformationMessage(
        `The weights were saved to "${vscode.workspace.asRelativePath(uri)}".`,
      );
    },
  };
}

async function askOneChange(
  request: KeptRequest,
  networkName: string,
  start: CheckpointStart | undefined,
): Promise<OneChange | undefined> {
  const title = `Repeat "${networkName}" with One Change`;
  const items = changeableSettings(request, start).map((setting) => ({
    label: capitalised(setting.name),
    description: setting.present,
    detail: setting.description,
    setting,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'Choose the setting to change',
    matchOnDescription: true,
  });
  if (chosen === undefined) return undefined;
  const { setting } = chosen;
  const value =
    setting.choices === undefined
      ? await vscode.window.showInputBox({
          title,
          prompt: `${capitalised(setting.name)}: ${setting.description}`,
          value: setting.present,
          validateInput: (text) => setting.check(text),
        })
      : await vscode.window.showQuickPick(
          setting.choices.filter((choice) => choice !== setting.present),
          { title, placeHolder: `${capitalised(setting.name)} (it was ${setting.present})` },
        );
  return value === undefined ? undefined : setting.change(value);
}

async function confirmDeleting(records: readonly RunRecord[]): Promise<boolean> {
  const accept = 'Delete';
  const [first] = records;
  const what =
    records.length === 1 && first !== undefined
      ? `the run of "${first.run.subject.networkName}"`
      : `${records.length} runs`;
  const answer = await vscode.window.showWarningMessage(
    `Delete ${what}?`,
    {
      modal: true,
      detail: 'The figures and checkpoints are deleted from the disk; this cannot be undone.',
    },
    accept,
  );
  return answer === accept;
}
