import assert from 'node:assert/strict';
import { nameProblem } from '../../../../../webview/editor/gestures/layerIds';
import { graphOf, MLP } from '../files';

describe('nameProblem', () => {
  it('refuses blank and taken names, and lets a layer keep its own', () => {
    const graph = graphOf(MLP);
    assert.match(nameProblem(graph, 'hidden', '  ') ?? '', /needs a name/);
    assert.match(nameProblem(graph, 'hidden', 'output') ?? '', /output already/);
    assert.equal(nameProblem(graph, 'hidden', 'hidden'), undefined);
    assert.equal(nameProblem(graph, 'hidden', 'fc1'), undefined);
  });
});
