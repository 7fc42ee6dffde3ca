import assert from 'node:assert/strict';
import {
  planPruning,
  type PrunableCheckpoint,
  type PrunableRun,
} from '../../../../../src/host/training/store/pruning';

const checkpoint = (step: number, testAccuracy: number | null = null): PrunableCheckpoint => ({
  step,
  bytes: 10,
  testAccuracy,
  isValid: true,
});

function run(runId: string, createdAt: number, checkpoints: readonly PrunableCheckpoint[]): PrunableRun {
  return { runId, createdAt, checkpoints };
}

/** The checkpoints that go, as "run step". */
function dropped(runs: readonly PrunableRun[], maxBytes: number): string[] {
  return planPruning(runs, 'now', maxBytes).map(({ runId, step }) => `${runId} ${step}`);
}

/** Eleven checkpoints, the best of which is the fourth. */
const eleven = Array.from({ length: 11 }, (_, i) => checkpoint(i * 10, i === 3 ? 0.9 : 0.5));

describe('planPruning', () => {
  it('drops nothing within the limit', () => {
    assert.deepEqual(dropped([run('now', 3, eleven)], 110), []);
  });

  it('drops only as much as it must', () => {
    assert.equal(dropped([run('now', 3, eleven)], 109).length, 1);
    assert.equal(dropped([run('now', 3, eleven)], 91).length, 2);
  });

  it('first drops what no run goes by, even the last one of the run that is trained', () => {
    const stray = { ...checkpoint(200, 0.99), isValid: false };
    const runs = [run('now', 3, [...eleven, stray]), run('old', 1, eleven)];
    assert.deepEqual(dropped(runs, 229), ['now 200']);
  });

  it('thins the older runs by half, the oldest first, before it empties them', () => {
    const runs = [run('now', 3, eleven), run('older', 2, eleven), run('oldest', 1, eleven)];
    const order = dropped(runs, 110 + 20 + 20).map((place) => place.split(' ')[0]);
    // Nine of the eleven may go, of which five are half.
    assert.deepEqual(order, [
      ...Array<string>(5).fill('oldest'),
      ...Array<string>(5).fill('older'),
      ...Array<string>(4).fill('oldest'),
      ...Array<string>(4).fill('older'),
    ]);
  });

  it('leaves the older runs their last and best while anything else can go', () => {
    const runs = [run('now', 3, eleven), run('old', 1, eleven)];
    const gone = dropped(runs, 50);
    assert.equal(gone.length, 17);
    assert.ok(!gone.includes('old 30') && !gone.includes('old 100'));
  });

  it('thins the run that is trained evenly, and keeps its beginning, its best and its last', () => {
    const gone = dropped([run('now', 3, eleven)], 70);
    const left = eleven.map(({ step }) => step).filter((step) => !gone.includes(`now ${step}`));
    assert.deepEqual(left, [0, 20, 30, 50, 70, 90, 100]);
    assert.equal(dropped([run('now', 3, eleven)], 30).length, 8);
    assert.deepEqual(
      eleven
        .map(({ step }) => step)
        .filter((step) => !dropped([run('now', 3, eleven)], 0).includes(`now ${step}`)),
      [0, 30, 100],
    );
  });

  it('at last takes from the older runs their best, then their last, the oldest first', () => {
    const runs = [run('now', 3, eleven), run('older', 2, eleven), run('oldest', 1, eleven)];
    assert.deepEqual(dropped(runs, 0).slice(-4), ['oldest 30', 'older 30', 'oldest 100', 'older 100']);
  });

  it('takes the earliest of equally good moments for the best', () => {
    const equals = [checkpoint(10, 0.9), checkpoint(20, 0.9), checkpoint(30, null)];
    assert.deepEqual(dropped([run('now', 1, equals)], 20), ['now 20']);
  });

  it('stays quick with many checkpoints', function () {
    const many = Array.from({ length: 5000 }, (_, i) => checkpoint(i));
    const before = performance.now();
    const gone = dropped([run('now', 2, many), run('old', 1, many)], 99_990);
    this.runnable().title += `: ${(performance.now() - before).toFixed(1)} ms for 10,000`;
    assert.equal(gone.length, 1);
  });
});
