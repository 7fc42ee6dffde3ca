/**
 * The networks that *New Network…* starts from: files that ship with the extension, the examples among them.
 *
 * A single perceptron tells two classes apart, and every dataset that is known by name has ten: it brings its own.
 */
import type { IdxFiles } from '../../core/data/datasetFromIdx';
import { SYNTHETIC_DIGITS_SEED, syntheticDigits } from '../../core/data/syntheticDigits';

export interface NetworkTemplate {
  readonly label: string;
  /** What makes it worth a start, in one line. */
  readonly detail: string;
  /** Its path within the extension. */
  readonly file: string;
  /** The examples that are written beside the network, where no dataset known by name fits it. */
  readonly data?: TemplateData;
}

export interface TemplateData {
  /** The folder that the template's file names. */
  readonly folder: string;
  readonly draw: () => IdxFiles;
}

/** From the simplest to the most involved. */
export const NETWORK_TEMPLATES: readonly NetworkTemplate[] = [
  {
    label: 'Single Perceptron',
    detail:
      'One sigmoid neuron tells zeros from ones, digits that Layerwire draws and writes beside the network.',
    file: 'media/templates/perceptron.nn.json',
    data: {
      folder: 'zeros-and-ones',
      draw: () => syntheticDigits(SYNTHETIC_DIGITS_SEED, 2000, 500, 2),
    },
  },
  {
    label: "The Lecture's Network, 784-30-10",
    detail: 'One hidden layer of sigmoid neurons, the quadratic cost, mini-batches of 10, η = 3.',
    file: 'examples/lecture-mlp.nn.json',
  },
  {
    label: 'Multilayer Perceptron',
    detail: 'One hidden layer of 128 ReLU neurons, softmax and cross-entropy.',
    file: 'examples/mnist-mlp.nn.json',
  },
  {
    label: 'LeNet-5',
    detail: 'The classic: convolutions and average pooling with tanh, then three dense layers.',
    file: 'media/templates/lenet-5.nn.json',
  },
  {
    label: 'Modern Small CNN',
    detail: 'Convolutions with BatchNormalization and ReLU, then Dropout; trained by Adam.',
    file: 'media/templates/modern-cnn.nn.json',
  },
  {
    label: 'Residual Network',
    detail: 'Two convolutions with a wire around them, joined by Add.',
    file: 'media/templates/residual.nn.json',
  },
  {
    label: 'Two Branches',
    detail: 'Small and large windows side by side, joined by Concatenate.',
    file: 'media/templates/two-branches.nn.json',
  },
];
