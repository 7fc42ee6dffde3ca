import assert from 'node:assert/strict';
import { applyTextEdits } from '../../../../../src/core/file/textEdits';
import {
  canvasHandlers,
  shownDocument,
  type EditableDocument,
} from '../../../../../src/host/editor/canvasHandlers';
import { inspectionHandlers } from '../../../../../src/host/inspection/inspectionHandlers';
import type { RunCommand } from '../../../../../src/core/training/runCommands';
import {
  editorHostValidators,
  type CanvasTraining,
  type EditorCanvasMethods,
  type EditorHostMethods,
} from '../../../../../src/protocol/editor';
import { createRpc, type Port } from '../../../../../src/protocol/rpc';
import type { OpenFile } from '../../../../../webview/editor/drawing/canvasState';
import {
  connectIntent,
  deleteIntent,
  parameterIntent,
} from '../../../../../webview/editor/gestures/fromFlow';
import { connectToHost, type HostConnection } from '../../../../../webview/editor/host/hostConnection';
import { addLayerIntent } from '../../../../../webview/editor/gestures/newLayer';
import { FILE } from '../../../host/inspection/keptRun';
import { inspectionOf, NOTHING } from '../../../host/inspection/seenNetwork';
import { graphOf, MLP, wires } from '../files';

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

const PAUSED: CanvasTraining = {
  phase: 'paused',
  commands: ['resume', 'stop'],
  isThisFile: true,
  health: { hidden: { saturated: 0.9, dead: null, gradientNorm: 0.1, updateRatio: 0.001 } },
  healthStep: 12,
  networkChanged: false,
};

/** A host with a document in memory, which refuses to write if so asked, and the canvas's connection to it. */
function connected(text: string, { refuses = false } = {}) {
  const [hostEnd, canvasEnd] = line();
  let version = 1;
  const history: string[] = [];
  const document: EditableDocument = {
    version: () => version,
    text: () => text,
    fileName: 'test.nn.json',
    apply: async (edits) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (refuses) return false;
      change(applyTextEdits(text, edits));
      return true;
    },
  };
  const commands: RunCommand[] = [];
  const opened: string[] = [];
  const actions = {
    openText: () => Promise.reject(new Error('no window')),
    runCommand: (command: RunCommand) => {
      commands.push(command);
      return Promise.resolve();
    },
    noteReady: () => {
      rpc.notify('trainingShown', PAUSED);
    },
    showSelection: () => undefined,
    noteFocus: () => undefined,
  };
  const fail = (error: Error): void => {
    throw error;
  };
  const rpc = createRpc<EditorHostMethods, EditorCanvasMethods>(
    hostEnd,
    {
      ...canvasHandlers(document, actions),
      ...inspectionHandlers(inspectionOf(undefined), FILE, {
        openWeights: (layer) => {
          opened.push(layer);
        },
      }),
    },
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
  return { connection, change, history, text: () => text, commands, opened };
}

/** All files that are shown from now on, the first one already there. */
async function shownFiles(connection: HostConnection): Promise<OpenFile[]> {
  const files: OpenFile[] = [];
  await new Promise<void>((resolve) => {
    connection.onFile((file) => {
      files.push(file);
      resolve();
    });
  });
  return files;
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

  it('shows a gesture before the host has written it, and does not check the same text twice', async () => {
    const { connection, text } = connected(MLP);
    const files = await shownFiles(connection);
    const written = connection.edit(parameterIntent(['hidden'], 'units', 64));
    await Promise.resolve();
    await Promise.resolve();
    assert.equal(text(), MLP, 'not written yet');
    assert.deepEqual(files.at(-1)?.checked.file.graph.nodes.get('hidden')?.parameters, {
      units: 64,
      activation: 'relu',
    });
    await written;
    assert.deepEqual(
      files.map(({ document }) => [document.version, document.text]),
      [
        [1, MLP],
        [1, text()],
        [2, text()],
      ],
    );
    assert.equal(files[2]?.checked, files[1]?.checked);
  });

  it('shows the text as it is again when the host does not write a gesture', async () => {
    const { connection, text } = connected(MLP, { refuses: true });
    const files = await shownFiles(connection);
    await assert.rejects(connection.edit(parameterIntent(['hidden'], 'units', 64)), /could not be written/);
    assert.notEqual(files[1]?.document.text, MLP, 'it was foreseen');
    assert.equal(files.at(-1)?.document.text, MLP);
    assert.equal(text(), MLP);
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

  it('passes on what is asked of the run', async () => {
    const { connection, commands } = connected(MLP);
    await connection.runCommand('train');
    await connection.runCommand('stop');
    assert.deepEqual(commands, ['train', 'stop']);
  });

  it('passes on what is asked of the inside, and hears why there is nothing', async () => {
    const { connection, opened } = connected(MLP);
    const { inside } = connection;
    const ofLayer = { layer: 'hidden', quantity: 'weights' } as const;
    const probe = { kind: 'example', set: 'test', index: 3 } as const;
    const replies = await Promise.all([
      inside.readLayer(ofLayer),
      inside.readValues(ofLayer),
      inside.readUnit({ ...ofLayer, unit: 0, probe }),
      inside.readUnits(),
      inside.readProbe({ probe, target: null }),
      inside.readAttribution({ probe, method: 'saliency', about: null }),
    ]);
    assert.deepEqual(
      replies,
      replies.map(() => NOTHING),
    );
    const found = await inside.findExample({ set: 'test', from: 0, which: 'next' });
    assert.equal(found.kind === 'unavailable' ? found.command : found.kind, 'train');
    await inside.openWeights('hidden');
    assert.deepEqual(opened, ['hidden']);
  });

  it('tells of the run at once and at each change, until nobody listens', async () => {
    const { connection } = connected(MLP);
    const told: unknown[] = [];
    const stop = connection.onTraining((training) => told.push(training));
    await shownFiles(connection);
    assert.deepEqual(told, [null, PAUSED]);
    const late: unknown[] = [];
    connection.onTraining((training) => late.push(training));
    assert.deepEqual(late, [PAUSED]);
    stop();
    assert.equal(told.length, 2);
  });
});
