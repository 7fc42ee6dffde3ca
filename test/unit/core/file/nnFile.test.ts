import assert from 'node:assert/strict';
import { parseNnFile } from '../../../../src/core/file/nnFile';
import type { NnFile } from '../../../../src/core/file/nnFile';

const text = `\uFEFF{ // a comment
  "version": 1,
  "name": "Test",
  "layers": {
    "in": { "type": "Input", "shape": [28, 28] },
    "odd": { "units": 3, "typo": { "deep": [1, null] } },
  },
  "edges": [["in", "odd"], "odd", ["odd", "nowhere"],],
  "layout": { "in": [0.5, -3], "odd": [1] },
  "training": { "epochs": 3 }
}`;

function marked(file: NnFile, path: (string | number)[], atKey?: boolean): string {
  const { offset, length } = file.locate(path, atKey);
  return file.text.slice(offset, offset + length);
}

describe('a network file', () => {
  it('is read with comments, trailing commas and a byte order mark', () => {
    const { graph, wellFormed } = parseNnFile(text);
    assert.equal(wellFormed, true);
    assert.deepEqual(graph, {
      name: 'Test',
      nodes: new Map([
        ['in', { id: 'in', type: 'Input', parameters: { shape: [28, 28] } }],
        ['odd', { id: 'odd', type: undefined, parameters: { units: 3, typo: { deep: [1, null] } } }],
      ]),
      edges: [
        { from: 'in', to: 'odd', index: 0 },
        { from: 'odd', to: 'nowhere', index: 2 },
      ],
      layout: new Map([['in', { x: 0.5, y: -3 }]]),
      training: { epochs: 3 },
    });
  });

  it('keeps what can be read of broken text', () => {
    const { graph, wellFormed, findings } = parseNnFile(text.slice(0, text.indexOf('"layout"')));
    assert.equal(wellFormed, false);
    assert.deepEqual([...graph.nodes.keys()], ['in', 'odd']);
    assert.equal(graph.edges.length, 2);
    assert.equal(findings[0]?.code, 'syntax');
  });

  it('counts the last of repeated keys', () => {
    const { graph } = parseNnFile('{"layers":{"a":{"type":"Flatten"},"a":{"type":"Add"}}}');
    assert.equal(graph.nodes.get('a')?.type, 'Add');
  });

  it('knows where everything stands', () => {
    const file = parseNnFile(text);
    assert.equal(marked(file, ['name']), '"Test"');
    assert.equal(marked(file, ['name'], true), '"name"');
    assert.equal(marked(file, ['layers', 'in', 'shape', 1]), '28');
    assert.equal(marked(file, ['layers', 'in', 'shape'], true), '"shape"');
    assert.equal(marked(file, ['edges', 2]), '["odd", "nowhere"]');
    assert.equal(marked(file, ['edges', 0, 1]), '"odd"');
  });

  it('gives the nearest ancestor of what is not there', () => {
    const file = parseNnFile(text);
    assert.equal(marked(file, []), '{');
    assert.equal(marked(file, ['gone', 'deeper']), '{');
    assert.equal(marked(file, ['layers', 'in', 'units']), '"in"');
    assert.equal(marked(file, ['edges', 7]), '"edges"');
    assert.deepEqual(parseNnFile('').locate(['layers']), { offset: 0, length: 0 });
  });
});
