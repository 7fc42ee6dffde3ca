/**
 * Goes through the examples of a run in a circle: the next one, any one, the next that was misread.
 */
import type { ExampleSet } from '../../core/data/dataset';
import type { Unavailable } from '../../protocol/inspectedMoment';
import type { ExampleSearch, FoundExample } from '../../protocol/probe';
import type { Inspection } from './inspection';
import { noExamples, noSuchExample } from './sendThrough';
import { unavailable } from './unavailable';

/**
 * Finds the example that is searched for in the data of the file's run.
 * @throws Error when the dataset or the last measurement cannot be read.
 */
export async function findExample(
  inspection: Inspection,
  file: string,
  search: ExampleSearch,
): Promise<FoundExample | Unavailable> {
  const examples = await inspection.examples(file, search.set);
  if (examples === undefined) return noExamples();
  const { count } = examples;
  const from = Math.min(search.from, count - 1);
  const found = (index: number): FoundExample => ({
    kind: 'example',
    set: search.set,
    index,
    examples: count,
  });
  switch (search.which) {
    case 'at':
      return search.from < count ? found(search.from) : noSuchExample(search.set, search.from, count);
    case 'next':
      return found((from + 1) % count);
    case 'previous':
      return found((from + count - 1) % count);
    case 'random':
      // Any but the one that is there, so that something happens.
      return found((from + 1 + Math.floor(Math.random() * Math.max(1, count - 1))) % count);
    case 'nextMisread': {
      if (search.set === 'training') {
        return unavailable('Only the test set is measured. Look for misread digits there.', null);
      }
      const misread = nextMisread(examples, await inspection.predictions(file), from);
      return typeof misread === 'number' ? found(misread) : misread;
    }
  }
}

function nextMisread(
  { count, labels }: ExampleSet,
  predictions: Int16Array | undefined,
  from: number,
): number | Unavailable {
  if (predictions?.length !== count) {
    return unavailable(
      'The test set has not been measured at this moment or before it. It is measured at the end of each epoch.',
      null,
    );
  }
  for (let step = 1; step <= count; step++) {
    const index = (from + step) % count;
    if (predictions[index] !== labels[index]) return index;
  }
  return unavailable(`All ${count} test examples were read right at the last measurement.`, null);
}
