/**
 * The command *Layerwire: New Network…* in VS Code's own words: quick pick, save dialog, the canvas.
 */
import * as vscode from 'vscode';
import { messageOf } from '../../core/wording';
import { NETWORK_EDITOR } from '../editor/networkEditorProvider';
import { activeUri } from '../networkFiles';
import { createNetwork, type NewNetworkWorkbench } from './createNetwork';

/** Adds the command. */
export function registerNewNetwork(extensionUri: vscode.Uri): vscode.Disposable {
  const workbench = vscodeWorkbench(extensionUri);
  return vscode.commands.registerCommand('layerwire.newNetwork', async () => {
    try {
      await createNetwork(workbench);
    } catch (error) {
      void vscode.window.showErrorMessage(messageOf(error));
    }
  });
}

function vscodeWorkbench(extensionUri: vscode.Uri): NewNetworkWorkbench<vscode.Uri> {
  const { fs } = vscode.workspace;
  return {
    pickTemplate: async (templates) => {
      const items = templates.map((template) => ({ ...template, template }));
      const options = { title: 'New Network', placeHolder: 'Choose the network to start from' };
      return (await vscode.window.showQuickPick(items, options))?.template;
    },
    askFile: async (suggestedName) => {
      const folder = suggestedFolder();
      const options = { title: 'New Network', saveLabel: 'Create' };
      return vscode.window.showSaveDialog(
        folder === undefined ? options : { ...options, defaultUri: await freeFile(folder, suggestedName) },
      );
    },
    readTemplate: async (file) => fs.readFile(vscode.Uri.joinPath(extensionUri, file)),
    exists: async (uri) => {
      try {
        await fs.stat(uri);
        return true;
      } catch (error) {
        if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
        throw error;
      }
    },
    write: async (uri, content) => {
      await fs.writeFile(uri, content);
    },
    createFolder: async (uri) => {
      await fs.createDirectory(uri);
    },
    remove: async (uri) => {
      await fs.delete(uri, { recursive: false, useTrash: false });
    },
    open: async (uri) => {
      await vscode.commands.executeCommand('vscode.openWith', uri, NETWORK_EDITOR);
    },
    pathOf: ({ path }) => path,
    withPath: (uri, path) => uri.with({ path }),
  };
}

/** The name, or the same with the first number that no file in the folder has: Enter alone must not replace a network. */
async function freeFile(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  const taken = new Set((await entriesOf(folder)).map((entry) => entry.toLowerCase()));
  const base = name.replace(/\.nn\.json$/, '');
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${base}-${String(number)}.nn.json`;
  return vscode.Uri.joinPath(folder, free);
}

async function entriesOf(folder: vscode.Uri): Promise<string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch {
    // The folder is only a suggestion; whether it can be written is for the dialog to find out.
    return [];
  }
}

/** Beside the file in front, where it is one of the workspace's; otherwise the workspace's first folder. */
function suggestedFolder(): vscode.Uri | undefined {
  const active = activeUri();
  if (active !== undefined && vscode.workspace.getWorkspaceFolder(active) !== undefined) {
    return vscode.Uri.joinPath(active, '..');
  }
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}
