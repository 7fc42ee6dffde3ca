/**
 * The workspace that the suite runs in: copies of the examples and of the fixtures, which tests may change.
 */
import * as vscode from 'vscode';
import type { RunEvent } from '../../../src/core/training/runEvents';
import type { RunState } from '../../../src/core/training/runState';

export const CANVAS = 'layerwire.network';

/** What the extension gives to other extensions. */
export interface LayerwireApi {
  readonly onDidRunEvent: vscode.Event<RunEvent>;
  readonly onDidChangeRun: vscode.Event<RunState>;
}

/** Activates the extension and gives its API. */
export async function layerwire(): Promise<LayerwireApi> {
  const extension = vscode.extensions.getExtension<LayerwireApi>('layerwire.layerwire');
  if (extension === undefined) {
    throw new Error('The extension layerwire.layerwire is not installed here.');
  }
  return await extension.activate();
}

/** A file of the workspace. */
export function fileUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) {
    throw new Error('The suite needs a workspace folder.');
  }
  return vscode.Uri.joinPath(folder.uri, name);
}

/** A file's text on the disk. */
export async function textOnDisk(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** Closes all editors without saving. */
export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/**
 * Waits until `check` gives a value.
 * @throws after the limit, with `what` in the message
 */
export async function eventually<T>(what: string, check: () => T | undefined, limitMs = 10_000): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const value = check();
    if (value !== undefined) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what}: not within ${limitMs / 1000} s.`);
    }
    await pause(50);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
