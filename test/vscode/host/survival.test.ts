/** Nothing is ever lost: what happens to the file from outside, or in a second editor, reaches the document whole. */
import assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { freshFile, handlersOf, openCanvas, tabsOf } from './networkDocument';
import { CANVAS, closeEditors, eventually, fileUri, layerwire, pause, textOnDisk } from './workspace';

/** Longer than VS Code takes to hear of a change on the disk and to act on it. */
const SETTLING_MS = 2500;

/** Sets a parameter as the canvas does. */
async function setUnits(document: vscode.TextDocument, units: number): Promise<void> {
  const outcome = await handlersOf(document).applyEdit({
    baseVersion: document.version,
    edit: { kind: 'setParameter', ids: ['hidden'], name: 'units', value: units },
  });
  assert.equal(outcome.kind, 'applied');
}

/** Waits until a document says what the disk says. */
async function untilText(document: vscode.TextDocument, text: string): Promise<void> {
  await eventually('the text from the disk', () => (document.getText() === text ? true : undefined));
}

describe('a network file', () => {
  before(layerwire);
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await closeEditors();
  });

  it('that changes on the disk is shown as it is there, while nothing is unsaved', async () => {
    const uri = await freshFile('external.nn.json');
    const document = await openCanvas(uri);
    const theirs = document.getText().replace('"units": 32', '"units": 77');
    await writeFile(uri.fsPath, theirs);
    await untilText(document, theirs);
    assert.equal(document.isDirty, false);
  });

  it('that a checkout replaces is shown as checked out, and can be edited at once', async () => {
    const uri = await freshFile('checkout.nn.json');
    const document = await openCanvas(uri);
    const theirs = document
      .getText()
      .replace('"flatten": { "type": "Flatten" },', '"flatten": { "type": "Flatten" }, // theirs');
    // As Git does: the old file goes, a new one takes its place.
    const arriving = `${uri.fsPath}.arriving`;
    await writeFile(arriving, theirs);
    await rm(uri.fsPath);
    await rename(arriving, uri.fsPath);
    await untilText(document, theirs);
    assert.equal(document.isDirty, false);
    await setUnits(document, 5);
    assert.equal(document.getText(), theirs.replace('"units": 32', '"units": 5'));
  });

  it('that changes on the disk under unsaved work keeps both, and saving asks first', async () => {
    const uri = await freshFile('conflict.nn.json');
    const document = await openCanvas(uri);
    // Longer than before: VS Code goes by a file's length when its time alone is new.
    const theirs = document.getText().replace('"units": 32', '"units": 128');
    await setUnits(document, 5);
    const mine = document.getText();
    await pause(50);
    await writeFile(uri.fsPath, theirs);
    await pause(SETTLING_MS);
    assert.equal(document.getText(), mine);
    assert.equal(document.isDirty, true);
    assert.equal(await document.save(), false);
    assert.equal(await textOnDisk(uri), theirs);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await untilText(document, theirs);
    assert.equal(document.isDirty, false);
  });

  it('that is reverted says what the disk says', async () => {
    const uri = await freshFile('reverted.nn.json');
    const document = await openCanvas(uri);
    const saved = document.getText();
    await setUnits(document, 5);
    await setUnits(document, 6);
    assert.equal(document.isDirty, true);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await untilText(document, saved);
    assert.equal(document.isDirty, false);
    assert.equal(await textOnDisk(uri), saved);
  });

  it('that is renamed with unsaved work keeps it under the new name, on the canvas', async () => {
    const uri = await freshFile('old-name.nn.json');
    const target = fileUri('new-name.nn.json');
    const document = await openCanvas(uri);
    const saved = document.getText();
    await setUnits(document, 5);
    const mine = document.getText();
    const change = new vscode.WorkspaceEdit();
    change.renameFile(uri, target);
    assert.equal(await vscode.workspace.applyEdit(change), true);
    await eventually('the canvas under the new name', () => tabsOf(target).canvases[0]);
    const renamed = await vscode.workspace.openTextDocument(target);
    await untilText(renamed, mine);
    assert.equal(renamed.isDirty, true);
    assert.equal(await textOnDisk(target), saved);
    assert.deepEqual(tabsOf(uri), { canvases: [], texts: [] });
    await setUnits(renamed, 6);
    assert.equal(await renamed.save(), true);
    assert.equal(await textOnDisk(target), saved.replace('"units": 32', '"units": 6'));
  });

  it('that is open on the canvas and as text is one document with one undo stack', async () => {
    const uri = await freshFile('both.nn.json');
    const document = await openCanvas(uri);
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.Two);
    assert.equal(editor.document, document);
    const original = document.getText();
    await setUnits(document, 5);
    const edited = document.getText();
    await editor.edit((builder) => {
      builder.insert(new vscode.Position(0, 1), ' ');
    });
    assert.notEqual(document.getText(), edited);
    const { canvases, texts } = tabsOf(uri);
    assert.deepEqual(
      [...canvases, ...texts].map(({ isDirty }) => isDirty),
      [true, true],
    );
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), edited);
    await vscode.commands.executeCommand('vscode.openWith', uri, CANVAS, vscode.ViewColumn.One);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), original);
    assert.equal(document.isDirty, false);
  });

  it('can be open on two canvases side by side', async () => {
    const uri = await freshFile('split.nn.json');
    const document = await openCanvas(uri);
    await vscode.commands.executeCommand('workbench.action.splitEditor');
    await eventually('two canvases', () => (tabsOf(uri).canvases.length === 2 ? true : undefined));
    await setUnits(document, 5);
    assert.deepEqual(
      tabsOf(uri).canvases.map(({ isDirty }) => isDirty),
      [true, true],
    );
    // Both are of the same version, so that only one of two gestures at once can have been meant for it.
    const request = {
      baseVersion: document.version,
      edit: { kind: 'setParameter', ids: ['hidden'], name: 'units', value: 6 },
    } as const;
    const outcomes = await Promise.all(
      [handlersOf(document), handlersOf(document)].map(async (handlers) => handlers.applyEdit(request)),
    );
    assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['applied', 'stale']);
    await vscode.commands.executeCommand('undo');
    assert.match(document.getText(), /"units": 5/);
  });

  it('that is torn is written to by no gesture', async () => {
    const uri = await freshFile('torn-gesture.nn.json');
    const torn = (await textOnDisk(uri)).replace('"edges": [', '"edges": ');
    await writeFile(uri.fsPath, torn);
    const document = await openCanvas(uri);
    await untilText(document, torn);
    const { version } = document;
    for (const edit of [
      { kind: 'setParameter', ids: ['hidden'], name: 'units', value: 6 },
      { kind: 'removeLayers', ids: ['hidden'] },
      { kind: 'setName', name: 'Torn' },
      { kind: 'moveLayers', positions: { hidden: { x: 1, y: 1 } } },
    ] as const) {
      await assert.rejects(
        async () => handlersOf(document).applyEdit({ baseVersion: version, edit }),
        /syntax errors/,
      );
    }
    assert.deepEqual([document.version, document.isDirty], [version, false]);
    assert.equal(await textOnDisk(uri), torn);
  });
});
