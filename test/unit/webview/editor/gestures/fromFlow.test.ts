import assert from 'node:assert/strict';
import { applyGraphEdit } from '../../../../../src/core/graph/applyGraphEdit';
import type { Graph } from '../../../../../src/core/graph/graph';
import {
  connectIntent,
  deleteIntent,
  moveIntent,
  parameterIntent,
  reconnectIntent,
  renameIntent,
  type EditIntent,
} from '../../../../../webview/editor/gestures/fromFlow';
import { graphOf, MLP, MLP_WITHOUT_LAYOUT, wires } from '../files';

function after(graph: Graph, intent: EditIntent): Graph {
  const edit = intent(graph);
  assert.ok(edit, 'the gesture means nothing');
  return applyGraphEdit(graph, edit);
}

describe('moveIntent', () => {
  const graph = graphOf(MLP);

  it('writes whole pixels for the layers that moved, and nothing else', () => {
    const edit = moveIntent(new Map([['hidden', { x: 10.4, y: 259.6 }]]), new Map())(graph);
    assert.deepEqual(edit, { kind: 'moveLayers', positions: { hidden: { x: 10, y: 260 } } });
  });

  it('means nothing when a layer is put back, or is gone', () => {
    assert.equal(moveIntent(new Map([['hidden', { x: 0.2, y: 260 }]]), new Map())(graph), undefined);
    assert.equal(moveIntent(new Map([['ghost', { x: 5, y: 5 }]]), new Map())(graph), undefined);
  });

  it('pins the layers without a place where they were drawn, so that they stay', () => {
    const drawn = new Map([
      ['input', { x: 1, y: 2 }],
      ['hidden', { x: 3, y: 4 }],
    ]);
    const edit = moveIntent(new Map([['hidden', { x: 7, y: 8 }]]), drawn)(graphOf(MLP_WITHOUT_LAYOUT));
    assert.deepEqual(edit, {
      kind: 'moveLayers',
      positions: { input: { x: 1, y: 2 }, hidden: { x: 7, y: 8 } },
    });
  });
});

describe('connectIntent', () => {
  const graph = graphOf(MLP);

  it('adds to the wires of a layer that merges', () => {
    const merging = graphOf(
      MLP.replace('"type": "Dense", "units": 10, "activation": "softmax"', '"type": "Add"'),
    );
    assert.deepEqual(connectIntent('flatten', 'output')(merging), {
      kind: 'addEdges',
      edges: [{ from: 'flatten', to: 'output' }],
    });
  });

  it('means nothing where the wire can no longer be there', () => {
    for (const [from, to] of [
      ['hidden', 'hidden'],
      ['hidden', 'output'],
      ['output', 'flatten'],
      ['flatten', 'output'],
      ['hidden', 'input'],
      ['hidden', 'ghost'],
    ] as const) {
      assert.equal(connectIntent(from, to)(graph), undefined, `${from} → ${to}`);
    }
  });
});

describe('reconnectIntent', () => {
  const wire = (from: string, to: string) => ({ from, to, occurrence: 0 });

  it('leads a wire elsewhere and keeps its place', () => {
    const edit = reconnectIntent(wire('flatten', 'hidden'), 'input', 'hidden')(graphOf(MLP));
    assert.deepEqual(edit, { kind: 'reconnectEdge', index: 1, from: 'input', to: 'hidden' });
  });

  it('may turn a wire round, since it is no longer there to make a cycle', () => {
    const graph = graphOf(MLP.replace('["flatten", "hidden"], ', ''));
    const edited = after(graph, reconnectIntent(wire('hidden', 'output'), 'output', 'hidden'));
    assert.deepEqual(wires(edited).at(-1), ['output', 'hidden']);
  });

  it('means nothing where it is put back, gone, or cannot be there', () => {
    const graph = graphOf(MLP);
    assert.equal(reconnectIntent(wire('flatten', 'hidden'), 'flatten', 'hidden')(graph), undefined);
    assert.equal(reconnectIntent(wire('input', 'output'), 'input', 'hidden')(graph), undefined);
    assert.equal(reconnectIntent(wire('flatten', 'hidden'), 'output', 'hidden')(graph), undefined);
    assert.equal(reconnectIntent(wire('flatten', 'hidden'), 'flatten', 'output')(graph), undefined);
  });
});

describe('renameIntent', () => {
  it('renames a layer that is there, to another name', () => {
    const graph = graphOf(MLP);
    assert.deepEqual(renameIntent('hidden', 'h')(graph), { kind: 'renameLayer', from: 'hidden', to: 'h' });
    assert.equal(renameIntent('hidden', 'hidden')(graph), undefined);
    assert.equal(renameIntent('ghost', 'h')(graph), undefined);
  });
});

describe('deleteIntent', () => {
  const graph = graphOf(MLP);

  it('removes layers together with wires that are not theirs', () => {
    const edit = deleteIntent(
      ['output'],
      [
        { from: 'input', to: 'flatten', occurrence: 0 },
        { from: 'hidden', to: 'output', occurrence: 0 },
      ],
    );
    assert.deepEqual(edit(graph), {
      kind: 'sequence',
      edits: [
        { kind: 'removeEdges', indices: [0] },
        { kind: 'removeLayers', ids: ['output'] },
      ],
    });
    const edited = after(graph, edit);
    assert.deepEqual([...edited.nodes.keys()], ['input', 'flatten', 'hidden']);
    assert.deepEqual(wires(edited), [['flatten', 'hidden']]);
    assert.equal(edited.layout.has('output'), false);
  });

  it('finds a wire by its ends after its place in the file has shifted', () => {
    const second = deleteIntent([], [{ from: 'hidden', to: 'output', occurrence: 0 }]);
    const shifted = after(graph, deleteIntent([], [{ from: 'input', to: 'flatten', occurrence: 0 }]));
    assert.deepEqual(wires(after(shifted, second)), [['flatten', 'hidden']]);
  });

  it('removes the wire that was meant among several with the same ends', () => {
    const doubled = graphOf(
      MLP.replace('["hidden", "output"]]', '["input", "flatten"], ["hidden", "output"]]'),
    );
    assert.deepEqual(deleteIntent([], [{ from: 'input', to: 'flatten', occurrence: 1 }])(doubled), {
      kind: 'removeEdges',
      indices: [2],
    });
  });

  it('means nothing when all of it is gone already', () => {
    const gone = deleteIntent(['ghost'], [{ from: 'input', to: 'output', occurrence: 0 }]);
    assert.equal(gone(graph), undefined);
  });
});

describe('parameterIntent', () => {
  const graph = graphOf(MLP);

  it('sets a value, and removes it for the default', () => {
    assert.deepEqual(parameterIntent(['hidden'], 'units', 64)(graph), {
      kind: 'setParameter',
      ids: ['hidden'],
      name: 'units',
      value: 64,
    });
    const reset = after(graph, parameterIntent(['hidden'], 'activation', undefined));
    assert.deepEqual(reset.nodes.get('hidden')?.parameters, { units: 128 });
  });

  it('means nothing when the file says so already', () => {
    assert.equal(parameterIntent(['hidden'], 'units', 128)(graph), undefined);
    assert.equal(parameterIntent(['input'], 'shape', [28, 28, 1])(graph), undefined);
    assert.equal(parameterIntent(['flatten'], 'units', undefined)(graph), undefined);
    assert.equal(parameterIntent(['ghost'], 'units', 3)(graph), undefined);
  });
});
