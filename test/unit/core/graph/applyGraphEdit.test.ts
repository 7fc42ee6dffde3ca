import assert from 'node:assert/strict';
import { applyGraphEdit } from '../../../../src/core/graph/applyGraphEdit';
import type { Graph } from '../../../../src/core/graph/graph';
import { GraphEditError } from '../../../../src/core/graph/graphEdit';

/** a → b → c, with an unreadable entry between the edges. */
const graph: Graph = {
  name: undefined,
  nodes: new Map(
    ['a', 'b', 'c'].map((id) => [id, { id, type: 'Dense', parameters: { units: 3, useBias: true } }]),
  ),
  edges: [
    { from: 'a', to: 'b', index: 0 },
    { from: 'b', to: 'c', index: 2 },
  ],
  layout: new Map([['a', { x: 0, y: 0 }]]),
  training: undefined,
};

describe('an edit of the graph', () => {
  it('adds a layer at a whole pixel', () => {
    const edited = applyGraphEdit(graph, {
      kind: 'addLayers',
      layers: [
        {
          id: 'd',
          type: 'Dropout',
          parameters: { rate: 0.5 },
          position: { x: 1.6, y: -2.2 },
        },
      ],
    });
    assert.deepEqual(edited.nodes.get('d'), { id: 'd', type: 'Dropout', parameters: { rate: 0.5 } });
    assert.deepEqual(edited.layout.get('d'), { x: 2, y: -2 });
    assert.equal(graph.nodes.has('d'), false, 'the graph that was given stays as it is');
  });

  it('removes a layer with its edges and its position, and the others move up', () => {
    const edited = applyGraphEdit(graph, { kind: 'removeLayers', ids: ['a'] });
    assert.deepEqual([...edited.nodes.keys()], ['b', 'c']);
    assert.deepEqual(edited.edges, [{ from: 'b', to: 'c', index: 1 }]);
    assert.deepEqual([...edited.layout.keys()], []);
    assert.equal(graph.edges.length, 2);
  });

  it('adds an edge behind the last that can be read', () => {
    const edited = applyGraphEdit(graph, { kind: 'addEdges', edges: [{ from: 'a', to: 'c' }] });
    assert.deepEqual(edited.edges.at(-1), { from: 'a', to: 'c', index: 3 });
  });

  it('removes edges by their places in the file', () => {
    assert.deepEqual(applyGraphEdit(graph, { kind: 'removeEdges', indices: [2] }).edges, [
      { from: 'a', to: 'b', index: 0 },
    ]);
    assert.throws(
      () => applyGraphEdit(graph, { kind: 'removeEdges', indices: [1] }),
      new GraphEditError('There is no edge number 1 any more.'),
    );
  });

  it('moves layers, those without a position too', () => {
    const positions = { b: { x: 5, y: 6 } };
    assert.deepEqual(
      applyGraphEdit(graph, { kind: 'moveLayers', positions }).layout,
      new Map([
        ['a', { x: 0, y: 0 }],
        ['b', { x: 5, y: 6 }],
      ]),
    );
  });

  it('sets and removes a parameter', () => {
    const set = applyGraphEdit(graph, { kind: 'setParameter', ids: ['a'], name: 'units', value: 7 });
    assert.deepEqual(set.nodes.get('a')?.parameters, { units: 7, useBias: true });
    const removed = applyGraphEdit(set, {
      kind: 'setParameter',
      ids: ['a'],
      name: 'units',
      value: undefined,
    });
    assert.deepEqual(removed.nodes.get('a')?.parameters, { useBias: true });
  });

  it('renames a layer in its place, in its edges and in the layout', () => {
    const edited = applyGraphEdit(graph, { kind: 'renameLayer', from: 'a', to: 'first' });
    assert.deepEqual([...edited.nodes.keys()], ['first', 'b', 'c']);
    assert.equal(edited.nodes.get('first')?.id, 'first');
    assert.deepEqual(edited.edges[0], { from: 'first', to: 'b', index: 0 });
    assert.deepEqual([...edited.layout], [['first', { x: 0, y: 0 }]]);
    assert.deepEqual(applyGraphEdit(graph, { kind: 'renameLayer', from: 'b', to: 'b' }), graph);
  });

  it('refuses a new name that is blank or taken, and a layer that is not there', () => {
    const refused: [string, string, string][] = [
      ['a', 'b', 'There is a layer "b" already; choose another name.'],
      ['a', ' ', 'A layer needs a name; call "a" something.'],
      ['x', 'y', 'There is no layer "x" any more.'],
    ];
    for (const [from, to, message] of refused) {
      assert.throws(
        () => applyGraphEdit(graph, { kind: 'renameLayer', from, to }),
        new GraphEditError(message),
      );
    }
  });

  it('does a sequence one after the other, or none of it', () => {
    const edited = applyGraphEdit(graph, {
      kind: 'sequence',
      edits: [
        { kind: 'removeEdges', indices: [0] },
        { kind: 'removeEdges', indices: [1] },
      ],
    });
    assert.deepEqual(edited.edges, []);
    assert.throws(
      () =>
        applyGraphEdit(graph, {
          kind: 'sequence',
          edits: [
            { kind: 'removeLayers', ids: ['a'] },
            { kind: 'addEdges', edges: [{ from: 'a', to: 'c' }] },
          ],
        }),
      new GraphEditError('There is no layer "a" any more.'),
    );
  });
});
