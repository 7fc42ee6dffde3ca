/** Every fix is applied to a text with comments: its problem is gone, none is new, and all else is as it was written. */
import assert from 'node:assert/strict';
import { applyTextEdits } from '../../../../src/core/file/textEdits';
import type { DiagnosticCode } from '../../../../src/core/diagnostics/diagnostic';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import type { QuickFix } from '../../../../src/core/network/quickFix';
import { quickFixesFor } from '../../../../src/core/network/quickFixes';
import { targets } from './diagnosticTargets';

/** Right in everything, and written as people write. */
const TEXT = `{
  "version": 1, // the first
  "layers": {
    "input":  { "type": "Input", "shape": [28, 28, 1] },
    /* features */
    "conv":   { "type": "Conv2D", "filters": 4, "kernelSize": 5, "activation": "relu" }, // 24 x 24
    "pool":   { "type": "MaxPooling2D", "poolSize": 2 },
    "flat":   { "type": "Flatten" },
    "hidden": { "type": "Dense", "units": 12, "activation": "sigmoid" },
    "output": { "type": "Dense", "units": 10, "activation": "softmax" },
  },
  "edges": [
    ["input", "conv"], ["conv", "pool"], // first
    ["pool", "flat"], ["flat", "hidden"], ["hidden", "output"],
  ],
  "layout": { "input": [0, 0], "conv": [0, 130], "pool": [0, 260], "flat": [0, 390], "hidden": [0, 520], "output": [0, 650] },
  "training": {
    "dataset": "mnist", "loss": "categoricalCrossentropy",
    "optimizer": { "type": "adam", "learningRate": 0.001 }, // Keras's
    "epochs": 5
  }
}
`;

/** What lies behind the pooling layer. */
const POOL_TO_END = TEXT.slice(TEXT.indexOf('    "flat":'), TEXT.indexOf('  },\n  "edges"'));
const EDGES_TO_END = TEXT.slice(TEXT.indexOf('["pool", "flat"]'), TEXT.indexOf('\n  ],\n  "layout"'));
const PLACES_TO_END = TEXT.slice(TEXT.indexOf(' "flat": ['), TEXT.indexOf(',\n  "training"'));

interface Case {
  readonly name: string;
  readonly code: DiagnosticCode;
  /** Replaced in TEXT one after the other to bring the problem about. */
  readonly broken: readonly (readonly [string, string])[];
  /** All the titles that are offered, the preferred one with a star. */
  readonly titles: readonly string[];
  /** The text of the broken file around each of the chosen fix's edits, and what becomes of it. */
  readonly fixed: readonly (readonly [string, string])[];
  /** Which of the titles is chosen; the first unless given. */
  readonly choose?: number;
  /** How many other problems stay; none unless given. */
  readonly left?: number;
}

const cases: readonly Case[] = [
  {
    name: 'inserts Flatten',
    code: 'wrong-rank',
    broken: [
      ['    "flat":   { "type": "Flatten" },\n', ''],
      ['["pool", "flat"], ["flat", "hidden"]', '["pool", "hidden"]'],
      [' "flat": [0, 390],', ''],
    ],
    titles: ['*Insert a Flatten layer before "hidden"'],
    fixed: [
      ['"poolSize": 2 },\n', '"poolSize": 2 },\n    "flatten": { "type": "Flatten" },\n'],
      ['["pool", "hidden"]', '["pool", "flatten"], ["flatten", "hidden"]'],
      ['"pool": [0, 260],', '"pool": [0, 260], "flatten": [240, 390],'],
    ],
  },
  {
    name: 'gives the output one unit a class',
    code: 'dataset-mismatch',
    broken: [['"units": 10', '"units": 9']],
    titles: ['*Set units of "output" to 10'],
    fixed: [['"units": 9', '"units": 10']],
  },
  {
    name: 'sizes the layer that decides on the number of outputs, behind which others stand',
    code: 'dataset-mismatch',
    broken: [
      [
        '10, "activation": "softmax" },\n',
        '9 },\n    "norm": { "type": "BatchNormalization" },\n    "soft": { "type": "Activation", "activation": "softmax" },\n',
      ],
      ['["hidden", "output"],', '["hidden", "output"], ["output", "norm"], ["norm", "soft"],'],
    ],
    titles: ['*Set units of "output" to 10', 'Add a Dense layer with 10 units behind "soft"'],
    fixed: [['"units": 9', '"units": 10']],
  },
  {
    name: 'sizes the channels of which the output is the mean',
    code: 'dataset-mismatch',
    broken: [
      [POOL_TO_END, '    "mean": { "type": "GlobalAveragePooling2D" },\n'],
      [EDGES_TO_END, '["pool", "mean"],'],
      [PLACES_TO_END, ' "mean": [0, 390] }'],
      ['"categoricalCrossentropy"', '"quadratic"'],
    ],
    titles: ['*Set filters of "conv" to 10', 'Add a Dense layer with 10 units behind "mean"'],
    fixed: [['"filters": 4', '"filters": 10']],
  },
  {
    name: 'puts a Dense layer behind an output of another size',
    code: 'dataset-mismatch',
    broken: [
      [POOL_TO_END, '    "mean": { "type": "GlobalAveragePooling2D" },\n'],
      [EDGES_TO_END, '["pool", "mean"],'],
      [PLACES_TO_END, ' "mean": [0, 390] }'],
      ['"categoricalCrossentropy"', '"quadratic"'],
    ],
    titles: ['*Set filters of "conv" to 10', 'Add a Dense layer with 10 units behind "mean"'],
    choose: 1,
    fixed: [
      [
        '"GlobalAveragePooling2D" },\n',
        '"GlobalAveragePooling2D" },\n    "dense": { "type": "Dense", "units": 10, "activation": "sigmoid" },\n',
      ],
      ['["pool", "mean"],', '["pool", "mean"],\n    ["mean", "dense"],'],
      ['"mean": [0, 390]', '"mean": [0, 390], "dense": [0, 520]'],
    ],
  },
  {
    name: 'ends flat where the output is an image',
    code: 'dataset-mismatch',
    broken: [
      [POOL_TO_END, ''],
      [EDGES_TO_END, ''],
      [PLACES_TO_END, ' }'],
      [', "loss": "categoricalCrossentropy"', ''],
    ],
    titles: ['*Add a Flatten and a Dense layer with 10 units behind "pool"'],
    fixed: [
      [
        '"poolSize": 2 },\n',
        '"poolSize": 2 },\n    "flatten": { "type": "Flatten" },\n    "dense": { "type": "Dense", "units": 10, "activation": "softmax" },\n',
      ],
      ['["conv", "pool"],', '["conv", "pool"], ["pool", "flatten"], ["flatten", "dense"],'],
      ['"pool": [0, 260],', '"pool": [0, 260], "flatten": [0, 390], "dense": [0, 520],'],
    ],
  },
  {
    name: 'inserts Reshape before what takes an image',
    code: 'wrong-rank',
    broken: [['[28, 28, 1]', '[28, 28]']],
    titles: ['*Insert a Reshape layer to [28, 28, 1] before "conv"'],
    fixed: [
      [
        '"shape": [28, 28] },\n',
        '"shape": [28, 28] },\n    "reshape": { "type": "Reshape", "targetShape": [28, 28, 1] },\n',
      ],
      ['["input", "conv"],', '["input", "reshape"], ["reshape", "conv"],'],
      ['"input": [0, 0],', '"input": [0, 0], "reshape": [240, 65],'],
    ],
  },
  {
    name: 'makes an image of a flat square',
    code: 'wrong-rank',
    broken: [['[28, 28, 1]', '[784]']],
    titles: ['*Insert a Reshape layer to [28, 28, 1] before "conv"'],
    fixed: [
      [
        '"shape": [784] },\n',
        '"shape": [784] },\n    "reshape": { "type": "Reshape", "targetShape": [28, 28, 1] },\n',
      ],
      ['["input", "conv"],', '["input", "reshape"], ["reshape", "conv"],'],
      ['"input": [0, 0],', '"input": [0, 0], "reshape": [240, 65],'],
    ],
  },
  {
    name: 'gives an inner layer the units that it lacks',
    code: 'missing-parameter',
    broken: [[' "units": 12,', '']],
    titles: ['*Set units of "hidden" to 32'],
    fixed: [['"Dense", "activation": "sigmoid"', '"Dense", "activation": "sigmoid", "units": 32']],
  },
  {
    name: 'gives the output the units that it lacks',
    code: 'missing-parameter',
    broken: [[' "units": 10,', '']],
    titles: ['*Set units of "output" to 10'],
    fixed: [['"Dense", "activation": "softmax"', '"Dense", "activation": "softmax", "units": 10']],
  },
  {
    name: 'gives the input the shape that it lacks',
    code: 'missing-parameter',
    broken: [[', "shape": [28, 28, 1]', '']],
    titles: ['*Set shape of "input" to [28, 28, 1]'],
    fixed: [['"Input"', '"Input", "shape": [28, 28, 1]']],
  },
  {
    name: 'lets the first input take the place of another',
    code: 'several-inputs',
    broken: [
      ['    /* features */\n', '    "again": { "type": "Input", "shape": [28, 28, 1] },\n'],
      ['["input", "conv"]', '["again", "conv"]'],
    ],
    titles: ['*Let "input" take the place of "again"'],
    fixed: [
      ['    "again": { "type": "Input", "shape": [28, 28, 1] },\n', ''],
      ['["again", "conv"]', '["input", "conv"]'],
    ],
  },
  {
    name: 'removes an input that leads nowhere',
    code: 'several-inputs',
    broken: [['    /* features */\n', '    "again": { "type": "Input", "shape": [28, 28, 1] },\n']],
    titles: ['Remove "again"'],
    fixed: [['    "again": { "type": "Input", "shape": [28, 28, 1] },\n', '']],
  },
  {
    name: 'removes a branch that ends beside the output',
    code: 'several-outputs',
    broken: [
      [
        '    "output":',
        '    "aside": { "type": "Flatten" },\n    "end": { "type": "Dropout", "rate": 0.5 },\n    "output":',
      ],
      ['["pool", "flat"],', '["pool", "flat"], ["pool", "aside"], ["aside", "end"],'],
    ],
    titles: ['Remove "aside", "end"', 'Remove "flat", "hidden", "output"'],
    fixed: [
      ['    "aside": { "type": "Flatten" },\n    "end": { "type": "Dropout", "rate": 0.5 },\n', ''],
      [' ["pool", "aside"], ["aside", "end"],', ''],
    ],
  },
  {
    name: 'closes a gap',
    code: 'missing-input',
    broken: [[' ["flat", "hidden"],', '']],
    titles: ['*Wire "flat" into "hidden"'],
    fixed: [['["hidden", "output"],', '["hidden", "output"], ["flat", "hidden"],']],
  },
  {
    name: 'removes a layer without wires',
    code: 'missing-input',
    broken: [['    /* features */\n', '    "alone": { "type": "Flatten" },\n']],
    titles: ['*Wire "output" into "alone"', 'Remove "alone"'],
    choose: 1,
    fixed: [['    "alone": { "type": "Flatten" },\n', '']],
  },
  {
    name: 'wires nothing into a gap that its shape does not fit',
    code: 'missing-input',
    broken: [['    /* features */\n', '    "loose": { "type": "Conv2D", "filters": 2, "kernelSize": 3 },\n']],
    titles: ['Remove "loose"'],
    fixed: [['    "loose": { "type": "Conv2D", "filters": 2, "kernelSize": 3 },\n', '']],
  },
  {
    name: 'wires nothing into a gap where it might be one of several',
    code: 'missing-input',
    broken: [
      ['    /* features */\n', '    "alone": { "type": "Flatten" },\n'],
      ['["hidden", "output"],', ''],
    ],
    titles: ['Remove "alone"'],
    fixed: [['    "alone": { "type": "Flatten" },\n', '']],
    // The output is not wired either.
    left: 1,
  },
  {
    name: 'joins no image with what is flat',
    code: 'too-many-inputs',
    broken: [['["flat", "hidden"],', '["flat", "hidden"], ["conv", "hidden"],']],
    titles: ['Remove the edge from "conv" to "hidden"'],
    fixed: [[' ["conv", "hidden"],', '']],
  },
  {
    name: 'adds up what leads into a layer that takes one input',
    code: 'too-many-inputs',
    broken: [
      ['    "output":', '    "twin": { "type": "Dense", "units": 12 },\n    "output":'],
      ['["hidden", "output"],', '["hidden", "output"], ["flat", "twin"], ["twin", "output"],'],
    ],
    titles: ['*Join "hidden", "twin" by Add', 'Remove the edge from "twin" to "output"'],
    fixed: [
      ['"units": 12 },\n', '"units": 12 },\n    "add": { "type": "Add" },\n'],
      ['["hidden", "output"]', '["hidden", "add"]'],
      ['["twin", "output"],', '["twin", "add"],\n    ["add", "output"],'],
    ],
  },
  {
    name: 'joins what has other channels',
    code: 'too-many-inputs',
    broken: [['["flat", "hidden"],', '["flat", "hidden"], ["flat", "output"],']],
    titles: ['*Join "flat", "hidden" by Concatenate', 'Remove the edge from "hidden" to "output"'],
    fixed: [
      ['"sigmoid" },\n', '"sigmoid" },\n    "concatenate": { "type": "Concatenate" },\n'],
      ['["flat", "output"]', '["flat", "concatenate"]'],
      ['["hidden", "output"],', '["hidden", "concatenate"], ["concatenate", "output"],'],
      ['"hidden": [0, 520],', '"hidden": [0, 520],\n    "concatenate": [240, 585],'],
    ],
  },
  {
    name: 'removes an edge into the input, however often it is there',
    code: 'too-many-inputs',
    broken: [
      ['    /* features */\n', '    "again": { "type": "Input", "shape": [28, 28, 1] },\n'],
      ['["input", "conv"]', '["again", "input"], ["again", "input"], ["input", "conv"]'],
    ],
    titles: ['*Remove the edge from "again" to "input"'],
    fixed: [['["again", "input"], ["again", "input"], ', '']],
    left: 1,
  },
  {
    name: "gives the input the images' shape",
    code: 'dataset-mismatch',
    broken: [['[28, 28, 1]', '[32, 32, 1]']],
    titles: ['*Set shape of "input" to [28, 28, 1]'],
    fixed: [['[32, 32, 1]', '[28, 28, 1]']],
  },
  {
    name: 'ends with softmax for categoricalCrossentropy',
    code: 'loss-mismatch',
    broken: [['10, "activation": "softmax"', '10']],
    titles: ['*Set activation of "output" to "softmax"', 'Set loss to "quadratic"'],
    fixed: [['"units": 10', '"units": 10, "activation": "softmax"']],
  },
  {
    name: 'ends with sigmoid for binaryCrossentropy',
    code: 'loss-mismatch',
    broken: [
      ['softmax', 'relu'],
      ['categorical', 'binary'],
    ],
    titles: ['*Set activation of "output" to "sigmoid"', 'Set loss to "quadratic"'],
    fixed: [['10, "activation": "relu"', '10, "activation": "sigmoid"']],
  },
  {
    name: 'compares no outputs where there is one',
    code: 'loss-mismatch',
    broken: [
      ['10, "activation": "softmax"', '1, "activation": "sigmoid"'],
      ['"mnist"', '{ "idx": "two" }'],
    ],
    titles: ['*Set loss to "binaryCrossentropy"', 'Set loss to "quadratic"'],
    fixed: [['"categoricalCrossentropy"', '"binaryCrossentropy"']],
  },
  {
    name: 'takes sigmoid of one value',
    code: 'softmax-of-one',
    broken: [
      ['"units": 10,', '"units": 1,'],
      ['"mnist"', '{ "idx": "two" }'],
      ['"categorical', '"binary'],
    ],
    titles: ['*Set activation of "output" to "sigmoid"'],
    fixed: [['"softmax"', '"sigmoid"']],
  },
  {
    name: 'adds a softmax layer behind an output that takes no activation',
    code: 'loss-mismatch',
    broken: [
      ['10, "activation": "softmax" },\n', '10 },\n    "norm": { "type": "BatchNormalization" },\n'],
      ['["hidden", "output"],', '["hidden", "output"], ["output", "norm"],'],
      ['"output": [0, 650]', '"output": [0, 650], "norm": [0, 780]'],
    ],
    titles: ['*Add an Activation layer with "softmax" behind "norm"', 'Set loss to "quadratic"'],
    fixed: [
      [
        '"BatchNormalization" },\n',
        '"BatchNormalization" },\n    "softmax": { "type": "Activation", "activation": "softmax" },\n',
      ],
      ['["output", "norm"],', '["output", "norm"], ["norm", "softmax"],'],
      // The line is full.
      ['"norm": [0, 780]', '"norm": [0, 780],\n    "softmax": [0, 910]'],
    ],
  },
  {
    name: 'takes a loss that goes with any outputs',
    code: 'loss-mismatch',
    broken: [['softmax', 'tanh']],
    titles: ['*Set activation of "output" to "softmax"', 'Set loss to "quadratic"'],
    choose: 1,
    fixed: [['categoricalCrossentropy', 'quadratic']],
  },
  {
    name: 'removes the edge that closes a cycle',
    code: 'cycle',
    broken: [['["hidden", "output"],', '["hidden", "output"], ["hidden", "conv"],']],
    titles: [
      '*Remove the edge from "hidden" to "conv"',
      'Remove the edge from "pool" to "flat"',
      'Remove the edge from "flat" to "hidden"',
      'Remove the edge from "conv" to "pool"',
    ],
    fixed: [['["hidden", "output"], ["hidden", "conv"],', '["hidden", "output"],']],
  },
  {
    name: 'removes the edge from a layer to itself',
    code: 'cycle',
    broken: [['["flat", "hidden"],', '["flat", "hidden"], ["flat", "flat"],']],
    titles: ['*Remove the edge from "flat" to "flat"'],
    fixed: [['["flat", "hidden"], ["flat", "flat"],', '["flat", "hidden"],']],
  },
  {
    name: 'removes a dangling edge',
    code: 'dangling-edge',
    broken: [['["hidden", "output"],', '["hidden", "output"], ["hidden", "elsewhere"],']],
    titles: ['*Remove the edge from "hidden" to "elsewhere"'],
    fixed: [[' ["hidden", "elsewhere"],', '']],
  },
  {
    name: 'wires a dangling edge to the layer that was meant',
    code: 'dangling-edge',
    broken: [['["flat", "hidden"]', '["flat", "hiden"]']],
    titles: ['*Wire it to "hidden"', 'Remove the edge from "flat" to "hiden"'],
    fixed: [['"hiden"', '"hidden"']],
  },
  {
    name: 'does not wire a dangling edge to where one leads already',
    code: 'dangling-edge',
    broken: [['["flat", "hidden"],', '["flat", "hidden"], ["flot", "hidden"],']],
    titles: ['*Remove the edge from "flot" to "hidden"'],
    fixed: [[' ["flot", "hidden"],', '']],
  },
  {
    name: 'removes a duplicate edge',
    code: 'duplicate-edge',
    broken: [['["conv", "pool"], //', '["conv", "pool"], ["conv", "pool"], //']],
    titles: ['*Remove the edge from "conv" to "pool"'],
    fixed: [[' ["conv", "pool"], ["conv", "pool"], //', ' ["conv", "pool"], //']],
  },
  {
    name: 'pads the image that a window outgrows',
    code: 'window-too-large',
    broken: [['"poolSize": 2', '"poolSize": 25']],
    titles: ['*Set padding of "pool" to "same"'],
    fixed: [['"poolSize": 25', '"poolSize": 25, "padding": "same"']],
  },
  {
    name: 'replaces step by sigmoid',
    code: 'step-cannot-learn',
    broken: [['sigmoid', 'step']],
    titles: ['*Set activation of "hidden" to "sigmoid"'],
    fixed: [['step', 'sigmoid']],
  },
  {
    name: 'corrects a layer type',
    code: 'unknown-layer-type',
    broken: [['MaxPooling2D', 'MaxPoling2D']],
    titles: ['*Change to "MaxPooling2D"'],
    fixed: [['MaxPoling2D', 'MaxPooling2D']],
  },
  {
    name: 'corrects the letter case of a layer type',
    code: 'unknown-layer-type',
    broken: [['Flatten', 'flatten']],
    titles: ['*Change to "Flatten"'],
    fixed: [['"type": "flatten"', '"type": "Flatten"']],
  },
  {
    name: "corrects a parameter's name",
    code: 'unknown-parameter',
    broken: [['5, "activation"', '5, "activaton"']],
    titles: ['*Change to "activation"', 'Remove "activaton"'],
    fixed: [['"activaton"', '"activation"']],
  },
  {
    name: "does not correct a parameter's name to one that is there",
    code: 'unknown-parameter',
    broken: [['"filters": 4', '"filters": 4, "filter": 5']],
    titles: ['Remove "filter"'],
    fixed: [[' "filter": 5,', '']],
  },
  {
    name: 'corrects an activation',
    code: 'bad-parameter',
    broken: [['"relu"', '"ReLu"']],
    titles: ['*Change to "relu"'],
    fixed: [['"ReLu"', '"relu"']],
  },
  {
    name: 'corrects a training setting',
    code: 'unknown-property',
    broken: [['"epochs"', '"epoch"']],
    titles: ['*Change to "epochs"', 'Remove "epoch"'],
    fixed: [['"epoch"', '"epochs"']],
  },
  {
    name: 'corrects a loss',
    code: 'bad-training-setting',
    broken: [['categoricalCrossentropy', 'categoricalCrossEntropie']],
    titles: ['*Change to "categoricalCrossentropy"'],
    fixed: [['categoricalCrossEntropie', 'categoricalCrossentropy']],
  },
  {
    name: 'corrects a dataset',
    code: 'bad-training-setting',
    broken: [['"mnist"', '"MNIST"']],
    titles: ['*Change to "mnist"'],
    fixed: [['"MNIST"', '"mnist"']],
  },
  {
    name: "corrects an optimiser's type",
    code: 'bad-training-setting',
    broken: [['"adam"', '"adan"']],
    titles: ['*Change to "adam"'],
    fixed: [['"adan"', '"adam"']],
  },
  {
    name: "corrects an optimiser's setting",
    code: 'unknown-property',
    broken: [['learningRate', 'learningrate']],
    titles: ['*Change to "learningRate"', 'Remove "learningrate"'],
    fixed: [['learningrate', 'learningRate']],
  },
  {
    name: 'makes an object of an optimiser that is a word',
    code: 'bad-training-setting',
    broken: [['{ "type": "adam", "learningRate": 0.001 }', '"Adam"']],
    titles: ['*Change to { "type": "adam" }'],
    fixed: [['"Adam"', '{ "type": "adam" }']],
  },
  {
    name: "corrects a property's name",
    code: 'unknown-property',
    broken: [['"layout"', '"layuot"']],
    titles: ['*Change to "layout"', 'Remove "layuot"'],
    fixed: [['"layuot"', '"layout"']],
  },
  {
    name: 'removes the position of no layer',
    code: 'unknown-property',
    broken: [['"conv": [0, 130]', '"conv": [0, 130], "gone": [9, 9]']],
    titles: ['Remove "gone"'],
    fixed: [[' "gone": [9, 9],', '']],
  },
];

describe('quickFixesFor', () => {
  before(() => {
    assert.deepEqual(checkNnFile(TEXT).diagnostics, []);
  });

  for (const { name, code, broken, titles, fixed, choose, left } of cases) {
    it(name, () => {
      const text = replaceAll(TEXT, broken);
      const checked = checkNnFile(text);
      const problem = checked.diagnostics.find((diagnostic) => diagnostic.code === code);
      assert.ok(problem, `${code} among ${checked.diagnostics.map((found) => found.code).join()}`);
      const fixes = quickFixesFor(checked, problem);
      assert.deepEqual(fixes.map(starred), titles);
      const chosen = fixes[choose ?? 0];
      assert.ok(chosen);
      const mended = applyTextEdits(text, chosen.edits());
      assert.equal(mended, replaceAll(text, fixed));
      const messages = checkNnFile(mended).diagnostics.map(({ message }) => message);
      if (left === undefined) assert.deepEqual(messages, []);
      assert.equal(messages.length, left ?? 0);
      assert.ok(!messages.includes(problem.message));
    });
  }

  it('fixes one problem of several and brings no new one', () => {
    const text = replaceAll(TEXT, [
      ['"mnist"', '"mnits"'],
      ['"relu"', '"rlu"'],
      ['"epochs"', '"epocs"'],
    ]);
    const checked = checkNnFile(text);
    assert.equal(checked.diagnostics.length, 3);
    for (const problem of checked.diagnostics) {
      const [fix] = quickFixesFor(checked, problem);
      assert.ok(fix);
      const left = checkNnFile(applyTextEdits(text, fix.edits())).diagnostics.map(({ message }) => message);
      const others = checked.diagnostics.filter((other) => other !== problem);
      assert.deepEqual(
        left,
        others.map(({ message }) => message),
      );
    }
  });

  it('inserts Flatten into a file without positions, with another name where the first is taken', () => {
    const text = JSON.stringify({
      version: 1,
      layers: {
        input: { type: 'Input', shape: [28, 28, 1] },
        flatten: { type: 'Dense', units: 10 },
      },
      edges: [['input', 'flatten']],
    });
    const checked = checkNnFile(text);
    const [problem] = checked.diagnostics;
    assert.ok(problem);
    const [fix] = quickFixesFor(checked, problem);
    assert.ok(fix);
    const mended = applyTextEdits(text, fix.edits());
    assert.deepEqual(checkNnFile(mended).diagnostics, []);
    assert.match(mended, /"flatten2": \{ "type": "Flatten" \}/);
    assert.doesNotMatch(mended, /layout/);
  });

  it('inserts Flatten on a line of its own where each wire has one', () => {
    const written = {
      version: 1,
      layers: { input: { type: 'Input', shape: [28, 28, 1] }, output: { type: 'Dense', units: 10 } },
      edges: [['input', 'output']],
    };
    const text = JSON.stringify(written, undefined, 2).replace(
      /\[\s+"input",\s+"output"\s+\]/,
      '["input", "output"]',
    );
    const checked = checkNnFile(text);
    const [problem] = checked.diagnostics;
    assert.ok(problem);
    const [fix] = quickFixesFor(checked, problem);
    assert.ok(fix);
    const mended = applyTextEdits(text, fix.edits());
    assert.match(mended, /\n {4}\["input", "flatten"\],\n {4}\["flatten", "output"\]\n/);
    assert.deepEqual(checkNnFile(mended).diagnostics, []);
  });

  it('keeps the number of axes of an input for the layers behind it', () => {
    const text = JSON.stringify({
      version: 1,
      layers: { input: { type: 'Input', shape: [700] }, output: { type: 'Dense', units: 10 } },
      edges: [['input', 'output']],
    });
    const checked = checkNnFile(text);
    const [problem] = checked.diagnostics;
    assert.ok(problem);
    const [fix] = quickFixesFor(checked, problem);
    assert.equal(fix?.title, 'Set shape of "input" to [784]');
    assert.deepEqual(checkNnFile(applyTextEdits(text, fix.edits())).diagnostics, []);
  });

  it('mends every known problem for which it offers a preferred fix, with titles that differ', () => {
    let mended = 0;
    for (const { name, text } of targets) {
      const checked = checkNnFile(text);
      for (const problem of checked.diagnostics) {
        const fixes = quickFixesFor(checked, problem);
        assert.equal(new Set(fixes.map(({ title }) => title)).size, fixes.length, name);
        assert.ok(fixes.filter(({ preferred }) => preferred).length <= 1, name);
        for (const fix of fixes) {
          const after = checkNnFile(applyTextEdits(text, fix.edits()));
          assert.ok(after.file.wellFormed, name);
          const left = after.diagnostics.map(({ message }) => message);
          // Of several cycles, only the first is reported.
          if (fix.preferred) assert.ok(!left.includes(problem.message), `${name}: ${fix.title}`);
          mended++;
        }
      }
    }
    assert.ok(mended > 20, String(mended));
  });

  it('offers nothing in a file with syntax errors', () => {
    const checked = checkNnFile(`${TEXT.replace('"mnist"', '"mnits"')} oops`);
    assert.ok(checked.diagnostics.length > 0);
    for (const problem of checked.diagnostics) assert.deepEqual(quickFixesFor(checked, problem), []);
  });
});

function replaceAll(text: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((changed, [from, to]) => {
    assert.ok(changed.includes(from), `${from} in the text`);
    return changed.replace(from, to);
  }, text);
}

function starred({ title, preferred }: QuickFix): string {
  return preferred ? `*${title}` : title;
}
