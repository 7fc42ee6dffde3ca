import assert from 'node:assert/strict';
import {
  changedSegments,
  joinSegments,
  SEGMENT_STEPS,
  segmentCount,
} from '../../../../../src/host/training/store/lossSegments';

const row = (length: number): Float32Array => Float32Array.from({ length }, (_, i) => i / 3);

describe('lossSegments', () => {
  it('gives the losses back, bit for bit', () => {
    for (const length of [0, 1, SEGMENT_STEPS - 1, SEGMENT_STEPS, SEGMENT_STEPS + 1, 2 * SEGMENT_STEPS + 7]) {
      const losses = row(length);
      if (length > 0) losses[length - 1] = NaN;
      const segments = changedSegments(0, losses);
      assert.equal(segments.length, segmentCount(length));
      assert.deepEqual(joinSegments(segments.map(({ bytes }) => bytes)), losses);
    }
  });

  it('names only segments that differ', () => {
    const losses = row(2 * SEGMENT_STEPS + 5);
    const names = (from: number) => changedSegments(from, losses).map(({ name }) => name);
    assert.deepEqual(names(2 * SEGMENT_STEPS + 3), ['losses-00002.f32']);
    assert.deepEqual(names(2 * SEGMENT_STEPS - 1), ['losses-00001.f32', 'losses-00002.f32']);
    assert.deepEqual(names(2 * SEGMENT_STEPS), ['losses-00002.f32']);
    assert.deepEqual(changedSegments(SEGMENT_STEPS, row(SEGMENT_STEPS)), []);
  });

  it('takes copies', () => {
    const losses = row(3);
    const [segment] = changedSegments(0, losses);
    losses[1] = 99;
    assert.deepEqual(joinSegments([segment!.bytes]), row(3));
  });

  it('stops where a part is missing', () => {
    const [first, second, third] = changedSegments(0, row(3 * SEGMENT_STEPS)).map(({ bytes }) => bytes);
    const joined = joinSegments([first!, second!.subarray(0, 4 * 10 + 3), third!]);
    assert.deepEqual(joined, row(SEGMENT_STEPS + 10));
  });
});
