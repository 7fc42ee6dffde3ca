import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyTextEdits, EditedText } from '../../../../src/core/file/textEdit';
import type { TextEdit } from '../../../../src/core/file/textEdit';

/** Disjoint edits of a text of the given length, from pairs of numbers. */
function toEdits(length: number, cuts: readonly [number, number, string][]): TextEdit[] {
  const edits: TextEdit[] = [];
  let offset = 0;
  for (const [skip, taken, content] of cuts) {
    const start = offset + skip;
    if (start + taken > length) break;
    edits.push({ offset: start, length: taken, content });
    offset = start + taken;
  }
  return edits;
}

const cuts = fc.array(fc.tuple(fc.nat(5), fc.nat(4), fc.string({ maxLength: 4 })), { maxLength: 6 });

describe('edits of a text', () => {
  it('are made relative to the text before them', () => {
    const edits = [
      { offset: 4, length: 1, content: 'E' },
      { offset: 0, length: 2, content: '' },
    ];
    assert.equal(applyTextEdits('abcdef', edits), 'cdEf');
  });

  it('of several rounds become one round', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 5, maxLength: 40 }),
        fc.array(cuts, { maxLength: 4 }),
        (text, rounds) => {
          const edited = new EditedText(text);
          let expected = text;
          for (const round of rounds) {
            const edits = toEdits(expected.length, round);
            expected = applyTextEdits(expected, edits);
            edited.apply(edits);
          }
          assert.equal(edited.text, expected);
          assert.equal(applyTextEdits(text, edited.edits()), expected);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('leave what was not touched out of the round', () => {
    const edited = new EditedText('0123456789');
    edited.apply([{ offset: 2, length: 1, content: 'two' }]);
    edited.apply([{ offset: 11, length: 1, content: 'nine' }]);
    edited.apply([{ offset: 3, length: 1, content: '' }]);
    assert.equal(edited.text, '01to345678nine');
    assert.deepEqual(edited.edits(), [
      { offset: 2, length: 1, content: 'to' },
      { offset: 9, length: 1, content: 'nine' },
    ]);
  });
});
