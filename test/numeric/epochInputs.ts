/**
 * Prints what `../golden/generate_epochs.py` trains on: networks, images, labels, initial weights and mini-batches as JSON.
 */
import { epochCases, epochDataset } from './epochCases';

const { training } = epochDataset();
const cases = epochCases().map(({ name, file, weights, batches }) => ({
  name,
  file,
  weights: Object.fromEntries([...weights].map(([tensor, { values }]) => [tensor, [...values]])),
  batches: batches.map((batch) => [...batch]),
}));
const { count, imageShape, images, labels } = training;
process.stdout.write(JSON.stringify({ count, imageShape, images: [...images], labels: [...labels], cases }));
