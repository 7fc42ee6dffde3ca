/**
 * What can be wrong with a run that is wrong with neither the network nor the engine: data or a checkpoint that does not
 * fit.
 */
import type { Dataset, ExampleSet } from '../core/data/dataset';
import type { Network } from '../core/network/network';
import { outputRange } from '../core/network/outputRange';
import { elementCount } from '../core/shape';
import type { ExampleSplit } from '../core/training/batches';
import type { Checkpoint } from '../core/training/checkpoint';
import type { RunStarted } from '../core/training/runEvents';

/** A run that cannot start or go on, in words for a person. */
class TrainingError extends Error {
  override readonly name = 'TrainingError';
}

/** @throws TrainingError when the network cannot take the dataset's images or tell its classes apart. */
export function checkDataset(network: Network, dataset: Dataset): void {
  checkExamples(network, dataset, 'training', dataset.training);
  checkExamples(network, dataset, 'test', dataset.test);
  checkClasses(network, dataset);
}

/** One output a class; one output alone also tells two classes apart. */
function checkClasses(network: Network, { name, classes }: Dataset): void {
  const units = elementCount(network.outputShape);
  if (classes <= (units === 1 ? 2 : units)) return;
  const has = `The dataset ${name} has ${classes} classes, labelled 0 to ${classes - 1}`;
  const output = `the output layer "${network.layers.at(-1)?.id ?? ''}"`;
  throw new TrainingError(
    units === 1
      ? `${has}, but the one value of ${output} tells only the labels 0 and 1 apart; give it ${classes} values, or ` +
          `take a dataset with the labels 0 and 1.`
      : `${has}, but ${output} has ${units} outputs; give it ${classes}.`,
  );
}

function checkExamples(network: Network, dataset: Dataset, role: string, examples: ExampleSet): void {
  if (examples.count === 0) throw new TrainingError(`The dataset ${dataset.name} has no ${role} examples.`);
  const pixels = elementCount(examples.imageShape);
  const inputs = elementCount(network.inputShape);
  if (pixels !== inputs) {
    throw new TrainingError(
      `The ${role} images of ${dataset.name} are [${examples.imageShape.join(', ')}], which is ${pixels} numbers, but ` +
        `the network's input [${network.inputShape.join(', ')}] takes ${inputs}; set the input's "shape" to ` +
        `[${examples.imageShape.join(', ')}].`,
    );
  }
}

/** @throws TrainingError when the checkpoint cannot be of a run of this network on these examples. */
export function checkCheckpoint(
  { position, test }: Checkpoint,
  network: Network,
  { trainingCount }: ExampleSplit,
  dataset: Dataset,
): void {
  const { step, hyperparameters } = position;
  const last = hyperparameters.epochs * Math.ceil(trainingCount / network.training.batchSize);
  if (step > last) {
    throw new TrainingError(
      `The checkpoint stands at step ${step}, but its ${hyperparameters.epochs} epochs have ${last} steps here; it is ` +
        'of a run on other examples or with another batchSize.',
    );
  }
  if (test !== undefined && test.predicted.length !== dataset.test.count) {
    throw new TrainingError(
      `The checkpoint has predictions of ${test.predicted.length} test examples, but ${dataset.name} has ` +
        `${dataset.test.count}; it is of a run on other examples.`,
    );
  }
}

/** What the confidence of this network's answers is: all outputs lie in [0, 1], or anywhere. */
export function confidenceKind({ layers }: Network): RunStarted['confidence'] {
  const output = layers.at(-1);
  const range = output && outputRange(new Map(layers.map((layer) => [layer.id, layer])), output);
  return range === 'unit' || range === 'distribution' ? 'probability' : 'output';
}
