import assert from 'node:assert/strict';
import { applyTextEdits } from '../../../../src/core/file/textEdits';
import {
  canvasHandlers,
  shownDocument,
  type EditableDocument,
} from '../../../../src/host/editor/canvasHandlers';
import {
  editorHostValidators,
  type EditorCanvasMethods,
  type EditorHostMethods,
} from '../../../../src/protocol/editor';
import { createRpc, type Port } from '../../../../src/protocol/rpc';
import type { OpenFile } from '../../../../webview/editor/canvasState';
import { connectIntent, deleteIntent, parameterIntent } from '../../../../webview/editor/fromFlow';
import { connectToHost } from '../../../../webview/editor/hostConnection';
import { addLayerIntent } from '../../../../webview/editor/newLayer';
import { graphOf, MLP, wires } from './files';

/** Two ends of a line on which messages arrive later and as JSON, as between a webview and its host. */
function line(): [Port, Port] {
  const listeners: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []];
  const end = (own: 0 | 1, other: 0 | 1): Port => ({
    post: (message) => {
      const copy: unknown = JSON.parse(JSON.stringify(message));
      setTimeout(() => {
        for (const listener of listeners[other]) listener(copy);
      }, 1);
    },
    onMessage: (listener) => {
      listeners[own].push(listener);
      return () => undefined;
    },
  });
  return [end(0, 1), end(1, 0)];
}

/** A host with a document in memory, and the canvas's connection to it. */
function connected(text: string) {
  const [hostEnd, canvasEnd] = line();
  let version = 1;
  const history: string[] = [];
  const document: EditableDocument = {
    version: () => version,
    text: () => text,
    fileName: 'test.nn.json',
    apply: async (edits) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      change(applyTextEdits(text, edits));
      return true;
    },
  };
  let trained = 0;
  const actions = {
    openText: () => Promise.reject(new Error('no window')),
    train: () => {
      trained++;
      return Promise.resolve();
    },
    showSelection: () => undefined,
    noteFocus: () => undefined,
  };
  const fail = (error: Error): void => {
    throw error;
  };
  const rpc = createRpc<EditorHostMethods, EditorCanvasMethods>(
    hostEnd,
    canvasHandlers(document, actions),
    editorHostValidators,
    {},
    fail,
  );
  const change = (changed: string): void => {
    history.push(text);
    text = changed;
    version++;
    rpc.notify('documentChanged', shownDocument(document));
  };
  const connection = connectToHost(canvasEnd, fail);
  return { connection, change, history, text: () => text, trained: () => trained };
}

describe('connectToHost', () => {
  it('shows the document at once and at each change, checked', async () => {
    const { connection, change } = connected(MLP);
    const files: OpenFile[] = [];
    await new Promise<void>((resolve) => {
      connection.onFile((file) => {
        files.push(file);
        if (files.length === 1) change(MLP.replace('"units": 128', '"units": -1'));
        else resolve();
      });
    });
    assert.deepEqual(
      files.map(({ document, checked }) => [document.version, checked.diagnostics.length]),
      [
        [1, 0],
        [2, 1],
      ],
    );
  });

  it('loses none of many fast gestures while the text changes by another hand', async () => {
    const { connection, change, text, history } = connected(MLP);
    const gestures = [
      connection.edit(addLayerIntent('Dropout', { kind: 'behind', layers: ['hidden'] }, new Map())),
      connection.edit(parameterIntent(['hidden'], 'units', 64)),
      connection.edit(deleteIntent([], [{ from: 'input', to: 'flatten', occurrence: 0 }])),
      connection.edit(addLayerIntent('Dense', { kind: 'behind', layers: ['dropout'] }, new Map())),
      connection.edit(connectIntent('input', 'flatten')),
      connection.edit(deleteIntent(['dropout'], [])),
    ];
    await gestures[0];
    change(text().replace('"name": "Test"', '"name": "Changed by hand"'));
    await Promise.all(gestures);

    const graph = graphOf(text());
    assert.equal(graph.name, 'Changed by hand');
    assert.deepEqual(graph.nodes.get('hidden')?.parameters, { units: 64, activation: 'relu' });
    assert.deepEqual([...graph.nodes.keys()].sort(), ['dense', 'flatten', 'hidden', 'input', 'output']);
    assert.deepEqual(wires(graph).sort(), [
      ['dense', 'output'],
      ['flatten', 'hidden'],
      ['input', 'flatten'],
    ]);
    assert.match(text(), /\/\/ Comments survive\./);
    assert.equal(history.length, 7, 'one change of the text a gesture, and the one by hand');
  });

  it('hears why the host refused', async () => {
    const { connection, text } = connected(`${MLP} oops`);
    await assert.rejects(connection.edit(parameterIntent(['hidden'], 'units', 64)), /syntax/i);
    await assert.rejects(connection.openText(undefined), /no window/);
    assert.equal(text(), `${MLP} oops`);
  });

  it('has a first network written into an empty file, and into no other', async () => {
    const empty = connected('');
    await empty.connection.startNetwork();
    assert.deepEqual([...graphOf(empty.text()).nodes.keys()], ['input', 'flatten', 'output']);
    const full = connected(MLP);
    await assert.rejects(full.connection.startNetwork(), /no longer empty/);
  });

  it('has a problem mended by its fix, and says so when the file has moved on', async () => {
    const { connection, text } = connected(MLP.replace('"relu"', '"rleu"'));
    const file = await new Promise<OpenFile>((resolve) => connection.onFile(resolve));
    const [problem] = file.checked.diagnostics;
    assert.ok(problem);
    await connection.fix(file, problem, 'Change to "relu"');
    assert.equal(text(), MLP);
    await assert.rejects(connection.fix(file, problem, 'Change to "relu"'), /just changed/);
    assert.equal(text(), MLP);
  });

  it('asks the host to train', async () => {
    const { connection, trained } = connected(MLP);
    await connection.train();
    assert.equal(trained(), 1);
  });
});
