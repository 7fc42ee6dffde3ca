import assert from 'node:assert/strict';
import { dropoutLayerKey, dropoutMask } from '../../../../src/core/training/dropout';

describe('dropout masks', () => {
  const key = dropoutLayerKey(1, 'drop');

  it('are 0 for the given share of elements, and 1/(1 − rate) for the rest', () => {
    const mask = dropoutMask(key, 0, 100_000, 0.2);
    const dropped = mask.filter((value) => value === 0).length;
    // The share has a standard deviation of 0.13 %; five times that.
    assert.ok(Math.abs(dropped / 100_000 - 0.2) < 0.0065, `${dropped} dropped`);
    assert.ok(mask.every((value) => value === 0 || value === Math.fround(1.25)));
  });

  it('drop nothing at rate 0', () => {
    assert.ok(dropoutMask(key, 0, 1000, 0).every((value) => value === 1));
  });

  it('do not depend on how many elements are asked for', () => {
    assert.deepEqual(dropoutMask(key, 5, 1000, 0.5).subarray(0, 100), dropoutMask(key, 5, 100, 0.5));
  });

  it('agree with each other no more than chance from step to step, layer to layer and seed to seed', () => {
    const first = dropoutMask(key, 0, 20_000, 0.5);
    const others = [
      dropoutMask(key, 1, 20_000, 0.5),
      dropoutMask(dropoutLayerKey(1, 'drop2'), 0, 20_000, 0.5),
      dropoutMask(dropoutLayerKey(2, 'drop'), 0, 20_000, 0.5),
    ];
    for (const other of others) {
      const agreeing = first.filter((value, index) => value === other[index]).length / 20_000;
      assert.ok(Math.abs(agreeing - 0.5) < 0.018, `${agreeing} agree`);
    }
  });

  it('show no pattern between neighbours', () => {
    const mask = dropoutMask(key, 3, 20_001, 0.5);
    for (const distance of [1, 2, 10, 28]) {
      let agreeing = 0;
      for (let element = 0; element < 19_000; element++) {
        if (mask[element] === mask[element + distance]) agreeing++;
      }
      assert.ok(Math.abs(agreeing / 19_000 - 0.5) < 0.019, `distance ${distance}: ${agreeing}`);
    }
  });
});
