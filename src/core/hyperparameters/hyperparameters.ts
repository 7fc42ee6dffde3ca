/**
 * The training settings of a network file, checked and with every default filled in.
 */

export const LOSSES = ['quadratic', 'categoricalCrossentropy', 'binaryCrossentropy'] as const;
/**
 * `quadratic` is ½‖y − a‖² an example (the lecture's cost), `binaryCrossentropy` is summed over the outputs; all are
 * averaged over the mini-batch.
 */
export type Loss = (typeof LOSSES)[number];

export interface SgdConfig {
  readonly type: 'sgd';
  readonly learningRate: number;
  readonly momentum: number;
  readonly nesterov: boolean;
}
export interface AdamConfig {
  readonly type: 'adam';
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}
export interface RmspropConfig {
  readonly type: 'rmsprop';
  readonly learningRate: number;
  readonly rho: number;
  readonly epsilon: number;
}
export type OptimizerConfig = SgdConfig | AdamConfig | RmspropConfig;

export const NAMED_DATASETS = ['mnist', 'fashionMnist', 'syntheticDigits'] as const;
export type NamedDataset = (typeof NAMED_DATASETS)[number];

/** A named dataset, or a folder of IDX files relative to the network file. */
export type DatasetChoice = NamedDataset | { readonly idx: string };

export interface Hyperparameters {
  /** `undefined` where the file names none: MNIST where it can be had, synthetic digits where not. */
  readonly dataset: DatasetChoice | undefined;
  readonly loss: Loss;
  readonly optimizer: OptimizerConfig;
  readonly batchSize: number;
  readonly epochs: number;
  readonly shuffle: boolean;
  readonly seed: number;
  /** Examples held out of the end of the training set. */
  readonly validationSize: number;
  /** Keeps only the first that many of the rest; `undefined` keeps all. */
  readonly trainingSize: number | undefined;
}
