/**
 * Network files with something wrong, and every finding that they must give: code, layer, message, marked text.
 */
import type { DiagnosticCode, Severity } from '../../../../src/core/diagnostics/diagnostic';

export interface ExpectedFinding {
  readonly code: DiagnosticCode;
  /** Error unless given. */
  readonly severity?: Severity;
  readonly layer?: string;
  readonly message: string;
  /** The text that the finding's range covers. */
  readonly marks: string;
}

export interface Target {
  readonly name: string;
  readonly text: string;
  readonly findings: readonly ExpectedFinding[];
}

type Layers = Readonly<Record<string, unknown>>;

interface Parts {
  readonly layers?: Layers;
  readonly edges?: unknown;
  readonly training?: unknown;
  readonly more?: Layers;
}

const INPUT = { type: 'Input', shape: [28, 28, 1] };
const FLATTEN = { type: 'Flatten' };
const OUTPUT = { type: 'Dense', units: 10, activation: 'softmax' };

/** A file that is right but for the parts given: input → flatten → output, and whatever is wired between. */
function file({ layers, edges, training, more }: Parts): string {
  const all = layers ?? { input: INPUT, flatten: FLATTEN, output: OUTPUT };
  const chain = Object.keys(all)
    .slice(1)
    .map((id, i) => [Object.keys(all)[i], id]);
  return JSON.stringify({
    version: 1,
    layers: all,
    edges: edges ?? chain,
    ...(training === undefined ? {} : { training }),
    ...more,
  });
}

/** A chain from the input over one layer to the output. */
function chain(id: string, layer: unknown, rest: Layers = { flatten: FLATTEN, output: OUTPUT }): string {
  return file({ layers: { input: INPUT, [id]: layer, ...rest } });
}

function bad(name: string, text: string, ...findings: ExpectedFinding[]): Target {
  return { name, text, findings };
}

const ACTIVATIONS = 'linear, step, sigmoid, tanh, relu, leakyRelu, elu, gelu, softplus, swish, softmax';
const LAYER_TYPES =
  'Input, Dense, Activation, Flatten, Reshape, Conv2D, MaxPooling2D, AveragePooling2D, GlobalAveragePooling2D, Dropout, BatchNormalization, Add, Concatenate';

const form: Target[] = [
  bad('an empty file', '', {
    code: 'syntax',
    message: 'The file is empty; a network starts with { "version": 1, "layers": {}, "edges": [] }.',
    marks: '',
  }),
  bad('a missing comma', '{ "version": 1 "layers": {} }', {
    code: 'syntax',
    message: 'A comma is expected here, between two entries.',
    marks: '"layers"',
  }),
  bad('a missing value', '{ "version": }', {
    code: 'syntax',
    message: 'A value is expected here.',
    marks: '}',
  }),
  bad(
    'an open string',
    '{ "version": "1',
    {
      code: 'syntax',
      message: 'This text has no closing double quote on its line.',
      marks: '"1',
    },
    {
      code: 'syntax',
      message: 'A closing } is expected here.',
      marks: '',
    },
  ),
  bad(
    'an open comment',
    '{ "version": 1 /* }',
    {
      code: 'syntax',
      message: 'This comment has no end; close it with */.',
      marks: '/* }',
    },
    {
      code: 'syntax',
      message: 'A closing } is expected here.',
      marks: '',
    },
  ),
  bad('brackets that nest too deeply', '['.repeat(65) + ']'.repeat(65), {
    code: 'syntax',
    message: 'Brackets nest more than 64 deep here; a network file needs no more than 5 levels.',
    marks: '[',
  }),
  bad('a list instead of an object', '[1, 2]', {
    code: 'wrong-kind',
    message: 'A network file is an object, but this is a list; write { … }.',
    marks: '[',
  }),
  bad(
    'nothing in it',
    '{}',
    {
      code: 'unsupported-version',
      message: 'The file has no version; add "version": 1.',
      marks: '{',
    },
    {
      code: 'missing-property',
      message:
        'The file has no layers; add "layers": { "input": { "type": "Input", "shape": [28, 28, 1] } }.',
      marks: '{',
    },
  ),
  bad('a version of the future', file({ more: { version: 2 } }), {
    code: 'unsupported-version',
    message: 'The file has version 2, but this Layerwire reads version 1; set it to 1, or update Layerwire.',
    marks: '2',
  }),
  bad('an unknown property', file({ more: { layuot: {} } }), {
    code: 'unknown-property',
    severity: 'warning',
    message: 'A network file has no property "layuot"; did you mean "layout"?',
    marks: '"layuot"',
  }),
  bad('an unknown property like no other', file({ more: { author: 'me' } }), {
    code: 'unknown-property',
    severity: 'warning',
    message:
      'A network file has no property "author"; it takes version, name, layers, edges, layout, training.',
    marks: '"author"',
  }),
  bad('a name that is no text', file({ more: { name: 7 } }), {
    code: 'wrong-kind',
    severity: 'warning',
    message: "The network's name is text, but this is a number; put it in double quotes.",
    marks: '7',
  }),
  bad('layers in a list', file({ more: { layers: ['input'], edges: [] } }), {
    code: 'wrong-kind',
    message: 'layers is an object with one entry a layer, but this is a list; write { … }.',
    marks: '["input"]',
  }),
  bad('edges in an object', file({ edges: { input: 'flatten' } }), {
    code: 'wrong-kind',
    message: 'edges is a list of pairs such as ["input", "output"], but this is an object; write [ … ].',
    marks: '{"input":"flatten"}',
  }),
  bad('a layout in a list', file({ more: { layout: [1] } }), {
    code: 'wrong-kind',
    severity: 'warning',
    message: 'layout is an object of positions such as "input": [0, 0], but this is a list; write { … }.',
    marks: '[1]',
  }),
  bad('a position of three numbers', file({ more: { layout: { input: [0, 0, 0] } } }), {
    code: 'wrong-kind',
    severity: 'warning',
    layer: 'input',
    message: 'The position of "input" is a pair such as [0, 130], but this is [0, 0, 0]; write two numbers.',
    marks: '[0,0,0]',
  }),
  bad('a position of no layer', file({ more: { layout: { gone: [0, 0] } } }), {
    code: 'unknown-property',
    severity: 'warning',
    message: 'layout places "gone", which is no layer; remove the entry.',
    marks: '"gone"',
  }),
  bad('training in a list', file({ training: [] }), {
    code: 'wrong-kind',
    message: 'training is an object of settings, but this is a list; write { … }.',
    marks: '[]',
  }),
  bad(
    'a layer that is there twice',
    '{"version":1,"layers":{"input":{"type":"Input","shape":[784]},"a":{"type":"Flatten"},"a":{"type":"Dense","units":10}},"edges":[["input","a"]]}',
    {
      code: 'duplicate-key',
      layer: 'a',
      message: 'The key "a" is used twice in one object, and only the last counts; rename or remove one.',
      marks: '"a"',
    },
  ),
];

const layers: Target[] = [
  bad('a layer that is a number', chain('x', 5), {
    code: 'wrong-kind',
    layer: 'x',
    message: 'Layer "x" is an object such as { "type": "Flatten" }, but this is a number; write { … }.',
    marks: '5',
  }),
  bad('a layer without a type', chain('x', { units: 5 }), {
    code: 'missing-property',
    layer: 'x',
    message: 'Layer "x" has no type; add "type": "Dense" or another layer type.',
    marks: '"x"',
  }),
  bad('a type that is no text', chain('x', { type: 5 }), {
    code: 'wrong-kind',
    layer: 'x',
    message: 'Layer "x" has type 5; write a layer type as text, e.g. "Dense".',
    marks: '5',
  }),
  bad('a misspelt type', chain('x', { type: 'Dence', units: 5 }), {
    code: 'unknown-layer-type',
    layer: 'x',
    message: 'Layer "x" has the unknown type "Dence"; did you mean "Dense"?',
    marks: '"Dence"',
  }),
  bad('a type of the wrong case', chain('x', { type: 'flatten' }), {
    code: 'unknown-layer-type',
    layer: 'x',
    message: 'Layer "x" has the unknown type "flatten"; did you mean "Flatten"?',
    marks: '"flatten"',
  }),
  bad('a type of an object prototype', chain('x', { type: 'constructor' }), {
    code: 'unknown-layer-type',
    layer: 'x',
    message: `Layer "x" has the unknown type "constructor"; use one of ${LAYER_TYPES}.`,
    marks: '"constructor"',
  }),
  bad('a Dense without units', chain('x', FLATTEN, { fc: { type: 'Dense' }, output: OUTPUT }), {
    code: 'missing-parameter',
    layer: 'fc',
    message: 'Dense "fc" has no units; add "units", an integer of at least 1.',
    marks: '"fc"',
  }),
  bad('units that are null', chain('x', FLATTEN, { fc: { type: 'Dense', units: null }, output: OUTPUT }), {
    code: 'bad-parameter',
    layer: 'fc',
    message: 'Dense "fc" has units null; set it to an integer of at least 1.',
    marks: 'null',
  }),
  bad('no units at all', chain('x', FLATTEN, { fc: { type: 'Dense', units: 0 }, output: OUTPUT }), {
    code: 'bad-parameter',
    layer: 'fc',
    message: 'Dense "fc" has units 0; set it to an integer of at least 1.',
    marks: '0',
  }),
  bad('half a unit', chain('x', FLATTEN, { fc: { type: 'Dense', units: 2.5 }, output: OUTPUT }), {
    code: 'bad-parameter',
    layer: 'fc',
    message: 'Dense "fc" has units 2.5; set it to an integer of at least 1.',
    marks: '2.5',
  }),
  bad('an unknown activation', chain('x', { type: 'Activation', activation: 'ReLU6' }), {
    code: 'bad-parameter',
    layer: 'x',
    message: `Activation "x" has activation "ReLU6"; set it to one of ${ACTIVATIONS}.`,
    marks: '"ReLU6"',
  }),
  bad('useBias as text', chain('x', FLATTEN, { fc: { ...OUTPUT, useBias: 'yes' } }), {
    code: 'bad-parameter',
    layer: 'fc',
    message: 'Dense "fc" has useBias "yes"; set it to true or false.',
    marks: '"yes"',
  }),
  bad('a misspelt parameter', chain('x', FLATTEN, { fc: { ...OUTPUT, activaton: 'relu' } }), {
    code: 'unknown-parameter',
    layer: 'fc',
    message: 'Dense "fc" has no parameter "activaton"; did you mean "activation"?',
    marks: '"activaton"',
  }),
  bad('a parameter of another layer', chain('x', { type: 'Dropout', rate: 0.5, units: 3 }), {
    code: 'unknown-parameter',
    layer: 'x',
    message: 'Dropout "x" has no parameter "units"; it takes rate.',
    marks: '"units"',
  }),
  bad('a parameter where none is taken', chain('x', { type: 'Flatten', axis: 1 }), {
    code: 'unknown-parameter',
    layer: 'x',
    message: 'Flatten "x" has no parameter "axis"; remove it.',
    marks: '"axis"',
  }),
  bad('a dropout of everything', chain('x', { type: 'Dropout', rate: 1 }), {
    code: 'bad-parameter',
    layer: 'x',
    message: 'Dropout "x" has rate 1; set it to a number of at least 0 and below 1.',
    marks: '1',
  }),
  bad('an epsilon of 0', chain('x', { type: 'BatchNormalization', epsilon: 0 }), {
    code: 'bad-parameter',
    layer: 'x',
    message: 'BatchNormalization "x" has epsilon 0; set it to a number above 0.',
    marks: '0',
  }),
  bad('a momentum beyond 1', chain('x', { type: 'BatchNormalization', momentum: 1.5 }), {
    code: 'bad-parameter',
    layer: 'x',
    message: 'BatchNormalization "x" has momentum 1.5; set it to a number of at least 0 and at most 1.',
    marks: '1.5',
  }),
  bad('a kernel of three sizes', chain('x', { type: 'Conv2D', filters: 4, kernelSize: [3, 3, 3] }), {
    code: 'bad-parameter',
    layer: 'x',
    message:
      'Conv2D "x" has kernelSize [3, 3, 3]; set it to an integer of at least 1, or two of them as [height, width].',
    marks: '[3,3,3]',
  }),
  bad('a shape without axes', file({ layers: { input: { type: 'Input', shape: [] }, output: OUTPUT } }), {
    code: 'bad-parameter',
    layer: 'input',
    message: 'Input "input" has shape []; set it to a list of 1 to 4 integers of at least 1.',
    marks: '[]',
  }),
  bad(
    'a shape with an open axis',
    file({ layers: { input: { type: 'Input', shape: [-1] }, output: OUTPUT } }),
    {
      code: 'bad-parameter',
      layer: 'input',
      message: 'Input "input" has shape [-1]; set it to a list of 1 to 4 integers of at least 1.',
      marks: '[-1]',
    },
  ),
  bad('two open axes', chain('x', { type: 'Reshape', targetShape: [-1, -1] }), {
    code: 'bad-parameter',
    layer: 'x',
    message:
      'Reshape "x" has targetShape [-1, -1]; set it to a list of 1 to 4 integers of at least 1, one of which may be -1.',
    marks: '[-1,-1]',
  }),
];

const diamond = {
  input: { type: 'Input', shape: [784] },
  a: { type: 'Dense', units: 20 },
  b: { type: 'Dense', units: 20 },
  sum: { type: 'Add' },
  output: OUTPUT,
};

const wiring: Target[] = [
  bad('an edge of one name', file({ edges: [['input', 'flatten'], ['flatten']] }), {
    code: 'bad-edge',
    message:
      'An edge is a pair of layer names such as ["input", "output"], but this is ["flatten"]; correct or remove it.',
    marks: '["flatten"]',
  }),
  bad(
    'an edge to a misspelt layer',
    file({
      edges: [
        ['input', 'flaten'],
        ['flatten', 'output'],
      ],
    }),
    {
      code: 'dangling-edge',
      layer: 'input',
      message: 'The edge from "input" to "flaten" names "flaten", which is no layer; did you mean "flatten"?',
      marks: '["input","flaten"]',
    },
  ),
  bad(
    'an edge from nowhere',
    file({
      edges: [
        ['input', 'flatten'],
        ['flatten', 'output'],
        ['gone', 'output'],
      ],
    }),
    {
      code: 'dangling-edge',
      layer: 'output',
      message:
        'The edge from "gone" to "output" names "gone", which is no layer; add that layer, or remove the edge.',
      marks: '["gone","output"]',
    },
  ),
  bad(
    'an edge that is there twice',
    file({
      edges: [
        ['input', 'flatten'],
        ['flatten', 'output'],
        ['flatten', 'output'],
      ],
    }),
    {
      code: 'duplicate-edge',
      layer: 'output',
      message: 'The edge from "flatten" to "output" is there twice; remove one.',
      marks: '["flatten","output"]',
    },
  ),
  bad(
    'a cycle of three',
    file({
      layers: {
        input: INPUT,
        flatten: FLATTEN,
        a: { type: 'Add' },
        b: { type: 'Dense', units: 9 },
        c: { type: 'Dense', units: 784 },
        output: OUTPUT,
      },
      edges: [
        ['input', 'flatten'],
        ['flatten', 'a'],
        ['c', 'a'],
        ['a', 'b'],
        ['b', 'c'],
        ['b', 'output'],
      ],
    }),
    {
      code: 'cycle',
      layer: 'b',
      message: 'The layers "b" → "c" → "a" → "b" form a cycle; remove one of the edges between them.',
      marks: '["a","b"]',
    },
  ),
  bad(
    'a layer wired into itself',
    file({
      layers: { input: { type: 'Input', shape: [784] }, a: { type: 'Add' }, output: OUTPUT },
      edges: [
        ['input', 'a'],
        ['a', 'a'],
        ['a', 'output'],
      ],
    }),
    {
      code: 'cycle',
      layer: 'a',
      message: 'Layer "a" is wired into itself; remove the edge.',
      marks: '["a","a"]',
    },
  ),
  bad('no input', file({ layers: {} }), {
    code: 'no-input',
    message:
      'The network has no Input layer; add one, e.g. "input": { "type": "Input", "shape": [28, 28, 1] }.',
    marks: '"layers"',
  }),
  bad(
    'two inputs',
    file({
      layers: {
        input: { type: 'Input', shape: [784] },
        other: { type: 'Input', shape: [784] },
        sum: { type: 'Add' },
        output: OUTPUT,
      },
      edges: [
        ['input', 'sum'],
        ['other', 'sum'],
        ['sum', 'output'],
      ],
    }),
    {
      code: 'several-inputs',
      layer: 'other',
      message: 'The network has 2 Input layers ("input", "other"), but takes exactly one; remove the others.',
      marks: '"other"',
    },
  ),
  bad('an input alone', file({ layers: { input: INPUT } }), {
    code: 'no-output',
    layer: 'input',
    message: 'Nothing is wired to the input "input"; wire the first layer to it.',
    marks: '"input"',
  }),
  bad(
    'two outputs',
    file({
      layers: diamond,
      edges: [
        ['input', 'a'],
        ['input', 'b'],
        ['a', 'sum'],
        ['b', 'sum'],
        ['a', 'output'],
      ],
    }),
    {
      code: 'several-outputs',
      layer: 'output',
      message:
        'The network has 2 outputs ("sum", "output"), but needs exactly one; wire the others on, or remove them.',
      marks: '"output"',
    },
  ),
  bad(
    'a layer that was just added',
    chain('flatten', FLATTEN, { output: OUTPUT }).replace(
      '},"edges"',
      ',"new":{"type":"Dense","units":5}},"edges"',
    ),
    {
      code: 'missing-input',
      layer: 'new',
      message: 'Dense "new" needs an input, but has none; wire a layer into it.',
      marks: '"new"',
    },
  ),
  bad(
    'a part that the input does not reach',
    file({
      layers: diamond,
      edges: [
        ['input', 'output'],
        ['b', 'sum'],
        ['a', 'sum'],
      ],
    }),
    {
      code: 'missing-input',
      layer: 'a',
      message: 'Dense "a" needs an input, but has none; wire a layer into it.',
      marks: '"a"',
    },
    {
      code: 'missing-input',
      layer: 'b',
      message: 'Dense "b" needs an input, but has none; wire a layer into it.',
      marks: '"b"',
    },
    {
      code: 'unreachable-layer',
      severity: 'warning',
      layer: 'sum',
      message: 'The input "input" does not reach "sum"; wire a path from it, or remove what is not reached.',
      marks: '"sum"',
    },
  ),
  bad(
    'a sum of one',
    file({ layers: { input: { type: 'Input', shape: [784] }, sum: { type: 'Add' }, output: OUTPUT } }),
    {
      code: 'missing-input',
      layer: 'sum',
      message: 'Add "sum" needs at least two inputs, but has only "input"; wire more layers into it.',
      marks: '"sum"',
    },
  ),
  bad(
    'two wires into a Dense',
    file({
      layers: { ...diamond, sum: { type: 'Flatten' } },
      edges: [
        ['input', 'a'],
        ['input', 'b'],
        ['a', 'sum'],
        ['b', 'sum'],
        ['sum', 'output'],
      ],
    }),
    {
      code: 'too-many-inputs',
      layer: 'sum',
      message:
        'Flatten "sum" takes one input, but has 2 ("a", "b"); merge them with an Add or Concatenate layer.',
      marks: '["b","sum"]',
    },
  ),
  bad(
    'a wire into the input',
    file({
      layers: { input: INPUT, flatten: FLATTEN, output: OUTPUT, start: { type: 'Input', shape: [1] } },
      edges: [
        ['start', 'input'],
        ['input', 'flatten'],
        ['flatten', 'output'],
      ],
    }),
    {
      code: 'several-inputs',
      layer: 'start',
      message: 'The network has 2 Input layers ("input", "start"), but takes exactly one; remove the others.',
      marks: '"start"',
    },
    {
      code: 'too-many-inputs',
      layer: 'input',
      message: 'Input "input" takes no inputs, but "start" is wired into it; remove the edge.',
      marks: '["start","input"]',
    },
  ),
];

const shapes: Target[] = [
  bad(
    'the Flatten left out',
    file({ layers: { input: INPUT, conv1: { type: 'Conv2D', filters: 32, kernelSize: 3 }, fc1: OUTPUT } }),
    {
      code: 'wrong-rank',
      layer: 'fc1',
      message: 'Dense "fc1" needs a flat input, but "conv1" outputs [26, 26, 32]; insert a Flatten layer.',
      marks: '"fc1"',
    },
  ),
  bad(
    'a convolution behind the Flatten',
    file({
      layers: {
        input: INPUT,
        flatten: FLATTEN,
        conv: { type: 'Conv2D', filters: 8, kernelSize: 3 },
        flat: FLATTEN,
        output: OUTPUT,
      },
    }),
    {
      code: 'wrong-rank',
      layer: 'conv',
      message:
        'Conv2D "conv" needs an image [height, width, channels], but "flatten" outputs [784]; insert a Reshape layer, or wire it before the image is flattened.',
      marks: '"conv"',
    },
  ),
  bad(
    'an image without channels',
    file({
      layers: {
        input: { type: 'Input', shape: [28, 28] },
        pool: { type: 'MaxPooling2D' },
        flat: FLATTEN,
        output: OUTPUT,
      },
    }),
    {
      code: 'wrong-rank',
      layer: 'pool',
      message:
        'MaxPooling2D "pool" needs an image [height, width, channels], but "input" outputs [28, 28]; insert a Reshape layer with targetShape [28, 28, 1].',
      marks: '"pool"',
    },
  ),
  bad(
    'a global average of a row',
    chain('flatten', FLATTEN, { gap: { type: 'GlobalAveragePooling2D' }, output: OUTPUT }),
    {
      code: 'wrong-rank',
      layer: 'gap',
      message:
        'GlobalAveragePooling2D "gap" needs an image [height, width, channels], but "flatten" outputs [784]; insert a Reshape layer, or wire it before the image is flattened.',
      marks: '"gap"',
    },
  ),
  bad('a filter larger than the image', chain('conv', { type: 'Conv2D', filters: 4, kernelSize: [3, 29] }), {
    code: 'window-too-large',
    layer: 'conv',
    message:
      'Conv2D "conv" has kernelSize [3, 29], larger than the 28 × 28 image from "input"; make it smaller, or set padding to "same".',
    marks: '[3,29]',
  }),
  bad('a window larger than the image', chain('pool', { type: 'AveragePooling2D', poolSize: 40 }), {
    code: 'window-too-large',
    layer: 'pool',
    message:
      'AveragePooling2D "pool" has poolSize [40, 40], larger than the 28 × 28 image from "input"; make it smaller, or set padding to "same".',
    marks: '40',
  }),
  bad('a shape of other size', chain('x', { type: 'Reshape', targetShape: [10, 10] }), {
    code: 'shape-mismatch',
    layer: 'x',
    message:
      'Reshape "x" needs 100 values for targetShape [10, 10], but "input" outputs [28, 28, 1], which has 784; change targetShape.',
    marks: '[10,10]',
  }),
  bad('a rest that does not come out even', chain('x', { type: 'Reshape', targetShape: [-1, 10] }), {
    code: 'shape-mismatch',
    layer: 'x',
    message:
      'Reshape "x" needs a multiple of 10 values for targetShape [-1, 10], but "input" outputs [28, 28, 1], which has 784; change targetShape.',
    marks: '[-1,10]',
  }),
  bad(
    'a sum of unequal shapes',
    file({
      layers: { ...diamond, b: { type: 'Dense', units: 30 } },
      edges: [
        ['input', 'a'],
        ['input', 'b'],
        ['a', 'sum'],
        ['b', 'sum'],
        ['sum', 'output'],
      ],
    }),
    {
      code: 'shape-mismatch',
      layer: 'sum',
      message:
        'Add "sum" needs inputs of one shape, but "a" outputs [20] and "b" outputs [30]; make them equal.',
      marks: '"sum"',
    },
  ),
  bad(
    'a concatenation of unequal images',
    file({
      layers: {
        input: INPUT,
        a: { type: 'MaxPooling2D' },
        cat: { type: 'Concatenate' },
        flat: FLATTEN,
        output: OUTPUT,
      },
      edges: [
        ['input', 'a'],
        ['a', 'cat'],
        ['input', 'cat'],
        ['cat', 'flat'],
        ['flat', 'output'],
      ],
    }),
    {
      code: 'shape-mismatch',
      layer: 'cat',
      message:
        'Concatenate "cat" needs inputs that differ only along axis -1, but "a" outputs [14, 14, 1] and "input" outputs [28, 28, 1]; make the other axes equal.',
      marks: '"cat"',
    },
  ),
  bad(
    'a concatenation along the batch',
    file({
      layers: { ...diamond, sum: { type: 'Concatenate', axis: 0 } },
      edges: [
        ['input', 'a'],
        ['input', 'b'],
        ['a', 'sum'],
        ['b', 'sum'],
        ['sum', 'output'],
      ],
    }),
    {
      code: 'bad-parameter',
      layer: 'sum',
      message:
        'Concatenate "sum" has axis 0, but its input "a" with shape [20] has axes 1 to 1 (0 is the batch) or -1 to -1; choose one of these.',
      marks: '0',
    },
  ),
  bad(
    'more weights than memory',
    chain('x', FLATTEN, { fc: { type: 'Dense', units: 1e6 }, output: OUTPUT }),
    {
      code: 'too-large',
      layer: 'fc',
      message: 'Dense "fc" has 785000000 weights, more than the 268435456 that fit; make it smaller.',
      marks: '"fc"',
    },
  ),
  bad(
    'an image beyond memory',
    file({ layers: { input: { type: 'Input', shape: [1e6, 1e6] }, flatten: FLATTEN, output: OUTPUT } }),
    {
      code: 'too-large',
      layer: 'input',
      message:
        'Input "input" outputs [1000000, 1000000], more than the 268435456 values that fit; make it smaller.',
      marks: '"input"',
    },
  ),
  bad(
    'many large layers',
    file({
      layers: {
        input: { type: 'Input', shape: [784] },
        ...Object.fromEntries(
          ['a', 'b', 'c', 'd'].map((id) => [id, { type: 'Dense', units: 10_000, useBias: false }]),
        ),
        output: { ...OUTPUT, useBias: false },
      },
    }),
    {
      code: 'too-large',
      message:
        'The network has 307940000 weights, more than the 268435456 that fit; make its layers smaller.',
      marks: '"layers"',
    },
  ),
];

const setting = (training: unknown, message: string, marks: string): Target =>
  bad(`training ${JSON.stringify(training)}`, file({ training }), {
    code: 'bad-training-setting',
    message,
    marks,
  });

const training: Target[] = [
  setting({ epochs: 0 }, 'training has epochs 0; set it to an integer of at least 1.', '0'),
  setting({ batchSize: '32' }, 'training has batchSize "32"; set it to an integer of at least 1.', '"32"'),
  setting({ seed: -1 }, 'training has seed -1; set it to an integer from 0 to 4294967295.', '-1'),
  setting(
    { seed: 2 ** 32 },
    'training has seed 4294967296; set it to an integer from 0 to 4294967295.',
    '4294967296',
  ),
  setting({ shuffle: 1 }, 'training has shuffle 1; set it to true or false.', '1'),
  setting(
    { validationSize: -5 },
    'training has validationSize -5; set it to an integer of at least 0.',
    '-5',
  ),
  setting({ trainingSize: 0 }, 'training has trainingSize 0; set it to an integer of at least 1.', '0'),
  setting(
    { dataset: 'mnist', validationSize: 60000 },
    'training has validationSize 60000, but mnist has 60000 training examples; leave some to train on.',
    '60000',
  ),
  setting(
    { loss: 'mse' },
    'training has loss "mse"; set it to one of quadratic, categoricalCrossentropy, binaryCrossentropy.',
    '"mse"',
  ),
  setting(
    { dataset: 'fashionmnist' },
    'training has the unknown dataset "fashionmnist"; did you mean "fashionMnist"?',
    '"fashionmnist"',
  ),
  setting(
    { dataset: 'cifar10' },
    'training has the unknown dataset "cifar10"; write "mnist", "fashionMnist", "syntheticDigits" or { "idx": "relative/folder" }.',
    '"cifar10"',
  ),
  setting(
    { dataset: { idx: 3 } },
    'training has dataset { "idx": 3 }; write "mnist", "fashionMnist", "syntheticDigits" or { "idx": "relative/folder" }.',
    '{"idx":3}',
  ),
  setting(
    { dataset: { idx: '/etc' } },
    'training has the idx folder "/etc"; write a folder\'s path relative to this file, e.g. "data/letters".',
    '"/etc"',
  ),
  setting(
    { dataset: { idx: ' \t' } },
    'training has the idx folder " \\t"; write a folder\'s path relative to this file, e.g. "data/letters".',
    '" \\t"',
  ),
  setting(
    { optimizer: 'sgd' },
    'training has optimizer "sgd"; write an object such as { "type": "sgd", "learningRate": 0.01 }.',
    '"sgd"',
  ),
  setting(
    { optimizer: { learningRate: 0.1 } },
    'The optimizer has no type; write e.g. { "type": "sgd", "learningRate": 0.01 }.',
    '{"learningRate":0.1}',
  ),
  setting(
    { optimizer: { type: 'adamw' } },
    'The optimizer has the unknown type "adamw"; did you mean "adam"?',
    '"adamw"',
  ),
  setting(
    { optimizer: { type: 7 } },
    'The optimizer has the unknown type 7; write one of sgd, adam, rmsprop.',
    '7',
  ),
  setting(
    { optimizer: { type: 'sgd', learningRate: 0 } },
    'sgd has learningRate 0; set it to a number above 0 and at most 1000000.',
    '0',
  ),
  setting(
    { optimizer: { type: 'adam', beta1: 1 } },
    'adam has beta1 1; set it to a number of at least 0 and below 1.',
    '1',
  ),
  bad(
    'more examples to train on than there are',
    file({ training: { dataset: 'fashionMnist', validationSize: 10_000, trainingSize: 50_001 } }),
    {
      code: 'bad-training-setting',
      severity: 'warning',
      message:
        'training has trainingSize 50001, but of the 60000 training examples of fashionMnist, validationSize 10000 leaves 50000, which are then all used; set it to at most 50000.',
      marks: '50001',
    },
  ),
  bad('a misspelt setting', file({ training: { epoch: 3 } }), {
    code: 'unknown-property',
    message: 'training has no setting "epoch"; did you mean "epochs"?',
    marks: '"epoch"',
  }),
  bad('a setting of another optimiser', file({ training: { optimizer: { type: 'sgd', rho: 0.9 } } }), {
    code: 'unknown-property',
    message: 'sgd has no setting "rho"; it takes type, learningRate, momentum, nesterov.',
    marks: '"rho"',
  }),
  bad(
    'an input of another size',
    file({
      layers: { input: { type: 'Input', shape: [32, 32] }, flatten: FLATTEN, output: OUTPUT },
      training: { dataset: 'fashionMnist' },
    }),
    {
      code: 'dataset-mismatch',
      layer: 'input',
      message:
        'Input "input" has shape [32, 32], but the images of fashionMnist have 28 × 28 pixels; set shape to [28, 28, 1].',
      marks: '[32,32]',
    },
  ),
  bad('an output of five classes', chain('flatten', FLATTEN, { output: { ...OUTPUT, units: 5 } }), {
    code: 'dataset-mismatch',
    layer: 'output',
    message: 'The output "output" has 5 values, but mnist has 10 classes; give it 10.',
    marks: '5',
  }),
  bad(
    'an output that is no Dense layer',
    file({
      layers: {
        input: INPUT,
        flatten: FLATTEN,
        output: { ...OUTPUT, units: 5 },
        drop: { type: 'Dropout', rate: 0 },
      },
    }),
    {
      code: 'dataset-mismatch',
      layer: 'drop',
      message: 'The output "drop" has 5 values, but mnist has 10 classes; give it 10.',
      marks: '"drop"',
    },
  ),
  bad(
    'an output that is an image',
    file({
      layers: { input: INPUT, conv: { type: 'Conv2D', filters: 10, kernelSize: 3 } },
      training: { loss: 'categoricalCrossentropy' },
    }),
    {
      code: 'dataset-mismatch',
      layer: 'conv',
      message:
        'The output "conv" has shape [26, 26, 10], but needs one number a class; end with a flat layer, e.g. Dense with 10 units.',
      marks: '"conv"',
    },
  ),
  bad(
    'cross-entropy without softmax',
    file({
      layers: { input: INPUT, flatten: FLATTEN, output: { ...OUTPUT, activation: 'relu' } },
      training: { loss: 'categoricalCrossentropy' },
    }),
    {
      code: 'loss-mismatch',
      severity: 'warning',
      layer: 'output',
      message:
        'The loss categoricalCrossentropy is meant for a softmax; the outputs of "output" are divided by their sum instead. To have it as meant, end with softmax, or choose another loss.',
      marks: '"categoricalCrossentropy"',
    },
  ),
  bad(
    'a logarithm of what may be negative',
    file({
      layers: { input: INPUT, flatten: FLATTEN, output: { ...OUTPUT, activation: 'tanh' } },
      training: { loss: 'binaryCrossentropy' },
    }),
    {
      code: 'loss-mismatch',
      layer: 'output',
      message:
        'The loss binaryCrossentropy takes logarithms, but the outputs of "output" may be negative; end with sigmoid, or choose another loss.',
      marks: '"binaryCrossentropy"',
    },
  ),
  bad(
    'a logarithm of sums that may be negative',
    file({
      layers: { input: INPUT, flatten: FLATTEN, output: { ...OUTPUT, activation: 'linear' } },
      training: { loss: 'categoricalCrossentropy' },
    }),
    {
      code: 'loss-mismatch',
      layer: 'output',
      message:
        'The loss categoricalCrossentropy takes logarithms, but the outputs of "output" may be negative; end with softmax, or choose another loss.',
      marks: '"categoricalCrossentropy"',
    },
  ),
  bad(
    'probabilities scaled up',
    file({
      layers: {
        input: INPUT,
        flatten: FLATTEN,
        output: { ...OUTPUT, activation: 'sigmoid' },
        drop: { type: 'Dropout', rate: 0.5 },
      },
      training: { loss: 'binaryCrossentropy' },
    }),
    {
      code: 'loss-mismatch',
      severity: 'warning',
      layer: 'drop',
      message:
        'The loss binaryCrossentropy is meant for outputs between 0 and 1; those of "drop" may be greater, and are then cut off. To have it as meant, end with sigmoid, or choose another loss.',
      marks: '"binaryCrossentropy"',
    },
  ),
  bad(
    'an output of one value for ten classes',
    chain('flatten', FLATTEN, { output: { type: 'Dense', units: 1, activation: 'sigmoid' } }),
    {
      code: 'dataset-mismatch',
      layer: 'output',
      message: 'The output "output" has one value, but mnist has 10 classes; give it 10.',
      marks: '1',
    },
  ),
  bad(
    'outputs compared where there is one',
    file({
      layers: { input: INPUT, flatten: FLATTEN, output: { type: 'Dense', units: 1, activation: 'sigmoid' } },
      training: { dataset: { idx: 'two' }, loss: 'categoricalCrossentropy' },
    }),
    {
      code: 'loss-mismatch',
      layer: 'output',
      message:
        'The loss categoricalCrossentropy compares the outputs of "output" with each other, but there is only one; for two classes use binaryCrossentropy and sigmoid, or give it one value a class.',
      marks: '"categoricalCrossentropy"',
    },
  ),
  bad(
    'softmax of one value',
    file({
      layers: { input: INPUT, flatten: FLATTEN, output: { type: 'Dense', units: 1, activation: 'softmax' } },
      training: { dataset: { idx: 'two' } },
    }),
    {
      code: 'softmax-of-one',
      severity: 'warning',
      layer: 'output',
      message:
        'Dense "output" takes softmax of one value, which is always 1; use sigmoid, or give it more values.',
      marks: '"softmax"',
    },
  ),
  bad(
    'a perceptron',
    chain('flatten', FLATTEN, { hidden: { type: 'Dense', units: 5, activation: 'step' }, output: OUTPUT }),
    {
      code: 'step-cannot-learn',
      severity: 'warning',
      layer: 'hidden',
      message:
        'Dense "hidden" uses step, whose derivative is 0, so that the weights below it cannot learn; use sigmoid to train them.',
      marks: '"step"',
    },
  ),
  bad(
    'nothing to learn',
    file({ layers: { input: INPUT, flatten: FLATTEN }, training: { dataset: { idx: 'letters' } } }),
    {
      code: 'nothing-to-learn',
      severity: 'warning',
      message:
        'The network has no weights to learn, so that training changes nothing; add a layer with weights, e.g. Dense.',
      marks: '"layers"',
    },
  ),
];

export const targets: readonly Target[] = [...form, ...layers, ...wiring, ...shapes, ...training];
