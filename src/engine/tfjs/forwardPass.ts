/**
 * One pass through the network, from a mini-batch of images to every layer's output.
 *
 * Written over single tensor operations, so that tfjs's tape can go back through them; which operations, and with what
 * gradient, is in `layerOperations` and `activations`. Knows nothing of losses and updates.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayerId } from '../../core/graph/graph';
import type { Activation } from '../../core/layers/layerConfig';
import type { Network, NetworkLayer } from '../../core/network/network';
import type { WeightSpec } from '../../core/layers/weights';
import { dropoutLayerKey, dropoutMask } from '../../core/training/dropout';
import { activate } from './activations';
import {
  affine,
  averagePool,
  channelMoments,
  convolve,
  maxPool,
  normalize,
  normalizeBatch,
} from './layerOperations';
import type { LayerOutput } from './losses';

/** How a pass treats Dropout and BatchNormalization. */
export type PassMode =
  | { readonly kind: 'inference' }
  /** `movingStatistics` receives the new moving means and variances by tensor name; they must be kept by the caller. */
  | { readonly kind: 'training'; readonly step: number; readonly movingStatistics: Map<string, Tensor> };

export interface Pass {
  readonly outputs: ReadonlyMap<LayerId, LayerOutput>;
  readonly last: LayerOutput;
}

/** A network prepared for passes: what can be known before the first batch. */
export class ForwardPass {
  /** Layers whose inputs depend on something that learns. */
  private readonly needInputGradient = new Set<LayerId>();
  private readonly dropoutKeys = new Map<LayerId, number>();

  constructor(private readonly network: Network) {
    const learning = new Set<LayerId>();
    for (const layer of network.layers) {
      const inputsLearn = layer.inputs.some((input) => learning.has(input));
      if (inputsLearn) this.needInputGradient.add(layer.id);
      if (inputsLearn || layer.weights.some((weight) => weight.trainable)) learning.add(layer.id);
      if (layer.config.type === 'Dropout') {
        this.dropoutKeys.set(layer.id, dropoutLayerKey(network.training.seed, layer.id));
      }
    }
  }

  /**
   * @param x [batch, …inputShape]
   * @param weight The tensor of a weight, by name.
   */
  run(x: Tensor, weight: (name: string) => Tensor, mode: PassMode): Pass {
    const outputs = new Map<LayerId, LayerOutput>();
    let last = plain(x);
    for (const layer of this.network.layers) {
      const inputs = layer.inputs.map((id) => {
        const output = outputs.get(id);
        if (output === undefined) throw new RangeError(`Layer "${layer.id}" comes before its input "${id}".`);
        return output;
      });
      last = this.runLayer(layer, inputs[0] ?? plain(x), inputs, weight, mode);
      outputs.set(layer.id, last);
    }
    return { outputs, last };
  }

  private runLayer(
    layer: NetworkLayer,
    first: LayerOutput,
    inputs: readonly LayerOutput[],
    weight: (name: string) => Tensor,
    mode: PassMode,
  ): LayerOutput {
    const { config } = layer;
    const x = first.a;
    switch (config.type) {
      case 'Input':
        return plain(x);
      case 'Dense': {
        const { kernel, bias } = kernelAndBias(layer, weight);
        return activated(affine(x, kernel, bias, this.needInputGradient.has(layer.id)), config.activation);
      }
      case 'Conv2D': {
        const { kernel, bias } = kernelAndBias(layer, weight);
        return activated(convolve(x, kernel, bias, config), config.activation);
      }
      case 'Activation':
        return config.activation === 'linear' ? first : activated(x, config.activation);
      case 'Flatten':
      case 'Reshape':
        return reshaped(first, [x.shape[0], ...layer.outputShape]);
      case 'MaxPooling2D':
        return plain(maxPool(x, config));
      case 'AveragePooling2D':
        return plain(averagePool(x, config));
      case 'GlobalAveragePooling2D':
        return plain(tf.mean(x, [1, 2]));
      case 'Dropout':
        return plain(mode.kind === 'inference' ? x : this.dropOut(layer.id, x, config.rate, mode.step));
      case 'BatchNormalization':
        return plain(batchNormalization(layer, x, config.momentum, config.epsilon, weight, mode));
      case 'Add':
        return plain(inputs.slice(1).reduce((sum, { a }) => tf.add(sum, a), x));
      case 'Concatenate':
        // Tensors and Keras's `axis` both count the batch as axis 0.
        return plain(
          tf.concat(
            inputs.map(({ a }) => a),
            config.axis < 0 ? config.axis + x.rank : config.axis,
          ),
        );
    }
  }

  private dropOut(id: LayerId, x: Tensor, rate: number, step: number): Tensor {
    const mask = dropoutMask(this.dropoutKeys.get(id) ?? 0, step, x.size, rate);
    return tf.mul(x, tf.tensor(mask, x.shape));
  }
}

function batchNormalization(
  layer: NetworkLayer,
  x: Tensor,
  momentum: number,
  epsilon: number,
  weight: (name: string) => Tensor,
  mode: PassMode,
): Tensor {
  const gamma = weight(named(layer, 'gamma'));
  const beta = weight(named(layer, 'beta'));
  const meanName = named(layer, 'movingMean');
  const varianceName = named(layer, 'movingVariance');
  if (mode.kind === 'inference') {
    return normalize(x, gamma, beta, weight(meanName), weight(varianceName), epsilon);
  }
  const moments = channelMoments(x);
  const move = (name: string, batch: Tensor): void => {
    const moved = tf.add(tf.mul(weight(name), momentum), tf.mul(batch, 1 - momentum));
    // Kept, because the tape throws away what the pass does not return.
    mode.movingStatistics.set(name, tf.keep(moved));
  };
  move(meanName, moments.mean);
  move(varianceName, moments.variance);
  return normalizeBatch(x, gamma, beta, moments, epsilon);
}

function kernelAndBias(
  layer: NetworkLayer,
  weight: (name: string) => Tensor,
): { kernel: Tensor; bias: Tensor | undefined } {
  const bias = layer.weights.find(({ role }) => role === 'bias');
  return { kernel: weight(named(layer, 'kernel')), bias: bias === undefined ? undefined : weight(bias.name) };
}

function named(layer: NetworkLayer, role: WeightSpec['role']): string {
  const spec = layer.weights.find((weight) => weight.role === role);
  if (spec === undefined) throw new RangeError(`Layer "${layer.id}" (${layer.config.type}) has no ${role}.`);
  return spec.name;
}

function plain(a: Tensor): LayerOutput {
  return { z: a, a, activation: 'linear' };
}

function activated(z: Tensor, activation: Activation): LayerOutput {
  return { z, a: activate(activation, z), activation };
}

/** The same values in another shape, with the z that a cross-entropy asks for; it keeps its rows for the softmax. */
function reshaped({ z, a, activation }: LayerOutput, shape: number[]): LayerOutput {
  // A softmax over each of several rows is none over all that is left of an example.
  const isWhole = activation === 'softmax' && z.shape[0] * (z.shape.at(-1) ?? 0) === z.size;
  return activation === 'sigmoid' || isWhole
    ? { z, a: tf.reshape(a, shape), activation }
    : plain(tf.reshape(a, shape));
}
