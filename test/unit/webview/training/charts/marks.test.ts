import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RunStarted } from '../../../../../src/core/training/runEvents';
import type { SteeredHyperparameters } from '../../../../../src/core/training/steering';
import {
  changeMarks,
  momentMarks,
  partingMarks,
  partingText,
  placeTexts,
} from '../../../../../webview/training/charts/marks';

const FIRST: SteeredHyperparameters = { learningRate: 3, momentum: 0, epochs: 3 };

function marksOf(...changes: readonly { step: number; hyperparameters: SteeredHyperparameters }[]) {
  return changeMarks({ started: { hyperparameters: FIRST } as RunStarted, changes });
}

describe('the marks on the charts', () => {
  it('say which settings changed from what to what, each against the change before', () => {
    const second = { ...FIRST, learningRate: 0.5, momentum: 0.9 };
    assert.deepEqual(
      marksOf({ step: 12, hyperparameters: second }, { step: 40, hyperparameters: { ...second, epochs: 5 } }),
      [
        { kind: 'change', step: 12, text: 'η 3 → 0.5, momentum 0 → 0.9' },
        { kind: 'change', step: 40, text: 'epochs 3 → 5' },
      ],
    );
  });

  it('are one for all changes at one step, and none where they come to nothing', () => {
    assert.deepEqual(
      marksOf(
        { step: 12, hyperparameters: { ...FIRST, learningRate: 1 } },
        { step: 12, hyperparameters: { ...FIRST, learningRate: 2 } },
        { step: 20, hyperparameters: { ...FIRST, learningRate: 5 } },
        { step: 20, hyperparameters: { ...FIRST, learningRate: 2 } },
      ),
      [{ kind: 'change', step: 12, text: 'η 3 → 2' }],
    );
  });

  it('name the past moment that is shown, and where two runs part', () => {
    assert.deepEqual(momentMarks(null), []);
    assert.deepEqual(momentMarks(1404), [{ kind: 'moment', step: 1404, text: 'shown: step 1,404' }]);
    const parted = { runs: [], parting: { with: 'b', step: 12 } };
    const same = { runs: [], parting: { with: 'b', step: null } };
    assert.deepEqual(partingMarks(parted), [{ kind: 'parting', step: 12, text: 'runs part at step 12' }]);
    assert.deepEqual(partingMarks(same), []);
    assert.equal(partingText(parted), 'The two runs part at step 12');
    assert.equal(partingText(same), 'Same numbers so far');
    assert.equal(partingText({ runs: [], parting: null }), undefined);
  });

  it('have their texts right of the line, or left of it at the edge', () => {
    const room = { left: 0, right: 100 };
    assert.deepEqual(
      placeTexts(
        [
          { x: 10, width: 20 },
          { x: 95, width: 20 },
        ],
        room,
        3,
      ),
      [
        { left: 13, row: 0 },
        { left: 72, row: 0 },
      ],
    );
  });

  it('have texts that never overlap', () => {
    const texts = fc.array(fc.record({ x: fc.nat(500), width: fc.integer({ min: 1, max: 120 }) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(texts, (unsorted) => {
        const sorted = [...unsorted].sort((a, b) => a.x - b.x);
        const places = placeTexts(sorted, { left: 0, right: 500 }, 3);
        places.forEach((place, index) => {
          places.slice(0, index).forEach((other, before) => {
            const isApart =
              other.left + sorted[before]!.width < place.left ||
              place.left + sorted[index]!.width < other.left;
            assert.ok(other.row !== place.row || isApart);
          });
        });
      }),
    );
  });
});
