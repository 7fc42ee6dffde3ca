import assert from 'node:assert/strict';
import { layerPlaces, layersAt } from '../../../../src/core/file/layerPlaces';

const TEXT = `{
  "version": 1,
  "layers": {
    "input": { "type": "Input", "shape": [4] },
    "hidden": {
      "type": "Dense"
    },
    "out": { "type": "Dense" }, "tail": { "type": "Flatten" } // last
  },
  "edges": [["input","hidden"],["hidden","out"],
    ["out", "tail"]],
  "layout": {
    "input": [0, 0],
    "hidden": [0, 100]
  },
  "training": { "loss": "quadratic" }
}
`;
const places = layerPlaces(TEXT);

/** The layers at a cursor that is marked by a bar in a part of the text. */
function at(marked: string): string[] {
  const part = marked.replace('|', '');
  assert.equal(TEXT.split(part).length, 2, `${part} stands once in the text`);
  return layersAt(places, [{ offset: TEXT.indexOf(part) + marked.indexOf('|'), length: 0 }]);
}

/** The layers in selections of parts of the text. */
function over(...parts: string[]): string[] {
  return layersAt(
    places,
    parts.map((part) => {
      assert.equal(TEXT.split(part).length, 2, `${part} stands once in the text`);
      return { offset: TEXT.indexOf(part), length: part.length };
    }),
  );
}

describe('layersAt', () => {
  it('finds the layer in whose definition or position the cursor stands', () => {
    assert.deepEqual(at('"in|put": {'), ['input']);
    assert.deepEqual(at('"Inp|ut"'), ['input']);
    assert.deepEqual(at('"type": "Dense|"\n'), ['hidden']);
    assert.deepEqual(at('"hidden": [0, 1|00]'), ['hidden']);
  });

  it('counts the indentation and the comma of a line, but not what stands between two layers of one line', () => {
    assert.deepEqual(at('\n|    "input": {'), ['input']);
    assert.deepEqual(at('[4] },|\n'), ['input']);
    assert.deepEqual(at('    }|,\n'), ['hidden']);
    assert.deepEqual(at('"Dense" }|, "tail"'), ['out']);
    assert.deepEqual(at('"Dense" },| "tail"'), []);
    assert.deepEqual(at('"Dense" }, |"tail"'), ['tail']);
  });

  it('finds the layer that an edge names at the cursor, and both elsewhere in the edge', () => {
    assert.deepEqual(at('["in|put","hidden"]'), ['input']);
    assert.deepEqual(at('["input|","hidden"]'), ['input']);
    assert.deepEqual(at('["input","|hidden"]'), ['hidden']);
    assert.deepEqual(at('[|"input","hidden"]'), ['input']);
    assert.deepEqual(at('["out",| "tail"]'), ['out', 'tail']);
    assert.deepEqual(at('|    ["out", "tail"]'), ['out', 'tail']);
  });

  it('finds nothing elsewhere', () => {
    for (const marked of ['"ver|sion"', '"lay|ers"', '"ed|ges"', '"layo|ut"', '"quad|ratic"', '// la|st']) {
      assert.deepEqual(at(marked), [], marked);
    }
  });

  it('gathers the layers of several cursors and of a selection, each once', () => {
    assert.deepEqual(over('"Input"', '"hidden": [0, 100]'), ['input', 'hidden']);
    assert.deepEqual(over('"tail"]', '"hidden","out"'), ['hidden', 'out', 'tail']);
    assert.deepEqual(over('[4] },\n    "hidden"'), ['input', 'hidden']);
    assert.deepEqual(over('[0, 0],\n'), ['input']);
    assert.deepEqual(over(',\n    ['), ['hidden', 'out', 'tail']);
    assert.deepEqual(layersAt(places, [{ offset: 0, length: TEXT.length }]), [
      'input',
      'hidden',
      'out',
      'tail',
    ]);
  });
});

describe('layerPlaces', () => {
  it('knows the key of each layer, of a repeated one the last', () => {
    const text = '{ "layers": { "a": {}, "b": {}, "a": { "type": "Dense" } }, "layout": { "c": [0, 0] } }';
    const { definitions } = layerPlaces(text);
    assert.deepEqual([...definitions.keys()], ['a', 'b']);
    assert.deepEqual(definitions.get('a'), { offset: text.lastIndexOf('"a"'), length: 3 });
  });

  it('reads what it can of any text', () => {
    for (const text of [
      '',
      'nonsense',
      '[]',
      '{ "layers": [1], "edges": {}, "layout": 5 }',
      '{"edges": [[1]]}',
    ]) {
      assert.deepEqual(layersAt(layerPlaces(text), [{ offset: 0, length: text.length }]), [], text);
    }
    const torn = '{ "layers": { "a": { "type": "Den';
    assert.deepEqual(layersAt(layerPlaces(torn), [{ offset: torn.length, length: 0 }]), ['a']);
  });
});
