import assert from 'node:assert/strict';
import { checkNnFile } from '../../../../../src/core/network/checkNnFile';
import {
  EMPTY_CANVAS,
  reduceCanvas,
  type CanvasState,
} from '../../../../../webview/editor/drawing/canvasState';
import { MLP } from '../files';

let version = 0;
function show(state: CanvasState, text: string): CanvasState {
  const document = { version: ++version, text, fileName: 'test.nn.json' };
  return reduceCanvas(state, { type: 'fileShown', file: { document, checked: checkNnFile(text) } });
}
function selected(state: CanvasState): string[] {
  return state.nodes.filter((node) => node.selected === true).map(({ data }) => data.layerId);
}
function place(state: CanvasState, id: string): unknown {
  return state.nodes.find(({ data }) => data.layerId === id)?.position;
}

describe('reduceCanvas', () => {
  const open = show(EMPTY_CANVAS, MLP);
  const idOf = (layer: string): string => open.nodes.find(({ data }) => data.layerId === layer)?.id ?? '';

  it('keeps the selection while the text changes, and drops it with the layer', () => {
    const chosen = reduceCanvas(open, {
      type: 'nodesChanged',
      changes: [{ type: 'select', id: idOf('hidden'), selected: true }],
    });
    const changed = show(chosen, MLP.replace('"units": 128', '"units": 64'));
    assert.deepEqual(selected(changed), ['hidden']);
    assert.equal(changed.nodes.find(({ data }) => data.layerId === 'hidden')?.data.detail, '64 units · relu');
    assert.deepEqual(selected(show(chosen, MLP.replace('"hidden": {', '"other": {'))), []);
  });

  it('leaves the drawing as it is when what was foreseen has been written, and forgets torn text', () => {
    const foreseen = open.file;
    assert.ok(foreseen);
    const torn = show(open, MLP.replace('{', ''));
    assert.ok(torn.torn);
    const file = { ...foreseen, document: { ...foreseen.document, version: ++version } };
    const written = reduceCanvas(torn, { type: 'fileShown', file });
    assert.equal(written.file, file);
    assert.equal(written.nodes, open.nodes);
    assert.equal(written.torn, undefined);
  });

  it('holds a layer in the hand no longer once it is gone, so that it comes back where the file says', () => {
    const dragged = reduceCanvas(open, {
      type: 'nodesChanged',
      changes: [{ type: 'position', id: idOf('hidden'), position: { x: 900, y: 900 }, dragging: true }],
    });
    assert.deepEqual(place(dragged, 'hidden'), { x: 900, y: 900 });
    const gone = show(dragged, MLP.replace('"hidden": {', '"other": {'));
    assert.equal(gone.held.size, 0);
    assert.deepEqual(place(show(gone, MLP), 'hidden'), place(open, 'hidden'));
  });

  it('keeps a selected wire selected when wires before it go', () => {
    const wire = open.edges[2]?.id ?? '';
    const chosen = reduceCanvas(open, {
      type: 'edgesChanged',
      changes: [{ type: 'select', id: wire, selected: true }],
    });
    const fewer = show(chosen, MLP.replace('["input", "flatten"], ', ''));
    assert.deepEqual(
      fewer.edges.filter((edge) => edge.selected === true).map(({ data }) => [data?.from, data?.to]),
      [['hidden', 'output']],
    );
  });

  it('lets only the text add and remove layers', () => {
    const changed = reduceCanvas(open, {
      type: 'nodesChanged',
      changes: [{ type: 'remove', id: idOf('hidden') }],
    });
    assert.equal(changed.nodes.length, 4);
    const wires = reduceCanvas(open, {
      type: 'edgesChanged',
      changes: [{ type: 'remove', id: open.edges[0]?.id ?? '' }],
    });
    assert.equal(wires.edges.length, 3);
  });

  it('holds a moved card where it is until its edit has come back, whatever comes in between', () => {
    const moved = reduceCanvas(open, {
      type: 'nodesChanged',
      changes: [{ type: 'position', id: idOf('hidden'), position: { x: 50, y: 60 }, dragging: true }],
    });
    assert.deepEqual(place(moved, 'hidden'), { x: 50, y: 60 });
    const otherEdit = show(moved, MLP.replace('"units": 128', '"units": 64'));
    assert.deepEqual(place(otherEdit, 'hidden'), { x: 50, y: 60 });
    const written = show(otherEdit, MLP.replace('[0, 260]', '[50, 60]'));
    const settled = reduceCanvas(written, {
      type: 'moveSettled',
      moved: new Map([['hidden', { x: 50, y: 60 }]]),
    });
    assert.equal(settled.held.size, 0);
    assert.deepEqual(place(show(settled, MLP), 'hidden'), { x: 0, y: 260 });
  });

  it('does not let go of a card that has been moved on', () => {
    const move = (state: CanvasState, x: number): CanvasState =>
      reduceCanvas(state, {
        type: 'nodesChanged',
        changes: [{ type: 'position', id: idOf('hidden'), position: { x, y: 0 }, dragging: true }],
      });
    const settled = reduceCanvas(move(move(open, 10), 20), {
      type: 'moveSettled',
      moved: new Map([['hidden', { x: 10, y: 0 }]]),
    });
    assert.deepEqual(place(settled, 'hidden'), { x: 20, y: 0 });
  });

  it('returns a card to the place in the file when its move was turned down', () => {
    const moved = reduceCanvas(open, {
      type: 'nodesChanged',
      changes: [{ type: 'position', id: idOf('hidden'), position: { x: 9, y: 9 } }],
    });
    const settled = reduceCanvas(moved, {
      type: 'moveSettled',
      moved: new Map([['hidden', { x: 9, y: 9 }]]),
    });
    assert.deepEqual(place(settled, 'hidden'), { x: 0, y: 260 });
  });

  it('keeps the last graph that could be read while the text is torn, and says so', () => {
    const torn = show(open, MLP.replace('"edges":', 'x').replace('"hidden": [0, 260], ', ''));
    assert.equal(torn.file, open.file);
    assert.equal(torn.nodes, open.nodes);
    assert.equal(torn.torn?.checked.file.wellFormed, false);
    const mended = show(torn, MLP.replace('"units": 128', '"units": 64'));
    assert.equal(mended.torn, undefined);
    assert.equal(mended.file?.checked.file.wellFormed, true);
  });

  it('draws what can be read of a file that is torn from the start, then the graph when it is mended', () => {
    const torn = show(EMPTY_CANVAS, MLP.replace('"edges":', 'x'));
    assert.equal(torn.torn, torn.file);
    assert.ok(torn.nodes.length > 0);
    const stillTorn = show(torn, MLP.replace('"layout":', 'x'));
    assert.equal(stillTorn.file, stillTorn.torn, 'there is no good graph to keep');
    assert.equal(show(stillTorn, MLP).torn, undefined);
  });

  it('selects layers that are yet to come when they come, and once only', () => {
    const awaiting = reduceCanvas(open, { type: 'layersSelected', ids: ['extra'], focus: true });
    assert.deepEqual(selected(awaiting), []);
    const withExtra = MLP.replace('"flatten": {', '"extra": { "type": "Flatten" }, "flatten": {');
    const come = show(awaiting, withExtra);
    assert.deepEqual(selected(come), ['extra']);
    assert.deepEqual(come.shown, { ids: ['extra'], focus: true });
    const cleared = reduceCanvas(come, { type: 'selectionSet', ids: [] });
    assert.deepEqual(selected(show(cleared, withExtra)), []);
  });

  it('moves layers by steps, and holds them there', () => {
    const nudged = reduceCanvas(open, { type: 'layersNudged', ids: ['hidden'], by: { x: 10, y: -10 } });
    assert.deepEqual(place(nudged, 'hidden'), { x: 10, y: 250 });
    assert.deepEqual(nudged.held, new Map([['hidden', { x: 10, y: 250 }]]));
    assert.deepEqual(place(nudged, 'output'), { x: 0, y: 390 });
  });
});
