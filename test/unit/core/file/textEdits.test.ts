import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { applyTextEdits, textEditsFor } from '../../../../src/core/file/textEdits';
import type { GraphEdit } from '../../../../src/core/graph/graphEdit';
import { GraphEditError } from '../../../../src/core/graph/graphEdit';

function edited(text: string, edit: GraphEdit): string {
  return applyTextEdits(text, textEditsFor(text, edit));
}

/** A file of which one part is shown in full. */
function around(part: string): string {
  return `{\n  "version": 1,\n${part}\n}\n`;
}

interface Example {
  readonly name: string;
  readonly before: string;
  readonly edit: GraphEdit;
  readonly after: string;
}

const dense = (id: string): GraphEdit => ({
  kind: 'addLayers',
  layers: [
    {
      id,
      type: 'Dense',
      parameters: { units: 10, activation: 'relu' },
      position: { x: 1.4, y: -0.2 },
    },
  ],
});
const remove = (...ids: string[]): GraphEdit => ({ kind: 'removeLayers', ids });
const unwire = (...indices: number[]): GraphEdit => ({ kind: 'removeEdges', indices });
const wire = (from: string, to: string): GraphEdit => ({ kind: 'addEdges', edges: [{ from, to }] });
const set = (id: string, name: string, value: unknown): GraphEdit => ({
  kind: 'setParameter',
  ids: [id],
  name,
  value,
});

const LAYERS =
  '  "layers": { "a": { "type": "Flatten" }, "b": { "type": "Flatten" }, "c": { "type": "Flatten" } },';

const examples: Example[] = [
  {
    name: 'adds a layer on a line of its own, and its position in the row',
    before: around(
      '  "layers": {\n    "a": { "type": "Flatten" }\n  },\n  "edges": [],\n  "layout": { "a": [0, 0] }',
    ),
    edit: dense('b'),
    after: around(
      '  "layers": {\n    "a": { "type": "Flatten" },\n    "b": { "type": "Dense", "units": 10, "activation": "relu" }\n  },\n  "edges": [],\n  "layout": { "a": [0, 0], "b": [1, 0] }',
    ),
  },
  {
    name: 'creates layers and layout in their places',
    before: '{\n\t"version": 1, // of the format\n\t"edges": []\n}\n',
    edit: dense('b'),
    after:
      '{\n\t"version": 1, // of the format\n\t"layers": {\n\t\t"b": { "type": "Dense", "units": 10, "activation": "relu" }\n\t},\n\t"edges": [],\n\t"layout": { "b": [1, 0] }\n}\n',
  },
  {
    name: 'stays on the line of a file of one line',
    before: '{"version":1}',
    edit: dense('b'),
    after:
      '{"version":1, "layers": { "b": { "type": "Dense", "units": 10, "activation": "relu" } }, "layout": { "b": [1, 0] }}',
  },
  {
    name: 'keeps the comment behind the last layer with it',
    before: around(
      '  "layers": {\n    "a": { "type": "Flatten" } // first\n    // end\n  },\n  "layout": {}',
    ),
    edit: dense('b'),
    after: around(
      '  "layers": {\n    "a": { "type": "Flatten" }, // first\n    "b": { "type": "Dense", "units": 10, "activation": "relu" }\n    // end\n  },\n  "layout": { "b": [1, 0] }',
    ),
  },
  {
    name: 'keeps a trailing comma',
    before: around('  "layers": {\n    "a": { "type": "Flatten" }, // first\n  },\n  "layout": {},'),
    edit: dense('b'),
    after: around(
      '  "layers": {\n    "a": { "type": "Flatten" }, // first\n    "b": { "type": "Dense", "units": 10, "activation": "relu" },\n  },\n  "layout": { "b": [1, 0] },',
    ),
  },
  {
    name: 'fills an object that holds only comments',
    before: around('  "layers": {\n    // none yet\n  },\n  "layout": { /* none */ }'),
    edit: dense('b'),
    after: around(
      '  "layers": {\n    // none yet\n    "b": { "type": "Dense", "units": 10, "activation": "relu" }\n  },\n  "layout": { /* none */ \n    "b": [1, 0]\n  }',
    ),
  },
  {
    name: 'goes on behind the comment of a file of one line',
    before: '{"layers":{/* none */}}',
    edit: dense('b'),
    after:
      '{"layers":{/* none */\n  "b": { "type": "Dense", "units": 10, "activation": "relu" }\n}, "layout": { "b": [1, 0] }}',
  },
  {
    name: 'keeps the line ends of the file',
    before: '{\r\n  "version": 1,\r\n  "layers": {\r\n    "a": { "type": "Flatten" }\r\n  }\r\n}\r\n',
    edit: dense('b'),
    after:
      '{\r\n  "version": 1,\r\n  "layers": {\r\n    "a": { "type": "Flatten" },\r\n    "b": { "type": "Dense", "units": 10, "activation": "relu" }\r\n  },\r\n  "layout": { "b": [1, 0] }\r\n}\r\n',
  },
  {
    name: 'removes a layer with its line, its edges and its position',
    before: around(
      '  "layers": {\n    "a": { "type": "Flatten" }, // first\n    "b": { "type": "Flatten" }, // second\n    // about c\n    "c": { "type": "Flatten" }\n  },\n  "edges": [["a", "b"], ["b", "c"], ["a", "c"]],\n  "layout": { "a": [0, 0], "b": [0, 1], "c": [0, 2] }',
    ),
    edit: remove('b'),
    after: around(
      '  "layers": {\n    "a": { "type": "Flatten" }, // first\n    // about c\n    "c": { "type": "Flatten" }\n  },\n  "edges": [["a", "c"]],\n  "layout": { "a": [0, 0], "c": [0, 2] }',
    ),
  },
  {
    name: 'removes the last layer with the comma before it',
    before: around(
      '  "layers": {\n    "a": { "type": "Flatten" }, // first\n    "b": { "type": "Flatten" }\n    // end\n  },\n  "layout": { "b": [0, 1] }',
    ),
    edit: remove('b'),
    after: around('  "layers": {\n    "a": { "type": "Flatten" } // first\n    // end\n  },\n  "layout": {}'),
  },
  {
    name: 'removes the last edge behind a comment that must not swallow the bracket',
    before: around(`${LAYERS}\n  "edges": [["a", "b"], // first\n            ["b", "c"]]`),
    edit: unwire(1),
    after: around(`${LAYERS}\n  "edges": [["a", "b"] // first\n            ]`),
  },
  {
    name: 'closes the list behind the edge that is left',
    before: around(`${LAYERS}\n  "edges": [["a", "b"],\n            ["b", "c"]]`),
    edit: unwire(1),
    after: around(`${LAYERS}\n  "edges": [["a", "b"]]`),
  },
  {
    name: 'removes the first of a list that goes on in the next line',
    before: around(`${LAYERS}\n  "edges": [["a", "b"],\n            ["b", "c"]]`),
    edit: unwire(0),
    after: around(`${LAYERS}\n  "edges": [\n            ["b", "c"]]`),
  },
  {
    name: 'removes all edges and leaves an empty list',
    before: around(`${LAYERS}\n  "edges": [\n    ["a", "b"],\n    ["b", "c"],\n  ]`),
    edit: unwire(1, 0),
    after: around(`${LAYERS}\n  "edges": []`),
  },
  {
    name: 'removes all edges but not the comment before them',
    before: around(`${LAYERS}\n  "edges": [\n    // the chain\n    ["a", "b"],\n    ["b", "c"]\n  ]`),
    edit: unwire(0, 1),
    after: around(`${LAYERS}\n  "edges": [\n    // the chain\n  ]`),
  },
  {
    name: 'removes where commas lead the lines',
    before: around(`${LAYERS}\n  "edges": [\n    ["a", "b"]\n  , ["b", "c"]\n  ]`),
    edit: unwire(1),
    after: around(`${LAYERS}\n  "edges": [\n    ["a", "b"]\n  ]`),
  },
  {
    name: 'puts a new edge behind the last',
    before: around(`${LAYERS}\n  "edges": [\n    ["a", "b"]\n  ]`),
    edit: wire('b', 'c'),
    after: around(`${LAYERS}\n  "edges": [\n    ["a", "b"],\n    ["b", "c"]\n  ]`),
  },
  {
    name: 'puts a new edge before what cannot be read',
    before: around(`${LAYERS}\n  "edges": [["a", "b"], ["b"]]`),
    edit: wire('b', 'c'),
    after: around(`${LAYERS}\n  "edges": [["a", "b"], ["b", "c"], ["b"]]`),
  },
  {
    name: 'puts the first edge before what cannot be read',
    before: around(`${LAYERS}\n  "edges": [["b"]]`),
    edit: wire('b', 'c'),
    after: around(`${LAYERS}\n  "edges": [["b", "c"], ["b"]]`),
  },
  {
    name: 'goes on in a new line where the row is full',
    before: around(
      `${LAYERS}\n  "edges": [["a", "a"], ["a", "b"], ["a", "c"], ["b", "a"], ["b", "b"], ["b", "c"], ["c", "a"], ["c", "b"]]`,
    ),
    edit: wire('c', 'c'),
    after: around(
      `${LAYERS}\n  "edges": [["a", "a"], ["a", "b"], ["a", "c"], ["b", "a"], ["b", "b"], ["b", "c"], ["c", "a"], ["c", "b"],\n    ["c", "c"]]`,
    ),
  },
  {
    name: 'replaces a position',
    before: around(`${LAYERS}\n  "layout": { "a": [0, 0], "b": [ 5, 7 ] // here\n  }`),
    edit: { kind: 'moveLayers', positions: { b: { x: 9.5, y: 7 }, a: { x: 0.2, y: 0 } } },
    after: around(`${LAYERS}\n  "layout": { "a": [0, 0], "b": [ 10, 7 ] // here\n  }`),
  },
  {
    name: 'replaces a value',
    before: around('  "layers": { "a": { "type": "Dense", "units": /* many */ 30 } }'),
    edit: set('a', 'units', 31),
    after: around('  "layers": { "a": { "type": "Dense", "units": /* many */ 31 } }'),
  },
  {
    name: 'appends a parameter',
    before: around('  "layers": { "a": { "type": "Dense", "units": 30 } }'),
    edit: set('a', 'kernelSize', [3, 3]),
    after: around('  "layers": { "a": { "type": "Dense", "units": 30, "kernelSize": [3, 3] } }'),
  },
  {
    name: 'appends a parameter in a layer of several lines',
    before: around('  "layers": {\n    "a": {\n      "type": "Dense",\n      "units": 30\n    }\n  }'),
    edit: set('a', 'useBias', false),
    after: around(
      '  "layers": {\n    "a": {\n      "type": "Dense",\n      "units": 30,\n      "useBias": false\n    }\n  }',
    ),
  },
  {
    name: 'removes a parameter',
    before: around('  "layers": { "a": { "type": "Dense", "units": 30, "useBias": false } }'),
    edit: set('a', 'units', undefined),
    after: around('  "layers": { "a": { "type": "Dense", "useBias": false } }'),
  },
  {
    name: 'does several edits at once',
    before: around(`${LAYERS}\n  "edges": [["a", "b"], ["b", "c"]],\n  "layout": {}`),
    edit: { kind: 'sequence', edits: [remove('b'), wire('a', 'c'), dense('b'), set('b', 'units', 5)] },
    after: around(
      '  "layers": { "a": { "type": "Flatten" }, "c": { "type": "Flatten" },\n    "b": { "type": "Dense", "units": 5, "activation": "relu" } },\n  "edges": [["a", "c"]],\n  "layout": { "b": [1, 0] }',
    ),
  },
];

describe('text edits', () => {
  for (const { name, before, edit, after } of examples) {
    it(name, () => {
      assert.equal(edited(before, edit), after);
    });
  }

  it('change nothing where nothing changes', () => {
    const text = readFileSync('examples/mnist-mlp.nn.json', 'utf8');
    assert.deepEqual(textEditsFor(text, set('hidden', 'units', 128)), []);
    assert.deepEqual(textEditsFor(text, set('hidden', 'useBias', undefined)), []);
    const positions = { hidden: { x: 0.3, y: 259.9 } };
    assert.deepEqual(textEditsFor(text, { kind: 'moveLayers', positions }), []);
    assert.deepEqual(textEditsFor(text, { kind: 'sequence', edits: [] }), []);
  });

  it('replace one number and nothing else', () => {
    const text = readFileSync('examples/mnist-mlp.nn.json', 'utf8');
    const edits = textEditsFor(text, set('hidden', 'units', 64));
    assert.deepEqual(edits, [{ offset: text.indexOf('128,'), length: 3, content: '64' }]);
  });

  const refusals: [string, string, GraphEdit, string][] = [
    [
      'a file with syntax errors',
      '{ "version": 1',
      dense('a'),
      'The file has syntax errors; correct them in the text before editing the graph.',
    ],
    ['a list', '[]', dense('a'), 'The file is no object; correct it in the text before editing the graph.'],
    [
      'layers in a list',
      '{ "layers": [] }',
      dense('a'),
      'layers is a list in this file; correct it in the text before editing the graph.',
    ],
    [
      'a name in use',
      around(LAYERS.slice(0, -1)),
      dense('a'),
      'There is a layer "a" already; choose another name.',
    ],
    [
      'a layer that is gone',
      around(LAYERS.slice(0, -1)),
      remove('a', 'x'),
      'There is no layer "x" any more.',
    ],
    ['a wire from nowhere', around(LAYERS.slice(0, -1)), wire('x', 'a'), 'There is no layer "x" any more.'],
    [
      'a wire that is there',
      around(`${LAYERS} "edges": [["a", "b"]]`),
      wire('a', 'b'),
      '"a" is wired into "b" already.',
    ],
    [
      'an edge that is gone',
      around(`${LAYERS} "edges": [["a", "b"]]`),
      unwire(1),
      'There is no edge number 1 any more.',
    ],
    [
      'a type as a parameter',
      around(LAYERS.slice(0, -1)),
      set('a', 'type', 'Dense'),
      "A layer's type is no parameter; remove the layer and add another one.",
    ],
    [
      'a number that JSON cannot hold',
      around(LAYERS.slice(0, -1)),
      set('a', 'rate', NaN),
      'A parameter must be a finite number, not NaN.',
    ],
    [
      'a place that is none',
      around(LAYERS.slice(0, -1)),
      { kind: 'moveLayers', positions: { a: { x: Infinity, y: 0 } } },
      'The position of "a" must be two finite numbers, not Infinity, 0.',
    ],
    [
      'a parameter of what is no object',
      around('  "layers": { "a": 5 }'),
      set('a', 'units', 5),
      'Layer "a" is no object; correct it in the text before editing the graph.',
    ],
  ];
  for (const [name, text, edit, message] of refusals) {
    it(`refuse ${name}`, () => {
      assert.throws(() => textEditsFor(text, edit), new GraphEditError(message));
    });
  }
});
