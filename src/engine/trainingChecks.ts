/**
 * What can be wrong with a run that is wrong with neither the network nor the engine: data that does not fit, and a
 * loss that runs away.
 */
import type { Dataset, ExampleSet } from '../core/data/dataset';
import type { Network } from '../core/network/network';
import { elementCount } from '../core/shape';

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

/** The error for a mini-batch whose loss is not finite: which one, and what usually helps. */
export function divergence(
  network: Network,
  epoch: number,
  step: number,
  steps: number,
  loss: number | undefined,
): TrainingError {
  const { learningRate } = network.training.optimizer;
  return new TrainingError(
    `The training loss became ${String(loss)} in epoch ${epoch}, step ${step} of ${steps}: the weights have run away. ` +
      `A lower learning rate usually helps (it is ${learningRate} now).`,
  );
}
