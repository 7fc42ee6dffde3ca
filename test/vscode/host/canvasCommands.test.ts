/** The canvas's commands, which anyone can run at any time. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CANVAS_COMMANDS } from '../../../src/protocol/editor';
import { freshFile, openCanvas } from './networkDocument';
import { closeEditors, layerwire } from './workspace';

describe("the canvas's commands", () => {
  before(layerwire);
  afterEach(closeEditors);

  const runAll = async (): Promise<void> => {
    for (const name of CANVAS_COMMANDS) await vscode.commands.executeCommand(`layerwire.canvas.${name}`);
  };

  it('do nothing, and do not fail, where no canvas is in front', async () => {
    await runAll();
    const document = await vscode.workspace.openTextDocument(await freshFile('as-text.nn.json'));
    await vscode.window.showTextDocument(document);
    await runAll();
    assert.equal(document.isDirty, false);
  });

  it('do not fail where a canvas is in front, and none was before', async () => {
    const first = await openCanvas(await freshFile('first.nn.json'));
    await closeEditors();
    await runAll();
    assert.equal(first.isDirty, false);
    await openCanvas(await freshFile('second.nn.json'));
    await vscode.commands.executeCommand('layerwire.canvas.zoomToFit');
  });
});
