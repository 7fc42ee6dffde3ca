import assert from 'node:assert/strict';
import { neighbour } from '../../../../../webview/editor/gestures/neighbour';
import { graphOf } from '../files';

const graph = graphOf(`{
  "layers": { "in": {}, "left": {}, "right": {}, "sum": {}, "lone": {} },
  "edges": [["in", "left"], ["in", "right"], ["left", "sum"], ["right", "sum"], ["sum", "ghost"]]
}`);
const [UP, DOWN, LEFT, RIGHT] = [
  { x: 0, y: -1 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
  { x: 1, y: 0 },
];

describe('neighbour', () => {
  it('follows the wires down and up, and goes between branches', () => {
    assert.equal(neighbour(graph, 'in', DOWN), 'left');
    assert.equal(neighbour(graph, 'left', RIGHT), 'right');
    assert.equal(neighbour(graph, 'right', LEFT), 'left');
    assert.equal(neighbour(graph, 'right', DOWN), 'sum');
    assert.equal(neighbour(graph, 'sum', UP), 'left');
  });

  it('stays where there is nothing, and starts at the first layer', () => {
    assert.equal(neighbour(graph, 'sum', DOWN), undefined);
    assert.equal(neighbour(graph, 'in', UP), undefined);
    assert.equal(neighbour(graph, 'right', RIGHT), undefined);
    assert.equal(neighbour(graph, 'lone', LEFT), undefined);
    assert.equal(neighbour(graph, undefined, DOWN), 'in');
    assert.equal(neighbour(graph, 'gone', UP), 'in');
  });
});
