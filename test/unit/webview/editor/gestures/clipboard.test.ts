import assert from 'node:assert/strict';
import { applyGraphEdit } from '../../../../../src/core/graph/applyGraphEdit';
import type { Graph } from '../../../../../src/core/graph/graph';
import { checkNnFile } from '../../../../../src/core/network/checkNnFile';
import { copyText, pasteIntent, readPasted } from '../../../../../webview/editor/gestures/clipboard';
import { drawnPositions, toFlow } from '../../../../../webview/editor/drawing/toFlow';
import { graphOf, MLP, MLP_WITHOUT_LAYOUT, wires } from '../files';

function copied(text: string, ...ids: readonly string[]): string {
  return copyText(graphOf(text), ids, drawnPositions(toFlow(checkNnFile(text)).nodes));
}

function pasted(into: string, clipboard: string, at = { x: 500, y: 100 }): Graph {
  const read = readPasted(clipboard);
  assert.ok(read.ok);
  const graph = graphOf(into);
  const edit = pasteIntent(read.graph, at, drawnPositions(toFlow(checkNnFile(into)).nodes))(graph);
  assert.ok(edit);
  return applyGraphEdit(graph, edit);
}

describe('layers on the clipboard', () => {
  it('are a network file of their own, with the wires between them', () => {
    const text = copied(MLP, 'output', 'hidden');
    const { file, diagnostics } = checkNnFile(text);
    assert.equal(file.wellFormed, true);
    assert.deepEqual(wires(file.graph), [['hidden', 'output']]);
    assert.deepEqual(file.graph.nodes.get('hidden'), graphOf(MLP).nodes.get('hidden'));
    assert.deepEqual(file.graph.layout.get('output'), { x: 0, y: 390 });
    assert.deepEqual([...new Set(diagnostics.map(({ code }) => code))].sort(), ['missing-input', 'no-input']);
  });

  it('are nothing without a selection', () => {
    assert.equal(copied(MLP), '');
    assert.equal(copied(MLP, 'ghost'), '');
  });

  it('come back under free names, wired as they were, around the place where they are put', () => {
    const graph = pasted(MLP, copied(MLP, 'hidden', 'output'));
    assert.deepEqual(wires(graph).at(-1), ['hidden2', 'output2']);
    assert.deepEqual(graph.nodes.get('hidden2')?.parameters, { units: 128, activation: 'relu' });
    assert.deepEqual(graph.layout.get('hidden2'), { x: 500, y: 35 });
    assert.deepEqual(graph.layout.get('output2'), { x: 500, y: 165 });
    const again = pasted(MLP, copied(MLP, 'hidden').replaceAll('hidden', 'hidden9'));
    assert.ok(again.nodes.has('hidden9'), 'a name that is free is kept');
  });

  it('pin the layers that the file gives no place, so that these stay', () => {
    const graph = pasted(MLP_WITHOUT_LAYOUT, copied(MLP, 'hidden'));
    assert.deepEqual([...graph.layout.keys()].sort(), ['flatten', 'hidden', 'hidden2', 'input', 'output']);
  });

  it('may be a whole file, odd names and wires to nowhere included', () => {
    const odd = `{ "layers": { "__proto__": { "type": "Flatten" }, "b": { "type": "Flatten" } },
      "edges": [["__proto__", "b"], ["__proto__", "b"], ["b", "ghost"], 5] }`;
    const graph = pasted(MLP, odd);
    assert.deepEqual(graph.nodes.get('__proto__')?.type, 'Flatten');
    assert.deepEqual(wires(graph).slice(3), [['__proto__', 'b']]);
  });

  it('are refused with the reason where there are none', () => {
    for (const text of ['', 'hello', '{}', '[1, 2]', '{ "layers": { "a": 5 } }', '{ "layers": {']) {
      const read = readPasted(text);
      assert.equal(read.ok, false, text);
      assert.match(read.reason, /holds no layers; copy some/);
    }
    const layers = Array.from({ length: 5001 }, (_, i) => [`l${String(i)}`, { type: 'Flatten' }]);
    const many = readPasted(JSON.stringify({ layers: Object.fromEntries(layers) as unknown }));
    assert.equal(many.ok, false);
    assert.match(many.reason, /5001 layers/);
  });
});
