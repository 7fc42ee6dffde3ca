import assert from 'node:assert/strict';
import { applyTextEdits, textEditsFor } from '../../../../../src/core/file/textEdits';
import type { LayerId } from '../../../../../src/core/graph/graph';
import type { LayerType } from '../../../../../src/core/layers/layerConfig';
import { LAYER_TYPES } from '../../../../../src/core/layers/layerRegistry';
import { checkNnFile } from '../../../../../src/core/network/checkNnFile';
import { COLUMN } from '../../../../../webview/editor/drawing/autoLayout';
import {
  addedLayers,
  addLayerIntent,
  newLayerId,
  type NewLayerPlace,
} from '../../../../../webview/editor/gestures/newLayer';
import { drawnPositions, toFlow } from '../../../../../webview/editor/drawing/toFlow';
import { graphOf, MLP, MLP_WITHOUT_LAYOUT, wires } from '../files';

/** The text after a layer was added on the canvas that shows it. */
function add(text: string, type: LayerType, ...behind: readonly LayerId[]): string {
  return addAt(text, type, { kind: 'behind', layers: behind });
}

function addAt(text: string, type: LayerType, place: NewLayerPlace): string {
  const checked = checkNnFile(text);
  const drawn = drawnPositions(toFlow(checked).nodes);
  const edit = addLayerIntent(type, place, drawn)(checked.file.graph);
  assert.ok(edit);
  return applyTextEdits(text, textEditsFor(text, edit));
}

describe('addLayerIntent', () => {
  it('takes over the wire of the layer it is added behind, and what follows makes room', () => {
    const graph = graphOf(add(MLP, 'Dropout', 'hidden'));
    assert.deepEqual(wires(graph), [
      ['input', 'flatten'],
      ['flatten', 'hidden'],
      ['hidden', 'dropout'],
      ['dropout', 'output'],
    ]);
    assert.deepEqual(graph.layout.get('dropout'), { x: 0, y: 390 });
    assert.deepEqual(graph.layout.get('output'), { x: 0, y: 520 });
    assert.deepEqual(graph.layout.get('hidden'), { x: 0, y: 260 });
  });

  it('leaves a network that can still be trained', () => {
    assert.deepEqual(checkNnFile(add(MLP, 'Dropout', 'hidden')).diagnostics, []);
    assert.deepEqual(checkNnFile(add(MLP, 'BatchNormalization', 'hidden')).diagnostics, []);
    assert.deepEqual(checkNnFile(add(MLP, 'Dense', 'flatten')).diagnostics, []);
  });

  it('gives every type a value for every parameter that it needs', () => {
    for (const type of LAYER_TYPES) {
      const problems = checkNnFile(add(MLP, type, 'input')).diagnostics.map(({ code }) => code);
      assert.ok(!problems.includes('missing-parameter'), type);
      assert.ok(!problems.includes('bad-parameter'), type);
    }
  });

  it('starts a branch where the layer leads to several', () => {
    const branching = MLP.replace('["hidden", "output"]]', '["hidden", "output"], ["flatten", "output"]]');
    assert.deepEqual(wires(graphOf(add(branching, 'Dense', 'flatten'))).at(-1), ['flatten', 'dense']);
    assert.equal(graphOf(add(branching, 'Dense', 'flatten')).edges.length, 5);
    assert.deepEqual(graphOf(add(branching, 'Dense', 'flatten')).layout.get('dense'), { x: COLUMN, y: 260 });
  });

  it('takes over a wire into a merge without changing the order of its inputs', () => {
    const merging = MLP.replace('["hidden", "output"]]', '["hidden", "output"], ["flatten", "output"]]');
    assert.deepEqual(wires(graphOf(add(merging, 'Dropout', 'hidden'))), [
      ['input', 'flatten'],
      ['flatten', 'hidden'],
      ['dropout', 'output'],
      ['flatten', 'output'],
      ['hidden', 'dropout'],
    ]);
  });

  it('wires all selected layers into a layer that merges, and only the lowest into any other', () => {
    const added = wires(graphOf(add(MLP, 'Add', 'flatten', 'output')));
    assert.deepEqual(added.slice(3), [
      ['flatten', 'add'],
      ['output', 'add'],
    ]);
    assert.deepEqual(wires(graphOf(add(MLP, 'Dense', 'flatten', 'output'))).slice(3), [['output', 'dense']]);
  });

  it('goes in between the ends of the wire that it is dropped on, and what follows makes room', () => {
    const wire = { from: 'flatten', to: 'hidden', occurrence: 0 };
    const text = addAt(MLP, 'Dropout', { kind: 'onWire', wire, point: { x: 20, y: 200 } });
    const graph = graphOf(text);
    assert.deepEqual(wires(graph).sort(), [
      ['dropout', 'hidden'],
      ['flatten', 'dropout'],
      ['hidden', 'output'],
      ['input', 'flatten'],
    ]);
    assert.deepEqual(graph.layout.get('dropout'), { x: 0, y: 260 });
    assert.deepEqual(graph.layout.get('hidden'), { x: 0, y: 390 });
    assert.deepEqual(graph.layout.get('output'), { x: 0, y: 520 });
    assert.deepEqual(checkNnFile(text).diagnostics, []);
  });

  it('stands alone where it is dropped on nothing, or on a wire that has gone', () => {
    const alone = graphOf(addAt(MLP, 'Dense', { kind: 'at', point: { x: 400.4, y: -20 } }));
    assert.deepEqual(alone.layout.get('dense'), { x: 400, y: -20 });
    assert.deepEqual(wires(alone), wires(graphOf(MLP)));
    const wire = { from: 'input', to: 'output', occurrence: 0 };
    const gone = graphOf(addAt(MLP, 'Dense', { kind: 'onWire', wire, point: { x: 400, y: 0 } }));
    assert.deepEqual(wires(gone), wires(graphOf(MLP)));
  });

  it('stands alone below the rest when nothing is selected, and an Input always does', () => {
    const alone = graphOf(add(MLP, 'Dense'));
    assert.deepEqual(wires(alone), wires(graphOf(MLP)));
    assert.deepEqual(alone.layout.get('dense'), { x: 0, y: 520 });
    assert.equal(graphOf(add(MLP, 'Input', 'hidden')).edges.length, 3);
    assert.deepEqual(graphOf(add('{ "version": 1, "layers": {} }', 'Input')).layout.get('input'), {
      x: 0,
      y: 0,
    });
  });

  it('never puts a card on another', () => {
    let text = MLP;
    for (let count = 0; count < 8; count++) text = add(text, 'Dense', 'output');
    const places = [...graphOf(text).layout.values()].map(({ x, y }) => `${String(x)},${String(y)}`);
    assert.equal(new Set(places).size, 12);
  });

  it('keeps the drawing of a file without places as it was, and says so in the file', () => {
    const before = toFlow(checkNnFile(MLP_WITHOUT_LAYOUT)).nodes;
    const text = add(MLP_WITHOUT_LAYOUT, 'Dense', 'output');
    const places = toFlow(checkNnFile(text)).nodes;
    for (const { id, position } of before) {
      assert.deepEqual(places.find((node) => node.id === id)?.position, position);
    }
    assert.equal(graphOf(text).layout.size, 5);
  });
});

describe('newLayerId', () => {
  it('takes the first free number', () => {
    assert.equal(newLayerId(graphOf(MLP), 'Conv2D'), 'conv');
    assert.equal(newLayerId(graphOf(MLP), 'Flatten'), 'flatten2');
    assert.equal(newLayerId(graphOf(add(MLP, 'Flatten')), 'Flatten'), 'flatten3');
  });
});

describe('addedLayers', () => {
  it('finds the new layers inside a gesture', () => {
    const add2 = addLayerIntent('Dropout', { kind: 'behind', layers: ['hidden'] }, new Map())(graphOf(MLP));
    assert.ok(add2);
    assert.deepEqual(addedLayers(add2), ['dropout']);
    assert.deepEqual(addedLayers({ kind: 'removeLayers', ids: ['a'] }), []);
  });
});
