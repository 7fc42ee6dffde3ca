/**
 * What of a layer is chosen, and what remains of a choice when the run is another.
 */
import assert from 'node:assert/strict';
import type { InspectedMoment } from '../../../../src/protocol/inspectedMoment';
import type { TableRequest, WeightsSubject } from '../../../../src/protocol/weights';
import {
  FIRST_CHOICE,
  followsMoment,
  isSameChoice,
  minusOptions,
  momentOf,
  momentOptions,
  momentValue,
  settledChoice,
  withMinus,
  withQuantity,
} from '../../../../webview/weights/tableChoice';

const SUBJECT: WeightsSubject = {
  layer: 'hidden',
  fileName: 'a.nn.json',
  tensors: [
    { name: 'hidden.kernel', role: 'kernel', rows: ['a', 'b'], columns: 3 },
    { name: 'hidden.bias', role: 'bias', rows: ['a', 'b', 'c'], columns: 1 },
  ],
  checkpoints: [
    { step: 0, epoch: 0, testAccuracy: null },
    { step: 1200, epoch: 2, testAccuracy: 0.9641 },
  ],
};
const choose = (changes: Partial<TableRequest>): TableRequest => ({
  ...FIRST_CHOICE,
  tensor: 'hidden.kernel',
  ...changes,
});

describe('settledChoice', () => {
  it('begins with the first tensor, as it is now', () => {
    assert.deepEqual(settledChoice(FIRST_CHOICE, SUBJECT), {
      tensor: 'hidden.kernel',
      quantity: 'weights',
      at: null,
      minus: 'none',
    });
  });

  it('keeps what there is', () => {
    for (const choice of [
      choose({ tensor: 'hidden.bias', quantity: 'gradient' }),
      choose({ at: 0, minus: 1200 }),
      choose({ at: 1200, minus: null }),
    ]) {
      assert.deepEqual(settledChoice(choice, SUBJECT), choice);
    }
  });

  it('lets go of a tensor and of checkpoints that are gone', () => {
    const gone = choose({ tensor: 'other.kernel', at: 5, minus: 6 });
    assert.deepEqual(settledChoice(gone, SUBJECT), choose({}));
    assert.equal(settledChoice(choose({}), { ...SUBJECT, tensors: [] }).tensor, '');
  });
});

describe('a choice of the table', () => {
  it('takes nothing away from another quantity than the weights', () => {
    assert.deepEqual(withQuantity(choose({ minus: 0 }), 'gradient'), choose({ quantity: 'gradient' }));
    assert.deepEqual(withQuantity(choose({ minus: 0 }), 'weights'), choose({ minus: 0 }));
    assert.deepEqual(withMinus(choose({ quantity: 'gradient' }), 0), choose({ minus: 0 }));
    assert.equal(withMinus(choose({ quantity: 'gradient' }), 'none').quantity, 'gradient');
  });

  it('follows the training as long as one of its moments is that of now', () => {
    assert.deepEqual(
      [choose({}), choose({ at: 0, minus: null }), choose({ at: 0 }), choose({ at: 0, minus: 1200 })].map(
        followsMoment,
      ),
      [true, true, false, false],
    );
  });

  it('is the same only with all its parts', () => {
    assert.ok(isSameChoice(choose({}), choose({})));
    const parts: Partial<TableRequest>[] = [
      { tensor: 'b' },
      { quantity: 'gradient' },
      { at: 0 },
      { minus: null },
    ];
    for (const part of parts) {
      assert.ok(!isSameChoice(choose({}), choose(part)), JSON.stringify(part));
    }
  });
});

describe('the moments of the table', () => {
  const moment: InspectedMoment = { runId: 'r', step: 1200, epoch: 2, source: 'live', training: true };

  it('are that of now and all checkpoints, the newest first', () => {
    assert.deepEqual(momentOptions(SUBJECT.checkpoints, moment), [
      { value: 'now', label: 'Now' },
      { value: '1200', label: 'Step 1,200, epoch 2', detail: '96.41\u00a0%' },
      { value: '0', label: 'Start', detail: undefined },
    ]);
    assert.deepEqual(
      minusOptions([], moment).map(({ label }) => label),
      ['Nothing', 'Now'],
    );
  });

  it('say what "now" is where nothing trains', () => {
    const [past] = momentOptions([], { ...moment, source: 'past' });
    const [kept] = momentOptions([], { ...moment, source: 'kept' });
    assert.deepEqual([past?.label, kept?.label], ['The moment that you went back to', 'Newest']);
  });

  it('are read as they were written', () => {
    for (const at of [null, 'none', 0, 1200] as const) assert.equal(momentOf(momentValue(at)), at);
  });
});
