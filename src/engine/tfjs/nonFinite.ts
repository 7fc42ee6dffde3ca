/**
 * Numbers that are not finite: a test of many tensors that costs one number to read, and the search for the first one
 * in a step.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { ExampleSet } from '../../core/data/dataset';
import type { LayerId } from '../../core/graph/graph';
import type { OptimizerConfig } from '../../core/hyperparameters/hyperparameters';
import type { Network } from '../../core/network/network';
import type { NonFinitePlace } from '../../core/training/nonFinite';
import type { TrainedSteps, TrainingStep } from '../engine';
import type { LossAndGradients, MiniBatch } from './miniBatch';
import type { Moment } from './modelTensors';

/** 0 when every number in the tensors is finite, otherwise NaN: ∞·0 and NaN·0 are NaN, and so is what they are added to. */
export function finiteness(tensors: Iterable<Tensor>): Scalar {
  return tf.tidy(() => {
    const zeros = Array.from(tensors, (tensor) => tf.sum<Scalar>(tf.mul(tensor, 0)));
    return zeros.length === 0 ? tf.scalar(0) : tf.addN<Scalar>(zeros);
  });
}

interface Candidate {
  readonly place: NonFinitePlace;
  readonly layer: LayerId;
  readonly tensor: Tensor;
}

/**
 * Computes the step once more, without taking it, and finds the first number that is not finite: activations from the
 * input on, the loss, gradients from the output back, then what the update would have made.
 */
export async function findNonFinite(
  network: Network,
  miniBatch: MiniBatch,
  tensors: Moment,
  examples: ExampleSet,
  step: TrainingStep,
  optimizer: OptimizerConfig,
  read: (tensor: Tensor) => Promise<Float32Array>,
): Promise<TrainedSteps['nonFinite']> {
  const activations: Candidate[] = [];
  const found = miniBatch.lossAndGradients(tensors, examples, step, ({ outputs }) => {
    for (const [layer, { z, a }] of outputs) {
      const ofLayer = z === a ? [a] : [z, a];
      activations.push(
        ...ofLayer.map((tensor): Candidate => ({
          place: 'activation',
          layer,
          tensor: tf.keep(tf.clone(tensor)),
        })),
      );
    }
  });
  const candidates = [...activations, ...lossAndBackwards(network, miniBatch, found)];
  const after = miniBatch.momentAfter(
    tensors,
    { gradients: found.gradients.map((gradient) => gradient.clone()), moved: found.moved },
    optimizer,
    step.step,
  );
  for (const [name, tensor] of after) {
    if (tensors.get(name) !== tensor)
      candidates.push({ place: 'update', layer: layerOf(network, name), tensor });
  }
  try {
    for (const { place, layer, tensor } of candidates) {
      const value = (await read(tensor)).find((number) => !Number.isFinite(number));
      if (value !== undefined) return { place, layer, value: Number.isNaN(value) ? 'NaN' : 'infinity' };
    }
    return undefined;
  } finally {
    for (const { tensor } of candidates) tensor.dispose();
  }
}

function lossAndBackwards(
  network: Network,
  { trainable }: MiniBatch,
  { loss, gradients }: LossAndGradients,
): Candidate[] {
  const output = network.layers.at(-1)?.id ?? '';
  const backwards = gradients.map((tensor, index): Candidate => ({
    place: 'gradient',
    layer: layerOf(network, trainable[index]?.name ?? ''),
    tensor,
  }));
  return [{ place: 'loss', layer: output, tensor: loss }, ...backwards.reverse()];
}

/** The layer that a weight, or a tensor of the optimiser for it, belongs to. */
function layerOf({ layers }: Network, tensor: string): LayerId {
  const owner = layers.find(({ weights }) =>
    weights.some(({ name }) => tensor === name || tensor.startsWith(`${name}/`)),
  );
  return owner?.id ?? '';
}
