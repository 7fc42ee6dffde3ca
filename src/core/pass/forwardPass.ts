/**
 * One example's way through a network, every layer's numbers kept.
 *
 * The batch-wise, differentiable twin for training is the engines'; this one is for looking at and for holding them
 * against. Inference mode throughout.
 */
import type { LayerId } from '../graph/graph';
import type { Activation, Conv2DConfig, Pooling2DConfig } from '../layers/layerConfig';
import type { Network, NetworkLayer } from '../network/network';
import { elementCount } from '../shape';
import type { WeightMap } from '../weights/weightMap';
import { activate } from './activations';
import { affine } from './affine';
import { concatenate } from './concatenation';
import { convolve } from './convolution';
import { requiredWeightOf, weightOf } from './layerWeights';
import type { ForwardResult, LayerPass } from './passTypes';
import { averagePool, maxPool } from './pooling';
import type { WindowGrid } from './windowTaps';

/** An image's bytes as the network takes them: 0 to 255 become 0 to 1. */
export function scaledPixels(bytes: Uint8Array): Float64Array {
  return Float64Array.from(bytes, (byte) => byte / 255);
}

/** @param x The input's numbers (`scaledPixels`), row-major in the network's input shape. */
export function forwardPass(network: Network, weights: WeightMap, x: Float64Array): ForwardResult {
  const expected = elementCount(network.inputShape);
  if (x.length !== expected) {
    throw new RangeError(`The network takes ${expected} numbers, but the example has ${x.length}.`);
  }
  const passes = new Map<LayerId, LayerPass>();
  for (const layer of network.layers) {
    const inputs = layer.inputs.map((id) => passOf(passes, id).a);
    const { z, activation } = weightedInputs(layer, inputs, weights, x);
    const shape = layer.outputShape;
    passes.set(layer.id, { layer: layer.id, shape, z, a: activate(activation, z, shape), activation });
  }
  return passes;
}

/** What a layer gave. */
export function passOf(forward: ForwardResult, id: LayerId): LayerPass {
  const pass = forward.get(id);
  if (pass === undefined) throw new RangeError(`There is no layer "${id}" in this pass.`);
  return pass;
}

/** The windows of a convolution or a pooling. */
export function gridOf(layer: NetworkLayer, config: Conv2DConfig | Pooling2DConfig): WindowGrid {
  const [rows = 0, columns = 0] = layer.outputShape;
  return {
    image: layer.inputShapes[0] ?? [],
    windows: [rows, columns],
    size: config.type === 'Conv2D' ? config.kernelSize : config.poolSize,
    strides: config.strides,
    padding: config.padding,
  };
}

/** The one window of a layer that takes the mean of a whole image. */
export function wholeImage(layer: NetworkLayer): WindowGrid {
  const image = layer.inputShapes[0] ?? [];
  const [height = 0, width = 0] = image;
  return { image, windows: [1, 1], size: [height, width], strides: [1, 1], padding: 'valid' };
}

function weightedInputs(
  layer: NetworkLayer,
  inputs: readonly Float64Array[],
  weights: WeightMap,
  x: Float64Array,
): { readonly z: Float64Array; readonly activation: Activation } {
  const { config } = layer;
  const first = inputs[0] ?? x;
  switch (config.type) {
    case 'Dense': {
      const kernel = requiredWeightOf(layer, 'kernel', weights);
      const z = affine(first, kernel, weightOf(layer, 'bias', weights), config.units);
      return { z, activation: config.activation };
    }
    case 'Conv2D': {
      const kernel = requiredWeightOf(layer, 'kernel', weights);
      const bias = weightOf(layer, 'bias', weights);
      return {
        z: convolve(first, kernel, bias, config.filters, gridOf(layer, config)),
        activation: config.activation,
      };
    }
    case 'Activation':
      return { z: first, activation: config.activation };
    case 'Input':
    case 'Flatten':
    case 'Reshape':
    case 'Dropout':
      return plain(first);
    case 'MaxPooling2D':
      return plain(maxPool(first, gridOf(layer, config)));
    case 'AveragePooling2D':
      return plain(averagePool(first, gridOf(layer, config)));
    case 'GlobalAveragePooling2D':
      return plain(averagePool(first, wholeImage(layer)));
    case 'BatchNormalization':
      return plain(normalize(layer, first, weights, config.epsilon));
    case 'Add':
      return plain(inputs.slice(1).reduce((sum, a) => sum.map((value, i) => value + (a[i] ?? 0)), first));
    case 'Concatenate':
      return plain(concatenate(inputs, layer.inputShapes, config.axis));
  }
}

/** γ·(x − μ)/√(σ² + ε) + β with the moving statistics, by the last axis. */
function normalize(layer: NetworkLayer, x: Float64Array, weights: WeightMap, epsilon: number): Float64Array {
  const gamma = requiredWeightOf(layer, 'gamma', weights);
  const beta = requiredWeightOf(layer, 'beta', weights);
  const mean = requiredWeightOf(layer, 'movingMean', weights);
  const variance = requiredWeightOf(layer, 'movingVariance', weights);
  return x.map((value, index) => {
    const c = index % gamma.length;
    const deviation = Math.sqrt((variance[c] ?? 0) + epsilon);
    return ((gamma[c] ?? 0) * (value - (mean[c] ?? 0))) / deviation + (beta[c] ?? 0);
  });
}

function plain(z: Float64Array): { readonly z: Float64Array; readonly activation: Activation } {
  return { z, activation: 'linear' };
}
