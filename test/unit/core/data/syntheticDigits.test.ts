import assert from 'node:assert/strict';
import type { ExampleSet } from '../../../../src/core/data/dataset';
import { datasetFromIdx } from '../../../../src/core/data/datasetFromIdx';
import { syntheticDigits, syntheticDigitsDataset } from '../../../../src/core/data/syntheticDigits';

const PIXELS = 28 * 28;

function imageAt(set: ExampleSet, index: number): Uint8Array {
  return set.images.subarray(index * PIXELS, (index + 1) * PIXELS);
}

/** Mean image of each class, as 10 × 784 numbers. */
function classMeans(set: ExampleSet): Float64Array[] {
  const means = Array.from({ length: 10 }, () => new Float64Array(PIXELS));
  const counts = new Float64Array(10);
  set.labels.forEach((label, index) => {
    counts[label]! += 1;
    imageAt(set, index).forEach((value, pixel) => (means[label]![pixel]! += value));
  });
  return means.map((mean, label) => mean.map((value) => value / counts[label]!));
}

function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index]! - b[index]!) ** 2;
  return sum;
}

describe('syntheticDigits', () => {
  it('is as large as MNIST by default, balanced and shuffled', () => {
    const dataset = syntheticDigitsDataset();
    assert.equal(dataset.name, 'syntheticDigits');
    assert.equal(dataset.classes, 10);
    assert.equal(dataset.training.count, 60_000);
    assert.equal(dataset.test.count, 10_000);
    assert.deepEqual(dataset.training.imageShape, [28, 28, 1]);
    for (const { labels, count } of [dataset.training, dataset.test]) {
      for (let digit = 0; digit < 10; digit++) {
        assert.equal(labels.filter((label) => label === digit).length, count / 10);
      }
      const sameAsNext = labels.filter((label, index) => label === labels[index + 1]).length / count;
      assert.ok(
        Math.abs(sameAsNext - 0.1) < 0.03,
        `${sameAsNext} of the labels repeat; shuffled, about 0.1 would`,
      );
    }
  });

  it('is the same for the same seed and another for another', () => {
    assert.deepEqual(syntheticDigits(5, 30, 10), syntheticDigits(5, 30, 10));
    assert.notDeepEqual(syntheticDigits(5, 30, 10), syntheticDigits(6, 30, 10));
  });

  it('never draws a digit twice: not within a set, nor in training and test', () => {
    const { training, test } = syntheticDigitsDataset(3, 400, 400);
    const images = new Set<string>();
    for (const set of [training, test]) {
      for (let index = 0; index < set.count; index++) images.add(imageAt(set, index).join());
    }
    assert.equal(images.size, 800);
  });

  it('lies as MNIST does: white on black, in the middle, within the image, mostly background', () => {
    const { training } = syntheticDigitsDataset(4, 500, 10);
    let inked = 0;
    for (let index = 0; index < training.count; index++) {
      const image = imageAt(training, index);
      let [mass, massX, massY, most] = [0, 0, 0, 0];
      image.forEach((value, pixel) => {
        mass += value;
        massX += value * ((pixel % 28) + 0.5);
        massY += value * (Math.floor(pixel / 28) + 0.5);
        most = Math.max(most, value);
        if (value > 0) inked++;
        const onBorder = pixel < 28 || pixel >= PIXELS - 28 || pixel % 28 === 0 || pixel % 28 === 27;
        if (onBorder)
          assert.equal(value, 0, `digit ${training.labels[index]} at ${index} touches the border`);
      });
      assert.ok(most > 150, `digit at ${index} is pale: ${most}`);
      assert.ok(
        Math.abs(massX / mass - 14) < 4 && Math.abs(massY / mass - 14) < 4,
        `digit at ${index} is off`,
      );
    }
    const share = inked / training.images.length;
    assert.ok(share > 0.1 && share < 0.25, `${share} of the pixels have ink; MNIST's 0.19`);
  });

  it('writes a digit in several styles: some ones stand on a foot, most do not', () => {
    const { training } = syntheticDigitsDataset(2, 2000, 10);
    let [ones, feet] = [0, 0];
    training.labels.forEach((label, index) => {
      if (label !== 1) return;
      ones++;
      const image = imageAt(training, index);
      const lastRow = Math.floor(image.reduce((last, value, pixel) => (value > 100 ? pixel : last), 0) / 28);
      const rows = image.subarray((lastRow - 1) * 28, (lastRow + 1) * 28);
      const columns = [...rows.keys()].filter((pixel) => rows[pixel]! > 100).map((pixel) => pixel % 28);
      if (Math.max(...columns) - Math.min(...columns) >= 6) feet++;
    });
    assert.ok(
      feet / ones > 0.08 && feet / ones < 0.4,
      `${feet} of ${ones} stand on a foot; about a quarter should`,
    );
  });

  it('can be told apart, but not by its mean images alone', () => {
    const { training, test } = syntheticDigitsDataset(1, 3000, 1000);
    const means = classMeans(training);
    let right = 0;
    for (let index = 0; index < test.count; index++) {
      const distances = means.map((mean) => squaredDistance(mean, imageAt(test, index)));
      if (distances.indexOf(Math.min(...distances)) === test.labels[index]) right++;
    }
    const accuracy = right / test.count;
    assert.ok(accuracy > 0.5 && accuracy < 0.9, `nearest class mean is right for ${accuracy}`);
  });

  it('draws only the first so many digits where it is asked to', () => {
    const files = syntheticDigits(7, 40, 10, 2);
    const { classes, training, test } = datasetFromIdx('zeros and ones', files);
    assert.equal(classes, 2);
    for (const { labels, count } of [training, test]) {
      assert.equal(labels.filter((label) => label === 0).length, count / 2);
    }
    const means = classMeans(training);
    const middle = 13 * 28 + 13;
    assert.ok(means[0]![middle]! < 60, 'a zero is hollow');
    assert.ok(means[1]![middle]! > 100, 'a one is not');
  });

  it('refuses counts that are not whole numbers of at least 1', () => {
    for (const count of [0, -1, 1.5, NaN]) {
      assert.throws(() => syntheticDigits(1, count, 10), RangeError);
      assert.throws(() => syntheticDigits(1, 10, count), RangeError);
    }
  });
});
