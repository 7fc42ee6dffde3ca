import assert from 'node:assert/strict';
import {
  editorCanvasValidators,
  editorHostReplyValidators,
  editorHostValidators,
} from '../../../../src/protocol/editor';

const { applyEdit, applyFix, openText, ready } = editorHostValidators;
const request = (edit: unknown): unknown => ({ baseVersion: 3, edit });

describe('editorHostValidators', () => {
  it('let every kind of edit through unchanged, whatever a layer is called', () => {
    const edits = [
      {
        kind: 'addLayers',
        layers: [
          {
            id: 'constructor',
            type: 'Conv2D',
            parameters: { kernelSize: [3, 3], activation: 'relu', useBias: false },
            position: { x: -1, y: 2.5 },
          },
        ],
      },
      { kind: 'removeLayers', ids: ['a', ''] },
      { kind: 'addEdges', edges: [{ from: 'a', to: 'b' }] },
      { kind: 'reconnectEdge', index: 1, from: 'a', to: 'b' },
      { kind: 'setTraining', path: ['optimizer', 'learningRate'], value: 0.5 },
      { kind: 'setName', name: 'A network' },
      { kind: 'removeEdges', indices: [0, 2] },
      { kind: 'moveLayers', positions: { constructor: { x: 1, y: 2 }, prototype: { x: 3, y: 4 } } },
      { kind: 'setParameter', ids: ['a'], name: 'units', value: null },
      { kind: 'renameLayer', from: 'a', to: 'constructor' },
    ];
    for (const edit of [...edits, { kind: 'sequence', edits: [...edits, { kind: 'sequence', edits: [] }] }]) {
      assert.deepEqual(applyEdit(request(edit)), { baseVersion: 3, edit });
    }
  });

  it('read a value that was lost on the way as "back to the default"', () => {
    assert.deepEqual(applyEdit(request({ kind: 'setParameter', ids: ['a'], name: 'units' })).edit, {
      kind: 'setParameter',
      ids: ['a'],
      name: 'units',
      value: undefined,
    });
  });

  it('turn down everything else', () => {
    const bad: unknown[] = [
      undefined,
      null,
      {},
      { kind: 'explode' },
      { kind: 'addEdges', edges: [{ from: 'a' }] },
      { kind: 'reconnectEdge', index: 0, from: 'a' },
      { kind: 'setTraining', path: 'epochs', value: 1 },
      { kind: 'setName', name: 5 },
      { kind: 'renameLayer', from: 'a', to: 5 },
      { kind: 'addEdges', edges: [{ from: 'a', to: 'b', extra: 1 }] },
      { kind: 'removeEdges', indices: [-1] },
      { kind: 'removeEdges', indices: [0.5] },
      { kind: 'moveLayers', positions: { a: { x: 1 } } },
      { kind: 'moveLayers', positions: { a: { x: Infinity, y: 0 } } },
      { kind: 'moveLayers', positions: { constructor: 'here' } },
      { kind: 'setParameter', ids: ['a'], name: 'units', value: () => 1 },
      { kind: 'setParameter', ids: ['a'], name: 'units', value: Number.NaN },
      { kind: 'addLayers', layers: [{ id: 'a', type: 'Dense', parameters: [1], position: { x: 0, y: 0 } }] },
      {
        kind: 'addLayers',
        layers: [
          {
            ids: ['a'],
            type: 'Dense',
            parameters: { units: undefined },
            position: { x: 0, y: 0 },
          },
        ],
      },
      { kind: 'sequence', edits: [{ kind: 'explode' }] },
      { kind: 'setParameter', ids: ['a'], name: 'units', value: nested(40) },
    ];
    for (const edit of bad) assert.throws(() => applyEdit(request(edit)), JSON.stringify(edit));
    assert.throws(() => applyEdit({ baseVersion: '3', edit: { kind: 'sequence', edits: [] } }));
    assert.throws(() => openText({ range: { offset: -1, length: 0 } }));
    assert.throws(() => ready('now'));
  });

  it('take the name of a fix, and no edits with it', () => {
    const fix = { baseVersion: 3, code: 'bad-parameter', path: ['edges', 0], title: 'Mend it' };
    assert.deepEqual(applyFix({ ...fix, edits: [{ offset: 0, length: 1, content: 'x' }] }), fix);
    for (const wrong of [
      { code: 'oops' },
      { path: 'edges' },
      { path: [-1] },
      { title: 1 },
      { baseVersion: '3' },
    ]) {
      assert.throws(() => applyFix({ ...fix, ...wrong }), JSON.stringify(wrong));
    }
  });

  it('take the commands of a run, and no others', () => {
    assert.equal(editorHostValidators.runCommandRequested('resume'), 'resume');
    assert.throws(() => editorHostValidators.runCommandRequested('workbench.action.quit'));
    assert.throws(() => editorHostValidators.runCommandRequested(null));
  });

  it('take a place in the text or none', () => {
    assert.deepEqual(openText({}), {});
    assert.deepEqual(openText({ range: { offset: 1, length: 2 } }), { range: { offset: 1, length: 2 } });
  });
});

describe('editorCanvasValidators', () => {
  it('take a whole document only', () => {
    const document = { version: 1, text: '', fileName: 'a.nn.json' };
    assert.deepEqual(editorCanvasValidators.documentChanged(document), document);
    assert.throws(() => editorCanvasValidators.documentChanged({ version: 1, text: 7, fileName: 'a' }));
  });
});

describe('trainingShown', () => {
  const { trainingShown } = editorCanvasValidators;
  const health = { saturated: 0.5, dead: null, gradientNorm: 1, updateRatio: null };
  const training = {
    phase: 'running',
    commands: ['train', 'pause', 'stop'],
    isThisFile: true,
    health: { constructor: health, '': health },
    healthStep: 7,
    networkChanged: false,
  };

  it('lets a run through, whatever its layers are called, and none', () => {
    assert.deepEqual(trainingShown(training), training);
    assert.ok(Object.hasOwn(trainingShown(training)?.health ?? {}, 'constructor'));
    assert.deepEqual(trainingShown({ ...training, health: null, healthStep: null }), {
      ...training,
      health: null,
      healthStep: null,
    });
    assert.equal(trainingShown(null), null);
  });

  it('turns down everything else', () => {
    for (const wrong of [
      { phase: 'sleeping' },
      { commands: ['explode'] },
      { commands: 'stop' },
      { isThisFile: 1 },
      { health: [] },
      { health: { a: 1 } },
      { health: { a: { ...health, dead: 'many' } } },
      { health: { constructor: { ...health, dead: undefined } } },
      { healthStep: -1 },
      { networkChanged: null },
    ]) {
      assert.throws(() => trainingShown({ ...training, ...wrong }), JSON.stringify(wrong));
    }
    assert.throws(() => trainingShown(undefined));
  });
});

describe('editorHostReplyValidators', () => {
  it('take a whole document and the outcome of an edit, nothing else', () => {
    const { applyEdit: readOutcome, ready: readDocument } = editorHostReplyValidators;
    const document = { version: 1, text: '', fileName: 'a.nn.json' };
    assert.deepEqual(readDocument(document), document);
    assert.throws(() => readDocument(null));
    assert.deepEqual(readOutcome({ kind: 'stale', version: 2 }), { kind: 'stale', version: 2 });
    assert.throws(() => readOutcome({ kind: 'lost', version: 2 }));
    assert.throws(() => readOutcome({ kind: 'applied' }));
  });
});

/** A list in a list in a list, so many deep. */
function nested(depth: number): unknown {
  return depth === 0 ? [] : [nested(depth - 1)];
}
