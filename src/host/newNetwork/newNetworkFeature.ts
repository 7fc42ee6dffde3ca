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
        folder === undefined
          ? options
          : { ...options, defaultUri: vscode.Uri.joinPath(folder, suggestedName) },
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

/** Beside the file in front, where it is one of the workspace's; otherwise the workspace's first folder. */
function suggestedFolder(): vscode.Uri | undefined {
  const active = activeUri();
  if (active !== undefined && vscode.workspace.getWorkspaceFolder(active) !== undefined) {
    return vscode.Uri.joinPath(active, '..');
  }
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}
