import assert from 'node:assert/strict';
import { LossSeries } from '../../../../../src/core/training/lossSeries';
import type { EpochEnded } from '../../../../../src/core/training/runEvents';
import { chartTable } from '../../../../../webview/training/charts/chartOptions';
import {
  comparedLook,
  epochLine,
  extentOf,
  lossBuckets,
  lossLine,
  newestLoss,
  undrawnOf,
  type LineLook,
} from '../../../../../webview/training/charts/lines';
import {
  chartSummary,
  epochTicks,
  indexAt,
  lossTick,
  percentTick,
  placeText,
  undrawnText,
} from '../../../../../webview/training/charts/wording';

const LOOK: LineLook = { key: 'training', label: 'Training', color: '--lw-blue', dash: [] };
const EPOCH: EpochEnded = {
  type: 'epochEnded',
  epoch: 1,
  step: 4,
  loss: 0.6,
  validationLoss: null,
  validationAccuracy: null,
  testLoss: 0.5,
  testAccuracy: 0.9,
  examplesPerSecond: 1000,
  elapsedMs: 10,
};
const EPOCHS = [EPOCH, { ...EPOCH, epoch: 2, testLoss: NaN, validationLoss: 0.4 }];

function seriesOf(...losses: readonly number[]): LossSeries {
  const series = new LossSeries();
  series.update(Float32Array.from(losses));
  return series;
}

function training(losses: readonly number[], most: number) {
  const series = seriesOf(...losses);
  return lossLine(LOOK, lossBuckets(series, 4, { from: 0, to: 2 }, most), newestLoss(series), 4);
}

describe('the lines of the charts', () => {
  it('have each step where it ends, and a bucket in the middle of its steps', () => {
    const steps = training([4, 3, 2, 1, 0], 10);
    assert.deepEqual(steps.xs, [0.25, 0.5, 0.75, 1, 1.25]);
    assert.deepEqual(steps.values, [4, 3, 2, 1, 0]);
    const pairs = training([4, 3, 2, 1, 0], 5);
    assert.deepEqual(pairs.xs, [1.5 / 4, 3.5 / 4, 5 / 4]);
    assert.deepEqual(pairs.values, [3.5, 1.5, 0]);
    assert.deepEqual(pairs.band, { least: [3, 1, 0], greatest: [4, 2, 0] });
  });

  it('know the newest figure, though it is out of sight', () => {
    const line = training([...Array(8).keys(), 8, 42], 5);
    assert.equal(line.xs.at(-1), 2.25);
    assert.equal(line.newest, 42);
    assert.equal(training([], 5).newest, undefined);
    assert.equal(epochLine(LOOK, EPOCHS, ({ testLoss }) => testLoss).newest, NaN);
  });

  it('show a lone bucket as a dot, since a line needs two', () => {
    assert.equal(training([4, 3], 2).dotted, true);
  });

  it('have the figures of the epochs that were measured', () => {
    assert.deepEqual(epochLine(LOOK, EPOCHS, ({ validationLoss }) => validationLoss).xs, [2]);
    assert.deepEqual(epochLine(LOOK, EPOCHS, ({ testLoss }) => testLoss).values, [0.5, NaN]);
  });

  it('look different for as many runs as may be compared', () => {
    const looks = Array.from({ length: 20 }, (_, index) => JSON.stringify(comparedLook(index)));
    assert.equal(new Set(looks).size, 20);
  });

  it('tell the least and the greatest in sight, peaks of a bucket among them, one value beyond included', () => {
    const line = training([9, 1, 2, 1, 3, 1, 1, 1], 5);
    assert.deepEqual(extentOf([line], { from: 0, to: 2 }, false), { least: 1, greatest: 9 });
    assert.deepEqual(extentOf([line], { from: 1.1, to: 1.5 }, false), { least: 1, greatest: 3 });
    assert.deepEqual(extentOf([training([0, -1, 2, 3], 10)], { from: 0, to: 2 }, true), {
      least: 2,
      greatest: 3,
    });
    assert.deepEqual(extentOf([], { from: 0, to: 2 }, false), { least: NaN, greatest: NaN });
  });

  it('become the columns of a table with a gap where a value cannot be drawn', () => {
    const line = training([100, NaN, 0, 10], 10);
    assert.deepEqual(chartTable([line], false).at(-1), [100, null, 0, 10]);
    assert.deepEqual(chartTable([line], true).at(-1), [2, null, null, 1]);
    assert.deepEqual(chartTable([line], true)[1], [2, null, -400, 1], 'the band leaves the scale downwards');
  });

  it('share one row of x, on which another line’s values leave no gap', () => {
    const table = chartTable(
      [training([1, 2], 10), epochLine(LOOK, EPOCHS, ({ testLoss }) => testLoss)],
      false,
    );
    assert.deepEqual(table[0], [0.25, 0.5, 1, 2]);
    assert.deepEqual(table.at(-1), [undefined, undefined, 0.5, null]);
  });
});

describe('the words of the charts', () => {
  it('count what is not drawn', () => {
    const undrawn = undrawnOf(seriesOf(NaN, Infinity, 0, -1, 1).buckets({ from: 0, to: 5 }, 2));
    assert.deepEqual(undrawn, { nonFinite: 2, notPositive: 2 });
    assert.equal(undrawnText(undrawn, false), 'Not drawn: 2 steps without a finite loss');
    assert.equal(
      undrawnText({ nonFinite: 1, notPositive: 1200 }, true),
      'Not drawn: 1 step without a finite loss, 1,200 steps with a loss of 0 or less',
    );
    assert.equal(undrawnText({ nonFinite: 0, notPositive: 2 }, false), undefined);
  });

  it('mark the axes in short', () => {
    assert.deepEqual([0.25, 1234.5, 0.00012, 0, 1e-12].map(lossTick), [
      '0.25',
      '1230',
      '1.2e-4',
      '0',
      '1e-12',
    ]);
    assert.deepEqual([0.95, 0.9725, 1].map(percentTick), ['95', '97.25', '100']);
    assert.deepEqual(epochTicks([1, 2], 1, false), ['1', '2']);
    assert.deepEqual(epochTicks([4.98, 5], 0.02, false), ['4.98', '5.00']);
    assert.deepEqual(epochTicks([0, 0.5], 0.5, true), ['epoch 0.0', '0.5']);
  });

  it('give a place as epoch and step', () => {
    assert.equal(placeText(2.5, 468), 'epoch 2.50 · step 1,170');
    assert.equal(placeText(-0.1, 468), 'epoch 0.00 · step 0');
  });

  it('are of the figure that is pointed at, and of none where there is none', () => {
    const line = training([4, 3, 2, 1], 10);
    assert.equal(indexAt(line, 0.51), 1);
    assert.equal(indexAt(line, 1.9), -1);
    assert.equal(indexAt({ ...line, xs: [] }, 1), -1);
  });

  it('sum a chart up for those who do not see it', () => {
    assert.equal(
      chartSummary(
        'Loss',
        [training([4, 3], 10), epochLine(LOOK, [], () => null)],
        [{ kind: 'change', step: 1, text: 'η 3 → 2' }],
        String,
      ),
      'Loss, newest figures: Training 3. At step 1: η 3 → 2.',
    );
    assert.equal(chartSummary('Loss', [], [], String), 'Loss, newest figures: none yet.');
  });
});
