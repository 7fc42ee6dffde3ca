/**
 * Network files that tests open, change and look at, and the canvas's handlers over them without a page.
 */
import * as vscode from 'vscode';
import { canvasHandlers } from '../../../src/host/editor/canvasHandlers';
import { editableDocument } from '../../../src/host/editor/editableDocument';
import { CANVAS, eventually, fileUri, textOnDisk } from './workspace';

/** What the real page of a canvas calls, over a document, without any other action. */
export function handlersOf(document: vscode.TextDocument): ReturnType<typeof canvasHandlers> {
  return canvasHandlers(editableDocument(document), {
    openText: () => Promise.resolve(),
    runCommand: () => Promise.resolve(),
    noteReady: () => undefined,
    showSelection: () => undefined,
    noteFocus: () => undefined,
  });
}

/** Writes a fresh copy of a fixture under a name of its own. */
export async function freshFile(name: string, fixture = 'edited.nn.json'): Promise<vscode.Uri> {
  const uri = fileUri(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(await textOnDisk(fileUri(fixture))));
  return uri;
}

/** Opens a file on the canvas, in front; its document. */
export async function openCanvas(
  uri: vscode.Uri,
  column = vscode.ViewColumn.One,
): Promise<vscode.TextDocument> {
  await vscode.commands.executeCommand('vscode.openWith', uri, CANVAS, column);
  await eventually('the canvas', () => (isCanvasInFront(uri) ? true : undefined));
  return await vscode.workspace.openTextDocument(uri);
}

/** True while the active tab is a canvas of the file. */
export function isCanvasInFront(uri: vscode.Uri): boolean {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return (
    input instanceof vscode.TabInputCustom &&
    input.viewType === CANVAS &&
    input.uri.toString() === uri.toString()
  );
}

/** The tabs that show a file, on the canvas and as text. */
export function tabsOf(uri: vscode.Uri): { readonly canvases: vscode.Tab[]; readonly texts: vscode.Tab[] } {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shows = (input: unknown): boolean =>
    (input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText) &&
    input.uri.toString() === uri.toString();
  return {
    canvases: tabs.filter(({ input }) => input instanceof vscode.TabInputCustom && shows(input)),
    texts: tabs.filter(({ input }) => input instanceof vscode.TabInputText && shows(input)),
  };
}
