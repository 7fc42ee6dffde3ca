import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';
import {
  countOf,
  describeEdit,
  formatShape,
  parameterSummary,
  moreProblems,
  problemCounts,
  sizeFigures,
} from '../../../../webview/editor/wording';
import { graphOf, MLP } from './files';

describe('parameterSummary', () => {
  it('names what matters, in the order of the type, and leaves the rest to the inspector', () => {
    const summary = (type: string, parameters: Record<string, unknown>): string =>
      parameterSummary({ id: 'a', type, parameters });
    assert.equal(
      summary('Conv2D', {
        activation: 'relu',
        padding: 'same',
        kernelSize: [3, 5],
        filters: 8,
        useBias: false,
      }),
      '8 filters · 3 × 5 · same · relu',
    );
    assert.equal(summary('Dense', { units: 1, activation: 'linear' }), '1 unit');
    assert.equal(summary('Reshape', { targetShape: [-1, 4] }), 'to -1 × 4');
    assert.equal(summary('Nonsense', { units: 3, constructor: 1 }), '3 units');
    assert.equal(summary('Dense', { units: 'many' }), '');
  });
});

describe('wording', () => {
  it('writes shapes, counts and problems as people read them', () => {
    assert.equal(formatShape([28, 28, 1]), '28 × 28 × 1');
    assert.equal(countOf(1, 'layer'), '1 layer');
    assert.equal(countOf(100480, 'parameter'), '100,480 parameters');
    assert.equal(problemCounts([]), 'No problems');
    const problem = { code: 'cycle', message: '', path: [], range: { offset: 0, length: 0 } } as const;
    assert.equal(
      problemCounts([
        { ...problem, severity: 'warning' },
        { ...problem, severity: 'error' },
        { ...problem, severity: 'error' },
      ]),
      '2 errors, 1 warning',
    );
  });

  it('says what a long list of problems leaves out', () => {
    const error = {
      code: 'cycle',
      severity: 'error',
      message: '',
      path: [],
      range: { offset: 0, length: 0 },
    } as const;
    assert.equal(
      moreProblems([error, error, { ...error, severity: 'warning' }], 1),
      'And 1 error, 1 warning more.',
    );
  });

  it('says what an edit did', () => {
    const graph = graphOf(MLP);
    assert.equal(
      describeEdit(graph, {
        kind: 'sequence',
        edits: [
          { kind: 'removeEdges', indices: [2] },
          { kind: 'addEdges', edges: [{ from: 'flatten', to: 'output' }] },
        ],
      }),
      'Disconnected hidden from output. Connected flatten to output.',
    );
    assert.equal(
      describeEdit(graph, { kind: 'renameLayer', from: 'hidden', to: 'h1' }),
      'Renamed hidden to h1.',
    );
    assert.equal(
      describeEdit(graph, { kind: 'setParameter', ids: ['hidden'], name: 'units', value: undefined }),
      'Reset units of hidden to its default.',
    );
  });
});

describe('sizeFigures', () => {
  const texts = (text: string): string[] =>
    sizeFigures(checkNnFile(text)).map((figure) => figure.text.replaceAll('\u00a0', ' '));

  it('sums a network up: parameters, work for an example, memory at its batch size', () => {
    // 785 × 128 + 129 × 10 weights; 784 × 128 + 128 × 10 products; 784 + 784 + 128 + 10 values × 32 examples.
    assert.deepEqual(texts(MLP), [
      '4 layers',
      '101,770 parameters',
      '102 k multiply-adds',
      '407 kB weights',
      '218 kB activations',
    ]);
  });

  it('says what it leaves out, and nothing of what it cannot know', () => {
    const [, parameters, work] = texts(MLP.replace('"units": 10', '"units": 0'));
    assert.equal(parameters, 'at least 100,480 parameters');
    assert.equal(work, 'at least 100 k multiply-adds');
    assert.deepEqual(texts('{ "version": 1, "layers": {} }'), ['0 layers']);
    assert.deepEqual(texts('{ "version": 1, "layers": { "a": { "type": "Flatten" } } }'), ['1 layer']);
  });
});
