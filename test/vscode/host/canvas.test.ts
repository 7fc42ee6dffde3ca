/** Network files open on the canvas, and looking at them changes nothing. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CANVAS, closeEditors, eventually, fileUri, layerwire, pause, textOnDisk } from './workspace';

const EXAMPLES = ['mnist-mlp.nn.json', 'mnist-cnn.nn.json', 'lecture-mlp.nn.json'];

/** Longer than the canvas needs to show a file and to answer. */
const SETTLING_MS = 3000;

describe('the canvas', () => {
  before(layerwire);
  afterEach(closeEditors);

  for (const name of EXAMPLES) {
    it(`is what ${name} opens in, and leaves it as it is`, async () => {
      const uri = fileUri(name);
      const before = await textOnDisk(uri);
      await vscode.commands.executeCommand('vscode.open', uri);
      const input = await eventually('the tab', () => {
        const { activeTab } = vscode.window.tabGroups.activeTabGroup;
        return activeTab?.input instanceof vscode.TabInputCustom ? activeTab.input : undefined;
      });
      assert.equal(input.viewType, CANVAS);
      assert.equal(input.uri.toString(), uri.toString());
      await pause(SETTLING_MS);
      assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.isDirty, false);
      const document = await vscode.workspace.openTextDocument(uri);
      assert.equal(document.isDirty, false);
      assert.equal(document.getText(), before);
      assert.equal(await textOnDisk(uri), before);
    });
  }

  it('never overwrites a file that is no JSON', async () => {
    const uri = fileUri('torn.nn.json');
    const torn = '{ "version": 1, "layers": { "input": { "type": "Inp';
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(torn));
    await vscode.commands.executeCommand('vscode.openWith', uri, CANVAS);
    await pause(SETTLING_MS);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.isDirty, false);
    assert.equal(document.getText(), torn);
  });
});
