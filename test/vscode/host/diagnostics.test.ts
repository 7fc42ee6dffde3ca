/** What is wrong with a file stands in the Problems panel, and goes when it is mended. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CANVAS, closeEditors, eventually, fileUri, layerwire, textOnDisk } from './workspace';

const errorsOf = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages
    .getDiagnostics(uri)
    .filter(({ source, severity }) => source === 'Layerwire' && severity === vscode.DiagnosticSeverity.Error);

describe('diagnostics', () => {
  before(layerwire);
  afterEach(closeEditors);

  it('appear for a broken file opened on the canvas, and vanish when it is mended', async () => {
    const uri = fileUri('broken.nn.json');
    await vscode.commands.executeCommand('vscode.openWith', uri, CANVAS);
    const found = await eventually('an error', () => errorsOf(uri)[0]);
    const document = await vscode.workspace.openTextDocument(uri);
    const wrong = document.getText().indexOf('-10');
    assert.match(found.message, /-10/);
    assert.ok(found.code !== undefined);
    assert.ok(found.range.contains(document.positionAt(wrong)), 'the error stands at the wrong number');

    const change = new vscode.WorkspaceEdit();
    change.replace(uri, new vscode.Range(document.positionAt(wrong), document.positionAt(wrong + 3)), '10');
    await vscode.workspace.applyEdit(change);
    await eventually('no error', () => (errorsOf(uri).length === 0 ? true : undefined));
    await document.save();
  });

  it('bring a remedy that mends the text as one edit', async () => {
    const uri = fileUri('misspelt.nn.json');
    const right = (await textOnDisk(fileUri('small.nn.json'))).replaceAll('\r', '');
    const wrong = right.replace('"activation": "relu"', '"activation": "rellu"');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(wrong));
    const document = await vscode.workspace.openTextDocument(uri);
    const { range } = await eventually('an error', () => errorsOf(uri)[0]);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      range,
    );
    const preferred = actions.filter(({ isPreferred }) => isPreferred === true);
    assert.equal(preferred.length, 1, actions.map(({ title }) => title).join(', '));
    const edit = preferred[0]?.edit;
    assert.ok(edit !== undefined);
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), right);
    await eventually('no error', () => (errorsOf(uri).length === 0 ? true : undefined));
    await document.save();
  });

  it('are not there for the examples', async () => {
    for (const name of ['mnist-mlp.nn.json', 'mnist-cnn.nn.json', 'lecture-mlp.nn.json']) {
      const uri = fileUri(name);
      await vscode.workspace.openTextDocument(uri);
      const torn = fileUri(`${name}.nn.json`);
      await vscode.workspace.fs.writeFile(torn, new TextEncoder().encode('{'));
      await vscode.workspace.openTextDocument(torn);
      // The second file's error shows that the first has been looked at.
      await eventually('the torn file', () => errorsOf(torn)[0]);
      assert.deepEqual(errorsOf(uri), []);
    }
  });
});
