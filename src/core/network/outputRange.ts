/**
 * Where the values that a layer gives can lie, whatever its weights: what a loss may rely on.
 *
 * Follows from the kinds of the layers alone. Leaves out intervals: bounds other than 0 and 1 matter to no loss.
 */
import type { LayerId } from '../graph/graph';
import type { Activation } from '../layers/layerConfig';
import { elementCount } from '../shape';
import type { NetworkLayer } from './network';

/** From the loosest to the strictest, each within the one before: any number; ≥ 0; in [0, 1]; all of them sum to 1. */
const RANGES = ['any', 'nonNegative', 'unit', 'distribution'] as const;
export type OutputRange = (typeof RANGES)[number];

/**
 * The range of a layer's outputs in training.
 * @param layers in topological order; linear in their number.
 */
export function outputRange(layers: ReadonlyMap<LayerId, NetworkLayer>, output: NetworkLayer): OutputRange {
  const ranges = new Map<LayerId, OutputRange>();
  for (const layer of layers.values()) {
    const inputs = layer.inputs.map((id) => ranges.get(id) ?? 'any');
    ranges.set(layer.id, rangeOf(layer, loosest(inputs)));
    if (layer.id === output.id) break;
  }
  return ranges.get(output.id) ?? 'any';
}

/** @param inputs the loosest range of the layer's inputs. */
function rangeOf({ config, outputShape }: NetworkLayer, inputs: OutputRange): OutputRange {
  switch (config.type) {
    case 'Input':
      return 'unit';
    case 'Flatten':
    case 'Reshape':
      return inputs;
    case 'Activation':
      return config.activation === 'linear' ? inputs : activationRange(config.activation, outputShape);
    case 'Dense':
    case 'Conv2D':
      return activationRange(config.activation, outputShape);
    case 'MaxPooling2D':
    case 'AveragePooling2D':
    case 'GlobalAveragePooling2D':
    case 'Concatenate':
      return loosest([inputs, 'unit']);
    // What a Dropout keeps is scaled up, and what is added up grows.
    case 'Dropout':
      return config.rate === 0 ? inputs : loosest([inputs, 'nonNegative']);
    case 'Add':
      return loosest([inputs, 'nonNegative']);
    case 'BatchNormalization':
      return 'any';
  }
}

function activationRange(activation: Activation, outputShape: readonly number[]): OutputRange {
  switch (activation) {
    case 'softmax':
      // Along one axis of several it makes no distribution over all outputs, and of one value nothing but 1.
      return elementCount(outputShape) > 1 && outputShape.at(-1) === elementCount(outputShape)
        ? 'distribution'
        : 'unit';
    case 'sigmoid':
    case 'step':
      return 'unit';
    case 'relu':
    case 'softplus':
      return 'nonNegative';
    case 'linear':
    case 'tanh':
    case 'leakyRelu':
    case 'elu':
    case 'gelu':
    case 'swish':
      return 'any';
  }
}

function loosest(ranges: readonly OutputRange[]): OutputRange {
  return RANGES.find((range) => ranges.includes(range)) ?? 'any';
}
