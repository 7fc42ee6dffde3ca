import assert from 'node:assert/strict';
import { largeNetwork } from '../../../../../scripts/bench/largeNetwork.mjs';
import { checkNnFile } from '../../../../../src/core/network/checkNnFile';
import { toFlow, type Flow } from '../../../../../webview/editor/drawing/toFlow';
import { MLP } from '../files';

/** MLP with a wire that goes around `hidden`, in a file with a problem at its end. */
const TEXT = MLP.replace('["hidden", "output"]]', '["hidden", "output"], ["flatten", "output"]]');

function draw(text: string, previous?: Flow): Flow {
  return toFlow(checkNnFile(text), previous);
}

/** The layers and wires that are drawn anew. */
function changed(before: Flow, after: Flow): { readonly cards: string[]; readonly wires: string[] } {
  return {
    cards: after.nodes.filter((node) => !before.nodes.includes(node)).map(({ data }) => data.layerId),
    wires: after.edges
      .filter((edge) => !before.edges.includes(edge))
      .map(({ data }) => `${String(data?.from)} > ${String(data?.to)}`),
  };
}

describe('a drawing after another one', () => {
  const before = draw(TEXT);

  it('is the same objects where nothing has changed', () => {
    const after = draw(`${TEXT}\n`, before);
    assert.equal(after.nodes, before.nodes);
    assert.equal(after.edges, before.edges);
  });

  it('has new objects for what an edit changes, and equals a drawing from scratch', () => {
    const text = TEXT.replace('"units": 128', '"units": 64');
    const after = draw(text, before);
    // The parameters of `output` depend on its inputs; the wire out of `hidden` carries another tensor.
    assert.deepEqual(changed(before, after), { cards: ['hidden', 'output'], wires: ['hidden > output'] });
    assert.deepEqual(after, draw(text));
    assert.equal(after.edges[2]?.data?.shape, '64');
  });

  it('keeps the data of a card that only moves', () => {
    const text = TEXT.replace('[0, 390]', '[10, 390]');
    const after = draw(text, before);
    assert.deepEqual(changed(before, after).cards, ['output']);
    const [old, moved] = [before, after].map(({ nodes }) =>
      nodes.find(({ data }) => data.layerId === 'output'),
    );
    assert.deepEqual(moved?.position, { x: 10, y: 390 });
    assert.equal(moved.data, old?.data);
  });

  it('leads a wire anew when the card in its way moves', () => {
    const after = draw(TEXT.replace('"hidden": [0, 260]', '"hidden": [600, 260]'), before);
    assert.deepEqual(changed(before, after), { cards: ['hidden'], wires: ['flatten > output'] });
    const wider = draw(TEXT.replace('"hidden": [0, 260]', '"hidden": [9, 260]'), before);
    assert.deepEqual(changed(before, wider), { cards: ['hidden'], wires: ['flatten > output'] });
  });

  it('numbers wires as the file does now', () => {
    const [first, second] = ['["input", "flatten"]', '["flatten", "hidden"]'];
    const after = draw(TEXT.replace(`${first}, ${second}`, `${second}, ${first}`), before);
    assert.deepEqual(
      after.edges.map(({ data }) => [data?.from, data?.index]),
      [
        ['flatten', 0],
        ['input', 1],
        ['hidden', 2],
        ['flatten', 3],
      ],
    );
  });

  it('marks what is wrong now, and where that stands now', () => {
    const wrong = TEXT.replace('"units": 10', '"units": 10, "speed": 3');
    const after = draw(wrong, before);
    assert.deepEqual(changed(before, after).cards, ['output']);
    const later = draw(wrong.replace('// Comments survive.', '// Comments survive, of any length.'), after);
    assert.deepEqual(changed(after, later).cards, ['output']);
    const rangeOf = ({ nodes }: Flow): number | undefined => nodes[3]?.data.problems[0]?.range.offset;
    assert.equal((rangeOf(later) ?? 0) - (rangeOf(after) ?? 0), ', of any length'.length);
    assert.equal(draw(`${wrong} `, after).nodes, after.nodes);
  });

  it('marks a wire no longer when it is right', () => {
    const wrong = (flow: Flow): (string | undefined)[] =>
      flow.edges.filter(({ className }) => className !== 'wire').map(({ data }) => data?.from);
    assert.deepEqual(wrong(before), ['flatten']);
    const after = draw(TEXT.replace('"Dense", "units": 10, "activation": "softmax"', '"Add"'), before);
    assert.deepEqual(wrong(after), []);
  });

  it('of 1,000 layers draws a handful anew after one edit', () => {
    const text = largeNetwork();
    const all = draw(text);
    const after = draw(
      text.replace(
        '"tower7_dense3": { "type": "Dense"',
        '"tower7_dense3": { "useBias": false, "type": "Dense"',
      ),
      all,
    );
    assert.deepEqual(changed(all, after), { cards: ['tower7_dense3'], wires: [] });
  });
});
