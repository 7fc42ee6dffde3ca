/**
 * The test set of the run that is shown: its labels, and the images of the digits that were misread.
 *
 * Taken from the data that the run trains on while it is there; for a run that was kept it is loaded again, once.
 */
import type { ExampleSet } from '../../core/data/dataset';
import { SYNTHETIC_DIGITS_SEED, syntheticDigitsDataset } from '../../core/data/syntheticDigits';
import type { DatasetPayload } from '../../protocol/run';
import type { TestImages } from '../../protocol/training';

export class TestSets {
  private runId: string | undefined;
  private loading: Promise<ExampleSet> | undefined;

  /** The test set of a run; @param load is called when it is not at hand. */
  of(runId: string, load: () => Promise<DatasetPayload>): Promise<ExampleSet> {
    if (this.runId !== runId || this.loading === undefined) {
      this.runId = runId;
      const loading = load().then(testSetOf);
      this.loading = loading;
      loading.catch(() => {
        // The next one who asks may have better luck.
        if (this.loading === loading) this.loading = undefined;
      });
    }
    return this.loading;
  }

  /** Lets the data go when another run is shown. */
  forget(): void {
    this.runId = undefined;
    this.loading = undefined;
  }
}

/** The images with these numbers, one after the other. @throws RangeError for a number that is none of the set's. */
export function imagesOf({ count, imageShape, images }: ExampleSet, indices: readonly number[]): TestImages {
  const size = imageShape.reduce((product, length) => product * length, 1);
  const chosen = new Uint8Array(indices.length * size);
  indices.forEach((index, place) => {
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      throw new RangeError(`There is no test example ${index}; the set has ${count}, numbered from 0.`);
    }
    chosen.set(images.subarray(index * size, (index + 1) * size), place * size);
  });
  return { shape: imageShape, images: chosen };
}

function testSetOf(data: DatasetPayload): ExampleSet {
  // Test digits have a stream of random numbers of their own, so that the training digits need not be drawn here.
  return (data.kind === 'examples' ? data.dataset : syntheticDigitsDataset(SYNTHETIC_DIGITS_SEED, 1)).test;
}
