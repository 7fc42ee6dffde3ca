/**
 * A thousand random gestures through the canvas's handlers and VS Code's own undo: after each the text says what the graph
 * says, and undone to the end the file is what it was, byte for byte, one undo a gesture.
 *
 * A failure prints the seed and all gestures up to it.
 */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { parseNnFile } from '../../../src/core/file/nnFile';
import { applyGraphEdit } from '../../../src/core/graph/applyGraphEdit';
import type { Graph } from '../../../src/core/graph/graph';
import type { GraphEdit } from '../../../src/core/graph/graphEdit';
import { Random } from '../../../src/core/random';
import { handlersOf, openCanvas } from './networkDocument';
import { randomGesture } from './randomGesture';
import { closeEditors, fileUri, layerwire, textOnDisk } from './workspace';

const SEED = 1;
const GESTURES = 1000;

/** Comments, trailing commas and Windows line ends, which no gesture may touch. */
function decorated(text: string): string {
  return text
    .replace('{', '{ // the network')
    .replace('"hidden":', '/* the only hidden one */ "hidden":')
    .replace('"units": 10, "activation": "softmax" }', '"units": 10, "activation": "softmax", }, // trailing')
    .replaceAll('\n', '\r\n');
}

/** What a graph says, whatever the order of the positions. */
function said(graph: Graph): unknown {
  return { ...graph, nodes: [...graph.nodes] };
}

describe('a thousand gestures', () => {
  before(layerwire);
  afterEach(closeEditors);

  it('keep the text in step with the graph, and undo takes each back', async function () {
    this.timeout(300_000);
    const uri = fileUri('gestures.nn.json');
    const original = decorated(await textOnDisk(fileUri('edited.nn.json')));
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(original));
    const document = await openCanvas(uri);
    assert.equal(document.getText(), original);
    const handlers = handlersOf(document);
    const random = new Random(SEED, 'gestures');
    const trace: GraphEdit[] = [];
    /** The text after each gesture, from none to all. */
    const texts = [original];
    try {
      while (trace.length < GESTURES) {
        const before = texts.at(-1) ?? '';
        const { graph } = parseNnFile(before);
        const edit = randomGesture(graph, random);
        if (edit === undefined) continue;
        const expected = applyGraphEdit(graph, edit);
        trace.push(edit);
        const outcome = await handlers.applyEdit({ baseVersion: document.version, edit });
        assert.deepEqual(outcome, { kind: 'applied', version: document.version });
        const file = parseNnFile(document.getText());
        assert.ok(file.wellFormed, 'the text parses');
        assert.deepEqual(said(file.graph), said(expected));
        if (document.getText() === before) trace.pop();
        else texts.push(document.getText());
      }
      for (const text of texts.slice(0, -1).reverse()) {
        await vscode.commands.executeCommand('undo');
        assert.equal(document.getText(), text, 'one undo takes back one gesture');
      }
    } catch (error) {
      // An extension host's console is seen by nobody; the message is.
      const reason = error instanceof Error ? error.message : String(error);
      assert.fail(`Seed ${SEED}, after ${trace.length} gestures: ${reason}\n${JSON.stringify(trace)}`);
    }
    assert.equal(document.isDirty, false);
    assert.equal(await document.save(), true);
    assert.equal(await textOnDisk(uri), original);
    const kinds = new Set(trace.map(({ kind }) => kind));
    assert.equal(kinds.size, 11, `of every kind: ${[...kinds].join(', ')}`);
  });
});
