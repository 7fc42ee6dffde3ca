/**
 * Which files are networks, and which one is in front.
 */
import * as vscode from 'vscode';

/** In any case, as VS Code matches the patterns by which it opens the canvas. */
export function isNetworkFile({ path }: vscode.Uri): boolean {
  return /\.nn\.json$/i.test(path);
}

/** The file of the tab in front, shown as text or by an editor such as the canvas. */
export function activeUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
    ? input.uri
    : undefined;
}
