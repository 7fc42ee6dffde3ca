import assert from 'node:assert/strict';
import { definitionOf, layerMentions, mentionAt } from '../../../../src/core/file/layerMentions';
import { parseNnFile } from '../../../../src/core/file/nnFile';
import { renamableAt, renameLayerEdits } from '../../../../src/core/file/renameLayer';
import { applyTextEdits } from '../../../../src/core/file/textEdits';
import { applyGraphEdit } from '../../../../src/core/graph/applyGraphEdit';
import { GraphEditError } from '../../../../src/core/graph/graphEdit';

const text = `{
  "version": 1, // a
  "name": "a",
  "layers": {
    "a": { "type": "Input", "shape": [4] }, // "a"
    "b": { "type": "Activation", "activation": "a" }
  },
  "edges": [["a", "b"], ["gone", "b"], ["a"]],
  "layout": { "b": [0, 1], "a": [0, 0] },
  "training": { "a": "a" }
}
`;

describe('renaming a layer', () => {
  it('changes its names and nothing else', () => {
    const after = text
      .replace('"a": { "type"', '"new \\"one\\"": { "type"')
      .replace('["a", "b"]', '["new \\"one\\"", "b"]')
      .replace('["a"]]', '["new \\"one\\""]]')
      .replace('"a": [0, 0]', '"new \\"one\\"": [0, 0]');
    assert.equal(applyTextEdits(text, renameLayerEdits(text, 'a', 'new "one"')), after);
  });

  it('starts from any place that names the layer', () => {
    for (const place of ['"a": {', 'a", "b"]', '"a": [0']) {
      assert.deepEqual(renameLayerEdits(text, text.indexOf(place), 'z'), renameLayerEdits(text, 'a', 'z'));
    }
  });

  it('writes nothing where the name stays', () => {
    assert.deepEqual(renameLayerEdits(text, 'a', 'a'), []);
  });

  it('says why it cannot', () => {
    const refused: [() => unknown, string][] = [
      [() => renameLayerEdits(text, 'a', 'b'), 'There is a layer "b" already; choose another name.'],
      [() => renameLayerEdits(text, 'a', ''), 'A layer needs a name; call "a" something.'],
      [() => renamableAt(text, text.indexOf('gone')), 'There is no layer "gone" in this file to rename.'],
      [
        () => renamableAt(text, text.indexOf('"Input"')),
        'No layer is named here; put the cursor on the name of a layer.',
      ],
      [
        () => renameLayerEdits(`${text}}`, 'a', 'z'),
        'The file has syntax errors; correct them in the text before editing the graph.',
      ],
    ];
    for (const [rename, message] of refused) assert.throws(rename, new GraphEditError(message));
  });

  for (const layout of ['{ "a": [1, 2], "z": [3, 4] }', '{ "z": [3, 4], "a": 7 }', '{ "z": [3, 4] }']) {
    it(`leaves one position of ${layout}`, () => {
      const before = `{ "version": 1, "layers": { "a": { "type": "Flatten" } }, "layout": ${layout} }`;
      const { graph } = parseNnFile(applyTextEdits(before, renameLayerEdits(before, 'a', 'z')));
      const expected = applyGraphEdit(parseNnFile(before).graph, { kind: 'renameLayer', from: 'a', to: 'z' });
      assert.deepEqual(graph, expected);
      assert.equal(graph.layout.size, 1);
    });
  }
});

describe('the mentions of layers', () => {
  const mentions = layerMentions(text);

  it('are found in layers, edges and layout', () => {
    assert.deepEqual(
      mentions.map(({ id, part }) => `${part} ${id}`),
      [
        ...['layers a', 'layers b'],
        ...['edges a', 'edges b', 'edges gone', 'edges b', 'edges a'],
        ...['layout b', 'layout a'],
      ],
    );
    for (const { id, range } of mentions) {
      assert.equal(text.slice(range.offset, range.offset + range.length), `"${id}"`);
    }
  });

  it('reach from quote to quote', () => {
    const start = text.indexOf('"gone"');
    assert.equal(mentionAt(mentions, start - 1), undefined);
    assert.equal(mentionAt(mentions, start)?.id, 'gone');
    assert.equal(mentionAt(mentions, start + 6)?.id, 'gone');
    assert.equal(mentionAt(mentions, start + 7), undefined);
  });

  it('lead to the definition that counts', () => {
    assert.equal(definitionOf(mentions, 'gone'), undefined);
    const twice = '{ "layers": { "a": {}, "a": {} } }';
    assert.equal(definitionOf(layerMentions(twice), 'a')?.range.offset, twice.lastIndexOf('"a"'));
  });
});
