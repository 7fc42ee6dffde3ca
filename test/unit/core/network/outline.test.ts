import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { OutlineEntry } from '../../../../src/core/network/outline';
import { outlineOf } from '../../../../src/core/network/outline';

const mlp = readFileSync('examples/mnist-mlp.nn.json', 'utf8');
const lecture = readFileSync('examples/lecture-mlp.nn.json', 'utf8');

/** The part of the text that an entry's range covers. */
function part(text: string, { offset, length }: OutlineEntry['range']): string {
  return text.slice(offset, offset + length);
}

function lines(entry: OutlineEntry | undefined): string[] {
  return (entry?.children ?? []).map(({ kind, name, detail }) => `${kind} ${name}: ${detail}`);
}

describe('the outline of a network file', () => {
  it('names the network, its layers with type and shape, its edges and its training', () => {
    const outline = outlineOf(mlp);
    assert.deepEqual([outline?.kind, outline?.name], ['network', (JSON.parse(mlp) as { name: string }).name]);
    assert.deepEqual(lines(outline), [
      'layer input: Input [28, 28, 1]',
      'layer flatten: Flatten [784]',
      'layer hidden: Dense [128]',
      'layer output: Dense [10]',
      'edges edges: 3',
      'training training: ',
    ]);
  });

  it('covers each entry with its name and all that belongs to it', () => {
    const outline = outlineOf(mlp);
    assert.ok(outline);
    assert.equal(part(mlp, outline.range), mlp.trim());
    for (const { name, range, nameRange } of outline.children) {
      assert.equal(part(mlp, nameRange), JSON.stringify(name));
      assert.deepEqual(Object.keys(JSON.parse(`{${part(mlp, range)}}`) as object), [name]);
    }
  });

  it('shows what can be read of a text that breaks off', () => {
    const text = '{ "name": " ", "training": {}, "layers": { "": { "type": "Flatten" }, "b": { "type": "Den';
    const outline = outlineOf(text);
    assert.equal(outline?.name, 'Untitled network');
    assert.deepEqual(lines(outline), ['training training: ', 'layer "": Flatten', 'layer b: Den']);
    assert.equal(part(text, outline.range), text);
  });

  it('keeps each name within its range, as VS Code demands, wherever the text breaks off', () => {
    for (let end = 0; end <= lecture.length; end++) {
      const outline = outlineOf(lecture.slice(0, end));
      for (const { name, range, nameRange } of outline === undefined ? [] : [outline, ...outline.children]) {
        assert.ok(name !== '');
        assert.ok(range.length > 0 && range.offset + range.length <= end, `at ${String(end)}`);
        assert.ok(nameRange.length > 0 && nameRange.offset >= range.offset, `at ${String(end)}`);
        assert.ok(nameRange.offset + nameRange.length <= range.offset + range.length, `at ${String(end)}`);
      }
    }
  });

  it('is empty for what is no network', () => {
    for (const text of ['', '[]', '5', 'nonsense', '['.repeat(1000)])
      assert.equal(outlineOf(text), undefined);
    assert.deepEqual(lines(outlineOf('{ "layers": 5 }')), []);
  });
});
