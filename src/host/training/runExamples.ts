/**
 * The examples of runs: those that one trains on and its test set, and the images of the digits that were misread.
 *
 * Taken from the data that the run trains on while it is there; for a run that was kept they are loaded again, once. Only
 * the runs that were asked for last are remembered: a dataset is large.
 */
import type { ExampleSet } from '../../core/data/dataset';
import { SYNTHETIC_DIGITS_SEED, syntheticDigitsDataset } from '../../core/data/syntheticDigits';
import type { ExampleSetName } from '../../protocol/probe';
import type { DatasetPayload } from '../../protocol/run';
import type { TestImages } from '../../protocol/training';

/** The run in the panel, and one of a file that is looked into. */
const KEPT = 2;

type Sets = (name: ExampleSetName) => ExampleSet;

export class RunExamples {
  /** By run; the one that was asked for last stands last. */
  private readonly kept = new Map<string, Promise<Sets>>();

  /** A set of a run; @param load is called when its data is not at hand. */
  async of(runId: string, set: ExampleSetName, load: () => Promise<DatasetPayload>): Promise<ExampleSet> {
    const sets = this.kept.get(runId) ?? this.loaded(runId, load);
    this.kept.delete(runId);
    this.kept.set(runId, sets);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    return (await sets)(set);
  }

  /** Lets the data go when another run is shown. */
  forget(): void {
    this.kept.clear();
  }

  private loaded(runId: string, load: () => Promise<DatasetPayload>): Promise<Sets> {
    const sets = load().then(setsOf);
    sets.catch(() => {
      // The next one who asks may have better luck.
      if (this.kept.get(runId) === sets) this.kept.delete(runId);
    });
    return sets;
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

function setsOf(data: DatasetPayload): Sets {
  if (data.kind === 'examples') return (name) => data.dataset[name];
  // Training and test digits have streams of random numbers of their own, so that the others need not be drawn.
  const drawn = new Map<ExampleSetName, ExampleSet>();
  return (name) => {
    const digits = drawn.get(name) ?? drawDigits(name);
    drawn.set(name, digits);
    return digits;
  };
}

function drawDigits(name: ExampleSetName): ExampleSet {
  return name === 'test'
    ? syntheticDigitsDataset(SYNTHETIC_DIGITS_SEED, 1).test
    : syntheticDigitsDataset(SYNTHETIC_DIGITS_SEED, undefined, 1).training;
}
