import assert from 'node:assert/strict';
import { applyTextEdits } from '../../../../src/core/file/textEdits';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import type { GraphEdit } from '../../../../src/core/graph/graphEdit';
import type { TextRange } from '../../../../src/core/diagnostics/diagnostic';
import { canvasHandlers, type EditableDocument } from '../../../../src/host/editor/canvasHandlers';

const TEXT = '{ "version": 1, "layers": { "a": { "type": "Dense", "units": 3 } }, "edges": [] }';
const SET_UNITS: GraphEdit = { kind: 'setParameter', ids: ['a'], name: 'units', value: 4 };

/** A document in memory that takes its time to write. */
function memoryDocument(text: string): EditableDocument & { writes: number; change: (text: string) => void } {
  let version = 1;
  const document = {
    writes: 0,
    version: () => version,
    text: () => text,
    fileName: 'a.nn.json',
    change: (changed: string) => {
      text = changed;
      version++;
    },
    apply: async (edits: Parameters<EditableDocument['apply']>[0]) => {
      await new Promise((resolve) => setTimeout(resolve, 2));
      document.writes++;
      document.change(applyTextEdits(text, edits));
      return true;
    },
  };
  return document;
}

const noActions = {
  openText: () => Promise.resolve(),
  runCommand: () => Promise.resolve(),
  noteReady: () => undefined,
  showSelection: () => undefined,
  noteFocus: () => undefined,
};

describe('canvasHandlers', () => {
  it('shows the document without writing to it', async () => {
    const document = memoryDocument(TEXT);
    const shown = await canvasHandlers(document, noActions).ready(null);
    assert.deepEqual(shown, { version: 1, text: TEXT, fileName: 'a.nn.json' });
    assert.equal(document.writes, 0);
  });

  it('writes a gesture as one change of the text', async () => {
    const document = memoryDocument(TEXT);
    const outcome = await canvasHandlers(document, noActions).applyEdit({ baseVersion: 1, edit: SET_UNITS });
    assert.deepEqual(outcome, { kind: 'applied', version: 2 });
    assert.equal(document.text(), TEXT.replace('"units": 3', '"units": 4'));
    assert.equal(document.writes, 1);
  });

  it('turns down an edit for a version that is gone', async () => {
    const document = memoryDocument(TEXT);
    const handlers = canvasHandlers(document, noActions);
    document.change(TEXT.replace('3', '5'));
    assert.deepEqual(await handlers.applyEdit({ baseVersion: 1, edit: SET_UNITS }), {
      kind: 'stale',
      version: 2,
    });
    assert.equal(document.writes, 0);
  });

  it('lets only the first of two edits for the same version through, however fast they come', async () => {
    const document = memoryDocument(TEXT);
    const handlers = canvasHandlers(document, noActions);
    const request = { baseVersion: 1, edit: SET_UNITS };
    const outcomes = await Promise.all([
      handlers.applyEdit(request),
      handlers.applyEdit({ ...request, edit: { ...SET_UNITS, value: 9 } }),
    ]);
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['applied', 'stale'],
    );
    assert.equal(document.writes, 1);
  });

  it('calls an edit stale that VS Code did not make', async () => {
    const document = { ...memoryDocument(TEXT), apply: () => Promise.resolve(false) };
    const outcome = await canvasHandlers(document, noActions).applyEdit({ baseVersion: 1, edit: SET_UNITS });
    assert.deepEqual(outcome, { kind: 'stale', version: 1 });
  });

  it('never writes to a file with syntax errors, and says why; the next edit is not held up by it', async () => {
    const document = memoryDocument(`${TEXT} oops`);
    const handlers = canvasHandlers(document, noActions);
    await assert.rejects(async () => handlers.applyEdit({ baseVersion: 1, edit: SET_UNITS }), /syntax/i);
    assert.equal(document.writes, 0);
    document.change(TEXT);
    assert.equal((await handlers.applyEdit({ baseVersion: 2, edit: SET_UNITS })).kind, 'applied');
  });

  it('writes nothing for an edit that changes nothing', async () => {
    const document = memoryDocument(TEXT);
    const edit: GraphEdit = { kind: 'sequence', edits: [] };
    const outcome = await canvasHandlers(document, noActions).applyEdit({ baseVersion: 1, edit });
    assert.deepEqual(outcome, { kind: 'applied', version: 1 });
    assert.equal(document.writes, 0);
  });

  it('writes a first network that trains into a blank file, behind its comments, as one change', async () => {
    for (const blank of ['', ' \n\t', '// A plan.', '/* A plan. */\n']) {
      const document = memoryDocument(blank);
      await canvasHandlers(document, noActions).startNetwork(null);
      assert.equal(document.writes, 1);
      assert.ok(document.text().startsWith(blank.trimEnd()));
      const { diagnostics, network, layers } = checkNnFile(document.text());
      assert.deepEqual(diagnostics, []);
      assert.deepEqual(network?.training.dataset, 'mnist');
      assert.deepEqual(layers.get('output'), {
        outputShape: [10],
        parameterCount: 7850,
        multiplyAdds: 7840,
      });
    }
  });

  it('writes no first network into a file that says something, or when VS Code did not make the change', async () => {
    for (const text of [TEXT, '{', '}', '/* open', 'oops']) {
      const document = memoryDocument(text);
      await assert.rejects(async () => canvasHandlers(document, noActions).startNetwork(null), /no longer/);
      assert.equal(document.writes, 0);
    }
    const document = { ...memoryDocument(''), apply: () => Promise.resolve(false) };
    await assert.rejects(
      async () => canvasHandlers(document, noActions).startNetwork(null),
      /not be written/,
    );
  });

  it('writes a first network once, however fast it is asked for', async () => {
    const document = memoryDocument('');
    const { startNetwork } = canvasHandlers(document, noActions);
    const outcomes = await Promise.allSettled([startNetwork(null), startNetwork(null)]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    );
    assert.equal(document.writes, 1);
  });

  it('mends a problem by a fix that it works out itself, as one change', async () => {
    const text = TEXT.replace('Dense', 'Dens');
    const document = memoryDocument(text);
    const { applyFix } = canvasHandlers(document, noActions);
    const request = {
      baseVersion: 1,
      code: 'unknown-layer-type',
      path: ['layers', 'a', 'type'],
      title: 'Change to "Dense"',
    } as const;
    for (const other of [
      { ...request, code: 'cycle' as const },
      { ...request, path: ['layers', 'b', 'type'] },
      { ...request, title: 'Change to "Flatten"' },
    ]) {
      await assert.rejects(async () => applyFix(other), /no longer has this problem/);
    }
    assert.deepEqual(await applyFix({ ...request, baseVersion: 0 }), { kind: 'stale', version: 1 });
    assert.equal(document.writes, 0);
    assert.deepEqual(await applyFix(request), { kind: 'applied', version: 2 });
    assert.equal(document.text(), TEXT);
    assert.equal(document.writes, 1);
    await assert.rejects(async () => applyFix({ ...request, baseVersion: 2 }), /no longer has this problem/);
  });

  it('passes on where to open the text', async () => {
    const opened: (TextRange | undefined)[] = [];
    const handlers = canvasHandlers(memoryDocument(TEXT), {
      ...noActions,
      openText: (range) => Promise.resolve(void opened.push(range)),
    });
    await handlers.openText({ range: { offset: 3, length: 4 } });
    await handlers.openText({});
    assert.deepEqual(opened, [{ offset: 3, length: 4 }, undefined]);
  });

  it('tells when the page is ready, and passes on what is asked of the run', async () => {
    const heard: string[] = [];
    const handlers = canvasHandlers(memoryDocument(TEXT), {
      ...noActions,
      noteReady: () => void heard.push('ready'),
      runCommand: (command) => {
        heard.push(command);
        return Promise.resolve();
      },
    });
    await handlers.ready(null);
    await handlers.runCommandRequested('pause');
    assert.deepEqual(heard, ['ready', 'pause']);
  });
});
