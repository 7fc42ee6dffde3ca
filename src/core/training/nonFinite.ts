/**
 * A loss, a gradient or a weight that is no finite number: where it appeared first, and what usually helps.
 *
 * The run stands before the step that would have spoilt the weights.
 */
import type { LayerId } from '../graph/graph';

/** Where in one step, in the order of the computation, the first number that is not finite stands. */
export const NON_FINITE_PLACES = ['activation', 'loss', 'gradient', 'update'] as const;
export type NonFinitePlace = (typeof NON_FINITE_PLACES)[number];

export interface NonFinite {
  readonly place: NonFinitePlace;
  /** The layer whose activation, gradient or weight it is; the output layer for the loss. */
  readonly layer: LayerId;
  readonly value: 'NaN' | 'infinity';
  /** From 1: the epoch, and the mini-batch in it. */
  readonly epoch: number;
  readonly batch: number;
  readonly batchesPerEpoch: number;
  /** Updates done before: the step that was not taken is the next one. */
  readonly step: number;
  readonly learningRate: number;
}

const WHERE: Readonly<Record<NonFinitePlace, (layer: LayerId) => string>> = {
  activation: (layer) => `an activation of layer "${layer}"`,
  loss: (layer) => `the loss behind layer "${layer}"`,
  gradient: (layer) => `a gradient of layer "${layer}"`,
  update: (layer) => `a weight of layer "${layer}"`,
};

/** What happened, in sentences for a person: the layer, the step and the batch. */
export function nonFiniteMessage(trouble: NonFinite): string {
  const { place, layer, value, epoch, batch, batchesPerEpoch, step } = trouble;
  const became = value === 'NaN' ? 'is not a number (NaN)' : 'is infinite';
  return (
    `In epoch ${epoch}, mini-batch ${batch} of ${batchesPerEpoch} (step ${step + 1}), ${WHERE[place](layer)} ${became}. ` +
    'The weights are those from before this step.'
  );
}

/** What usually helps, in one sentence. */
export function nonFiniteAdvice({ learningRate }: Pick<NonFinite, 'learningRate'>): string {
  return (
    `A lower learning rate usually helps (it is ${learningRate} now); so do smaller initial weights ` +
    '("scaledGaussian" or "glorotUniform"), or a BatchNormalization layer.'
  );
}
