import assert from 'node:assert/strict';
import fc from 'fast-check';
import { confusionOf, readingsOf, UNREADABLE, type Answers } from '../../../../src/core/training/confusion';

const answers = (...rows: readonly (readonly [number, number, number])[]): Answers => ({
  labels: Uint8Array.from(rows, ([label]) => label),
  predicted: Int16Array.from(rows, ([, read]) => read),
  confidence: Float32Array.from(rows, ([, , confidence]) => confidence),
});

/** Label, class read, confidence. */
const SMALL = answers(
  [0, 0, 0.9],
  [1, 2, 0.5],
  [1, 1, 0.75],
  [1, 2, 1],
  [2, -1, NaN],
  [2, 0, 0.25],
  [1, 1, 0.5],
);

describe('what a network confuses with what', () => {
  it('counts what was read as what', () => {
    const { rows, total, misread, unreadable } = confusionOf(SMALL, 4);
    assert.deepEqual(
      rows.map((row) => row.counts),
      [
        [1, 0, 0, 0],
        [0, 2, 2, 0],
        [1, 0, 0, 0],
        [0, 0, 0, 0],
      ],
    );
    assert.deepEqual(
      rows.map((row) => row.unreadable),
      [0, 0, 1, 0],
    );
    assert.deepEqual({ total, misread, unreadable }, { total: 7, misread: 4, unreadable: 1 });
  });

  it('gives each class its accuracy, and none to a class without examples', () => {
    assert.deepEqual(
      confusionOf(SMALL, 4).rows.map((row) => row.accuracy),
      [1, 0.5, 0, null],
    );
  });

  it('lists the misread examples, the most confident mistakes first', () => {
    assert.deepEqual(
      readingsOf(SMALL, 3).map(({ index, label, read }) => [index, label, read]),
      [
        [3, 1, 2],
        [1, 1, 2],
        [5, 2, 0],
        [4, 2, UNREADABLE],
      ],
    );
  });

  it('filters by a cell, a row and a column', () => {
    const indices = (filter: Parameters<typeof readingsOf>[2]): number[] =>
      readingsOf(SMALL, 3, filter).map(({ index }) => index);
    assert.deepEqual(indices({ label: 1, read: 2 }), [3, 1]);
    assert.deepEqual(indices({ label: 2 }), [5, 4]);
    assert.deepEqual(indices({ read: 0 }), [5]);
    assert.deepEqual(indices({ read: UNREADABLE }), [4]);
  });

  it('shows of a class read as itself the most doubtful first', () => {
    assert.deepEqual(
      readingsOf(SMALL, 3, { label: 1, read: 1 }).map(({ index }) => index),
      [6, 2],
    );
  });

  it('takes a class that does not exist as unreadable, and leaves out a label that does not', () => {
    const { rows, total } = confusionOf(answers([0, 7, 1], [1, 1, 1], [9, 0, 1]), 2);
    assert.equal(total, 2);
    assert.equal(rows[0]?.unreadable, 1);
    assert.deepEqual(readingsOf(answers([9, 0, 1]), 2), []);
    assert.equal(readingsOf(answers([0, 2, 1]), 2)[0]?.read, UNREADABLE);
  });

  it('accounts for every example once, whatever was read', () => {
    const example = fc.tuple(
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: -1, max: 5 }),
      fc.float({ noNaN: false }),
    );
    fc.assert(
      fc.property(fc.array(example, { maxLength: 80 }), (examples) => {
        const all = answers(...examples);
        const { rows, total, misread } = confusionOf(all, 6);
        assert.equal(total, examples.length);
        const wrong = readingsOf(all, 6);
        assert.equal(wrong.length, misread);
        const seen = [...wrong];
        rows.forEach((row, label) => {
          row.counts.forEach((count, read) => {
            const behind = readingsOf(all, 6, { label, read });
            assert.equal(behind.length, count);
            if (label === read) seen.push(...behind);
          });
          assert.equal(readingsOf(all, 6, { label, read: UNREADABLE }).length, row.unreadable);
        });
        assert.deepEqual(
          seen.map(({ index }) => index).sort((a, b) => a - b),
          examples.map((_, index) => index),
        );
        const confidences = wrong.map(({ confidence }) => confidence).filter((value) => !Number.isNaN(value));
        assert.deepEqual(
          confidences,
          [...confidences].sort((a, b) => b - a),
        );
        assert.ok(wrong.slice(0, confidences.length).every(({ confidence }) => !Number.isNaN(confidence)));
      }),
    );
  });
});
