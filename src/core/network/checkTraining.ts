/**
 * Whether a network and its training settings go together: data, loss, and something to learn.
 *
 * Works on what could be inferred; of an output or input that is not known, nothing is said.
 */
import type { LayerId } from '../graph/graph';
import { elementCount } from '../shape';
import { MNIST_FORM } from '../data/mnistForm';
import type { DatasetChoice, Loss, NamedDataset } from '../hyperparameters/hyperparameters';
import type { WrittenHyperparameters } from '../hyperparameters/checkHyperparameters';
import { describeShape, quote } from '../wording';
import type { Finding } from '../diagnostics/diagnostic';
import type { NetworkLayer } from './network';
import { outputRange } from './outputRange';

type Layers = ReadonlyMap<LayerId, NetworkLayer>;

/** The loss that counts where the file names none: cross-entropy behind a softmax, otherwise the lecture's. */
export function defaultLoss(layers: Layers, output: NetworkLayer): Loss {
  return outputRange(layers, output) === 'distribution' ? 'categoricalCrossentropy' : 'quadratic';
}

/**
 * Findings on inferred layers.
 * @param ends the network's input and output, where they could be inferred.
 * @param hyperparameters the training settings, where they are right.
 */
export function checkTraining(
  layers: Layers,
  ends: { readonly input: NetworkLayer | undefined; readonly output: NetworkLayer | undefined },
  hyperparameters: WrittenHyperparameters | undefined,
): Finding[] {
  const { input, output } = ends;
  const findings = [...checkSteps(layers), ...checkSoftmaxes(layers)];
  if (output !== undefined) {
    if (![...layers.values()].some(learns)) {
      const message =
        'The network has no weights to learn, so that training changes nothing; add a layer with weights, e.g. Dense.';
      findings.push({
        code: 'nothing-to-learn',
        severity: 'warning',
        message,
        path: ['layers'],
        atKey: true,
      });
    }
    if (hyperparameters !== undefined) {
      findings.push(...checkOutput(output, hyperparameters.dataset));
      findings.push(...checkLoss(layers, output, hyperparameters.loss));
    }
  }
  if (hyperparameters !== undefined) findings.push(...checkData(input, hyperparameters));
  return findings;
}

function checkData(input: NetworkLayer | undefined, hyperparameters: WrittenHyperparameters): Finding[] {
  const { dataset } = hyperparameters;
  if (typeof dataset === 'object') return [];
  const name = dataset ?? 'mnist';
  const { imageSide } = MNIST_FORM;
  const findings = checkSizes(name, hyperparameters);
  if (input !== undefined && elementCount(input.outputShape) !== imageSide ** 2) {
    findings.push({
      code: 'dataset-mismatch',
      severity: 'error',
      layerId: input.id,
      message: `Input ${quote(input.id)} has shape ${describeShape(input.outputShape)}, but the images of ${name} have ${imageSide} × ${imageSide} pixels; set shape to ${describeShape([imageSide, imageSide, 1])}.`,
      path: ['layers', input.id, 'shape'],
    });
  }
  return findings;
}

/** Whether the training set of a dataset known by name is large enough for what is held out and what is kept. */
function checkSizes(name: NamedDataset, hyperparameters: WrittenHyperparameters): Finding[] {
  const { validationSize, trainingSize } = hyperparameters;
  const { trainingExamples } = MNIST_FORM;
  const left = trainingExamples - validationSize;
  if (left <= 0) {
    const message = `training has validationSize ${validationSize}, but ${name} has ${trainingExamples} training examples; leave some to train on.`;
    const path = ['training', 'validationSize'];
    return [{ code: 'bad-training-setting', severity: 'error', message, path }];
  }
  if (trainingSize !== undefined && trainingSize > left) {
    const message = `training has trainingSize ${trainingSize}, but of the ${trainingExamples} training examples of ${name}, validationSize ${validationSize} leaves ${left}, which are then all used; set it to at most ${left}.`;
    const path = ['training', 'trainingSize'];
    return [{ code: 'bad-training-setting', severity: 'warning', message, path }];
  }
  return [];
}

/**
 * Examples are labelled with one class each: the output has one neuron a class, or one alone for two classes. How many
 * classes a folder of IDX files has is known when it is loaded.
 */
function checkOutput(output: NetworkLayer, dataset: DatasetChoice | undefined): Finding[] {
  const { id, outputShape } = output;
  const at = { code: 'dataset-mismatch', severity: 'error', layerId: id } as const;
  const name = `The output ${quote(id)}`;
  const { classes } = MNIST_FORM;
  if (outputShape.length !== 1) {
    const message = `${name} has shape ${describeShape(outputShape)}, but needs one number a class; end with a flat layer, e.g. Dense with ${classes} units.`;
    return [{ ...at, message, path: ['layers', id], atKey: true }];
  }
  if (typeof dataset === 'object' || outputShape[0] === classes) return [];
  const values = outputShape[0] === 1 ? 'one value' : `${String(outputShape[0])} values`;
  const message = `${name} has ${values}, but ${dataset ?? 'mnist'} has ${classes} classes; give it ${classes}.`;
  return output.config.type === 'Dense'
    ? [{ ...at, message, path: ['layers', id, 'units'] }]
    : [{ ...at, message, path: ['layers', id], atKey: true }];
}

/**
 * A cross-entropy takes logarithms: it can be had of any outputs that are not negative, since the engines clip them as
 * Keras does, but it is meant for probabilities.
 */
function checkLoss(layers: Layers, output: NetworkLayer, loss: Loss | undefined): Finding[] {
  if (loss !== 'categoricalCrossentropy' && loss !== 'binaryCrossentropy') return [];
  // Of an output that is not flat, that is to be mended first.
  if (output.outputShape.length !== 1) return [];
  const isCategorical = loss === 'categoricalCrossentropy';
  if (isCategorical && elementCount(output.outputShape) === 1) {
    const message = `The loss categoricalCrossentropy compares the outputs of ${quote(output.id)} with each other, but there is only one; for two classes use binaryCrossentropy and sigmoid, or give it one value a class.`;
    return [
      { code: 'loss-mismatch', severity: 'error', layerId: output.id, message, path: ['training', 'loss'] },
    ];
  }
  const range = outputRange(layers, output);
  if (range === 'distribution' || (range === 'unit' && !isCategorical)) return [];
  const name = quote(output.id);
  const advice = `end with ${isCategorical ? 'softmax' : 'sigmoid'}, or choose another loss`;
  const at = { code: 'loss-mismatch', layerId: output.id, path: ['training', 'loss'] } as const;
  if (range === 'any') {
    const message = `The loss ${loss} takes logarithms, but the outputs of ${name} may be negative; ${advice}.`;
    return [{ ...at, severity: 'error', message }];
  }
  const message = isCategorical
    ? `The loss categoricalCrossentropy is meant for a softmax; the outputs of ${name} are divided by their sum instead. To have it as meant, ${advice}.`
    : `The loss binaryCrossentropy is meant for outputs between 0 and 1; those of ${name} may be greater, and are then cut off. To have it as meant, ${advice}.`;
  return [{ ...at, severity: 'warning', message }];
}

/** No gradient passes a step: whatever lies below it keeps its initial weights. */
function checkSteps(layers: Layers): Finding[] {
  const findings: Finding[] = [];
  const learnsBelow = new Set<LayerId>();
  for (const layer of layers.values()) {
    const { id, config } = layer;
    if (learns(layer) || layer.inputs.some((input) => learnsBelow.has(input))) learnsBelow.add(id);
    if (!('activation' in config) || config.activation !== 'step' || !learnsBelow.has(id)) continue;
    findings.push({
      code: 'step-cannot-learn',
      severity: 'warning',
      layerId: id,
      message: `${config.type} ${quote(id)} uses step, whose derivative is 0, so that the weights below it cannot learn; use sigmoid to train them.`,
      path: ['layers', id, 'activation'],
    });
  }
  return findings;
}

/** What softmax makes of a single value is 1, whatever the value. */
function checkSoftmaxes(layers: Layers): Finding[] {
  return [...layers.values()].flatMap(({ id, config, outputShape }): Finding[] => {
    if (!('activation' in config) || config.activation !== 'softmax' || outputShape.at(-1) !== 1) return [];
    const message = `${config.type} ${quote(id)} takes softmax of one value, which is always 1; use sigmoid, or give it more values.`;
    const path = ['layers', id, 'activation'];
    return [{ code: 'softmax-of-one', severity: 'warning', layerId: id, message, path }];
  });
}

function learns(layer: NetworkLayer): boolean {
  return layer.weights.some((weight) => weight.trainable);
}
