/** The text editor's own features for a network file, asked of VS Code as its user interface asks them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, fileUri, layerwire, pause } from './workspace';

const TEXT = `{
  "version": 1,
  "name": "In the text",
  "layers": {
    "input": { "type": "Input", "shape": [4] },
    "output": { "type": "Dense", "units": 2 } // "output"
  },
  "edges": [["input", "output"]],
  "training": {}
}
`;

describe('the text of a network', () => {
  let document: vscode.TextDocument;
  const at = (part: string): vscode.Position => document.positionAt(TEXT.indexOf(part) + 1);

  before(async () => {
    await layerwire();
    const uri = fileUri('text.nn.json');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(TEXT));
    await vscode.commands.executeCommand('vscode.openWith', uri, 'default');
    document = await vscode.workspace.openTextDocument(uri);
  });
  after(async () => {
    await document.save();
    await closeEditors();
  });

  it('has an outline with shapes', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const network = symbols.find(({ name }) => name === 'In the text');
    const names = network?.children.map(({ name, detail }) => `${name} ${detail}`.trim());
    assert.deepEqual(names, ['input Input [4]', 'output Dense [2]', 'edges 1', 'training']);
  });

  it('offers to train and to open the canvas', async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const commands = lenses.map(({ range, command }) => [range.start.line, command?.command]);
    assert.deepEqual(
      commands.filter(([, command]) => String(command).startsWith('layerwire.')),
      [
        [0, 'layerwire.train'],
        [0, 'layerwire.openCanvas'],
        [8, 'layerwire.train'],
      ],
    );
  });

  it('leads from an edge to its layer', async () => {
    const links = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      at('"output"]]'),
    );
    const lines = links.map((link) => ('range' in link ? link.range : link.targetRange).start.line);
    assert.deepEqual(lines, [5]);
  });

  it('completes the parameters of a layer by its type', async () => {
    // The JSON extension starts by itself, and takes its time.
    const deadline = Date.now() + 20_000;
    let labels: unknown[] = [];
    while (!labels.includes('kernelInitializer') && Date.now() < deadline) {
      await pause(200);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at(' } // "output"'),
      );
      labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    }
    assert.ok(labels.includes('kernelInitializer'), `found ${labels.join(', ')}`);
    assert.ok(!labels.includes('filters'));
  }).timeout(30_000);

  it('renames a layer everywhere, and refuses a name in use', async () => {
    const rename = (name: string): Thenable<vscode.WorkspaceEdit> =>
      vscode.commands.executeCommand(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        at('"output"]]'),
        name,
      );
    await assert.rejects(async () => rename('input'), /There is a layer "input" already/);
    await vscode.workspace.applyEdit(await rename('last'));
    const expected = TEXT.replace('"output": {', '"last": {').replace('"output"]', '"last"]');
    assert.equal(document.getText(), expected);
  });
});
