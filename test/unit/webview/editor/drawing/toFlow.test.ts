import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../../src/core/network/checkNnFile';
import { CARD, COLUMN, freePosition } from '../../../../../webview/editor/drawing/autoLayout';
import { toFlow, type LayerNode } from '../../../../../webview/editor/drawing/toFlow';
import { spokenProblems } from '../../../../../webview/editor/wording';
import { MLP, MLP_WITHOUT_LAYOUT } from '../files';

function flowOf(text: string): { nodes: readonly LayerNode[]; byId: (id: string) => LayerNode } {
  const { nodes } = toFlow(checkNnFile(text));
  return {
    nodes,
    byId: (id) => {
      const node = nodes.find(({ data }) => data.layerId === id);
      assert.ok(node, `no card for ${id}`);
      return node;
    },
  };
}

function overlaps(a: LayerNode, b: LayerNode): boolean {
  return (
    Math.abs(a.position.x - b.position.x) < CARD.width && Math.abs(a.position.y - b.position.y) < CARD.height
  );
}

function assertNoOverlap(nodes: readonly LayerNode[]): void {
  nodes.forEach((a, i) => {
    nodes.slice(i + 1).forEach((b) => {
      assert.ok(!overlaps(a, b), `${a.data.layerId} covers ${b.data.layerId}`);
    });
  });
}

describe('freePosition', () => {
  it('goes right until a card covers no other', () => {
    const wanted = { x: 0, y: 0 };
    assert.deepEqual(freePosition([], wanted), wanted);
    assert.deepEqual(freePosition([{ x: 0, y: CARD.height }], wanted), wanted);
    assert.deepEqual(freePosition([{ x: 10, y: 20 }], wanted), { x: 10 + COLUMN, y: 0 });
    const row = [
      { x: 2 * COLUMN, y: 0 },
      { x: 0, y: 0 },
      { x: COLUMN, y: 0 },
    ];
    assert.deepEqual(freePosition(row, wanted), { x: 3 * COLUMN, y: 0 });
  });
});

describe('toFlow', () => {
  it('draws few of many wires between the same layers, since they lie on each other', () => {
    const many = Array.from({ length: 500 }, () => ['a', 'b']);
    const layers = { a: { type: 'Dense', units: 1 }, b: { type: 'Dense', units: 1 } };
    const { edges } = toFlow(checkNnFile(JSON.stringify({ version: 1, layers, edges: many })));
    assert.deepEqual(
      edges.map(({ data }) => data?.occurrence),
      [0, 1],
    );
  });

  it('shows type, parameters, shape and count of every layer at the place that the file gives it', () => {
    const { byId } = flowOf(MLP);
    const hidden = byId('hidden');
    assert.deepEqual(hidden.position, { x: 0, y: 260 });
    assert.equal(hidden.data.type, 'Dense');
    assert.equal(hidden.data.detail, '128 units · relu');
    assert.equal(hidden.data.outputShape, '128');
    assert.equal(hidden.data.parameterCount, '100,480');
    assert.equal(byId('flatten').data.detail, 'from 28 × 28 × 1');
    assert.equal(byId('flatten').data.parameterCount, undefined);
    assert.equal(byId('input').data.outputShape, '28 × 28 × 1');
  });

  it('tells input and output from the rest', () => {
    const { byId } = flowOf(MLP);
    assert.equal(byId('input').data.role, 'input');
    assert.equal(byId('hidden').data.role, 'inner');
    assert.equal(byId('output').data.role, 'output');
  });

  it('names no output where several layers lead nowhere', () => {
    const { nodes } = flowOf(MLP.replace(', ["hidden", "output"]', ''));
    assert.ok(nodes.every(({ data }) => data.role !== 'output'));
  });

  it('puts problems on the layer at fault and says them', () => {
    const { byId } = flowOf(MLP.replace('"units": 128', '"units": -1'));
    assert.deepEqual(
      byId('hidden').data.problems.map(({ code }) => code),
      ['bad-parameter'],
    );
    assert.match(spokenProblems(byId('hidden').data.problems), /^1 problem: .*units/);
    assert.equal(byId('hidden').data.outputShape, undefined);
    assert.deepEqual(byId('input').data.problems, []);
    const two = flowOf(MLP.replace('"units": 128', '"units": -1, "speed": 3')).byId('hidden');
    assert.deepEqual(
      two.data.problems.map(({ code }) => code),
      ['bad-parameter', 'unknown-parameter'],
    );
  });

  it('draws wires between layers that exist, and marks those with a problem', () => {
    const text = MLP.replace(
      '["hidden", "output"]]',
      '["hidden", "output"], ["hidden", "output"], ["hidden", "ghost"]]',
    );
    const { edges } = toFlow(checkNnFile(text));
    assert.deepEqual(
      edges.map(({ data }) => [data?.from, data?.to, data?.index]),
      [
        ['input', 'flatten', 0],
        ['flatten', 'hidden', 1],
        ['hidden', 'output', 2],
        ['hidden', 'output', 3],
      ],
    );
    assert.equal(new Set(edges.map(({ id }) => id)).size, 4);
    assert.equal(edges[2]?.className, 'wire');
    assert.equal(edges[3]?.className, 'wire wire-wrong');
  });

  it('gives ids of any characters names that differ and are safe in a selector', () => {
    const ids = ['a', 'a"]', 'a b', '', '__proto__', 'a_b', 'a_20_b', 'a-b', 'é', '\u{1F600}'];
    const layers = ids.map((id) => `${JSON.stringify(id)}: { "type": "Flatten" }`).join(',');
    const { nodes } = flowOf(`{ "version": 1, "layers": { ${layers} }, "edges": [] }`);
    assert.equal(nodes.length, ids.length);
    assert.equal(new Set(nodes.map(({ id }) => id)).size, ids.length);
    for (const { id } of nodes) assert.match(id, /^[\w-]+$/);
  });

  it('lays out a file without places from top to bottom', () => {
    const { nodes, byId } = flowOf(MLP_WITHOUT_LAYOUT);
    const rows = ['input', 'flatten', 'hidden', 'output'].map((id) => byId(id).position.y);
    assert.deepEqual(
      rows,
      [...rows].sort((a, b) => a - b),
    );
    assert.equal(new Set(rows).size, 4);
    assertNoOverlap(nodes);
  });

  it('places the layers that have no place around those that have one', () => {
    const text = MLP.replace('"hidden": [0, 260], ', '').replace('"input": [0, 0]', '"input": [500, 1000]');
    const { nodes, byId } = flowOf(text);
    assert.deepEqual(byId('input').position, { x: 500, y: 1000 });
    assert.deepEqual(byId('output').position, { x: 0, y: 390 });
    assert.ok(byId('hidden').position.y > byId('flatten').position.y);
    assertNoOverlap(nodes);
  });

  it('places a layer without a place below the one that feeds it, wherever that stands', () => {
    const text = MLP.replace('"hidden": [0, 260], ', '').replace('[0, 130]', '[700, 2000]');
    assert.deepEqual(flowOf(text).byId('hidden').position, { x: 700, y: 2130 });
  });

  it('survives cycles, loops, absurd places and a thousand layers', () => {
    const cyclic = `{ "layers": { "a": { "type": "Add" }, "b": {} }, "edges": [["a", "b"], ["b", "a"], ["a", "a"]] }`;
    assertNoOverlap(flowOf(cyclic).nodes);
    assert.ok(flowOf(MLP.replace('[0, 260]', '[1e300, -1e300]')).byId('hidden').position.x <= 1e6);
    const ids = Array.from({ length: 1000 }, (_, index) => `l${String(index)}`);
    const layers = ids.map((id) => `"${id}": { "type": "Flatten" }`).join(',');
    const edges = ids
      .slice(1)
      .map((id, index) => `["l${String(index)}", "${id}"]`)
      .join(',');
    assertNoOverlap(flowOf(`{ "layers": { ${layers} }, "edges": [${edges}] }`).nodes.slice(0, 50));
  });
});

describe('the lanes of a drawing', () => {
  const skipping = MLP.replace('["hidden", "output"]]', '["hidden", "output"], ["flatten", "output"]]');

  it('are those of a fresh drawing after every kind of change, whatever was drawn before', () => {
    const before = toFlow(checkNnFile(skipping));
    for (const text of [
      skipping.replace('"units": 128', '"units": 64'),
      skipping.replace('[0, 260]', '[400, 260]'),
      skipping.replace('["flatten", "output"]', '["input", "output"]'),
      skipping.replace(', ["flatten", "output"]', ''),
      skipping.replace('"hidden": {', '"extra": { "type": "Flatten" }, "hidden": {'),
    ]) {
      const checked = checkNnFile(text);
      assert.deepEqual(toFlow(checked, before), toFlow(checked), text);
    }
  });
});
