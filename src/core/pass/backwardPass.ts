/**
 * Back through a network for one example: from a scalar at the output to ∂/∂z of every layer, down to the pixels, and to
 * the weights that are asked for. With the cost as the scalar, ∂/∂z is the lecture's δ.
 *
 * A layer that merely reshapes the output carries the output's z on, so that its δ is that of the layer that made it.
 */
import type { LayerId } from '../graph/graph';
import type { WeightSpec } from '../layers/weights';
import type { Network, NetworkLayer } from '../network/network';
import type { WeightMap } from '../weights/weightMap';
import { backThroughActivation } from './activations';
import { affineByInput, affineByKernel } from './affine';
import { splitConcatenated } from './concatenation';
import { convolutionByInput, convolutionByKernel } from './convolution';
import { costDerivative, outputMaker } from './cost';
import { gridOf, passOf, wholeImage } from './forwardPass';
import { requiredWeightOf } from './layerWeights';
import type { BackwardResult, ForwardResult, LayerPass } from './passTypes';
import { averagePoolByInput, maxPoolByInput } from './pooling';

/** The scalar that is derived: the cost for a class, or z of one output unit (before its activation). */
export type BackwardSeed =
  { readonly kind: 'cost'; readonly target: number } | { readonly kind: 'output'; readonly unit: number };

/** @param options `gradients`: names of the weights to derive by as well; none without it. */
export function backwardPass(
  network: Network,
  weights: WeightMap,
  forward: ForwardResult,
  seed: BackwardSeed,
  options: { readonly gradients?: ReadonlySet<string> } = {},
): BackwardResult {
  const maker = outputMaker(network);
  const seeded = seedDelta(network, passOf(forward, maker.id), forward, seed);
  const byActivation = new Map<LayerId, Float64Array>();
  const deltas = new Map<LayerId, Float64Array>();
  const gradients = new Map<string, Float64Array>();
  let reachedMaker = false;
  for (const layer of [...network.layers].reverse()) {
    const pass = passOf(forward, layer.id);
    reachedMaker ||= layer.id === maker.id;
    if (!reachedMaker || layer.id === maker.id) {
      deltas.set(layer.id, seeded);
      if (!reachedMaker) continue;
    }
    const delta = deltas.get(layer.id) ?? throughActivation(pass, byActivation.get(layer.id));
    deltas.set(layer.id, delta);
    const inputs = layer.inputs.map((id) => passOf(forward, id).a);
    for (const spec of layer.weights) {
      if (!spec.trainable || options.gradients?.has(spec.name) !== true) continue;
      gradients.set(spec.name, byWeight(layer, spec, inputs[0] ?? pass.a, delta, weights));
    }
    byInputs(layer, inputs, delta, weights).forEach((derivative, index) => {
      const id = layer.inputs[index] ?? '';
      const sofar = byActivation.get(id);
      byActivation.set(
        id,
        sofar === undefined ? derivative : sofar.map((value, i) => value + (derivative[i] ?? 0)),
      );
    });
  }
  return { deltas, gradients };
}

function seedDelta(
  network: Network,
  output: LayerPass,
  forward: ForwardResult,
  seed: BackwardSeed,
): Float64Array {
  if (seed.kind === 'cost') {
    const { by, values } = costDerivative(network, forward, seed.target);
    return by === 'z' ? values : throughActivation(output, values);
  }
  if (!Number.isInteger(seed.unit) || seed.unit < 0 || seed.unit >= output.z.length) {
    throw new RangeError(
      `The output has units 0 to ${output.z.length - 1}, but unit ${seed.unit} was asked for.`,
    );
  }
  const delta = new Float64Array(output.z.length);
  delta[seed.unit] = 1;
  return delta;
}

/** All 0 where nothing behind the layer depends on it. */
function throughActivation(pass: LayerPass, byActivation: Float64Array | undefined): Float64Array {
  if (byActivation === undefined) return new Float64Array(pass.z.length);
  return backThroughActivation(pass.activation, pass, byActivation);
}

/** From ∂/∂z to ∂/∂ of each input. */
function byInputs(
  layer: NetworkLayer,
  inputs: readonly Float64Array[],
  delta: Float64Array,
  weights: WeightMap,
): readonly Float64Array[] {
  const { config } = layer;
  const x = inputs[0] ?? delta;
  switch (config.type) {
    case 'Input':
      return [];
    case 'Dense':
      return [affineByInput(delta, requiredWeightOf(layer, 'kernel', weights), x.length)];
    case 'Conv2D': {
      const kernel = requiredWeightOf(layer, 'kernel', weights);
      return [convolutionByInput(delta, kernel, config.filters, gridOf(layer, config))];
    }
    case 'Activation':
    case 'Flatten':
    case 'Reshape':
    case 'Dropout':
      return [delta];
    case 'MaxPooling2D':
      return [maxPoolByInput(x, delta, gridOf(layer, config))];
    case 'AveragePooling2D':
      return [averagePoolByInput(delta, gridOf(layer, config))];
    case 'GlobalAveragePooling2D':
      return [averagePoolByInput(delta, wholeImage(layer))];
    case 'BatchNormalization': {
      const gamma = requiredWeightOf(layer, 'gamma', weights);
      const deviation = deviations(layer, weights, config.epsilon);
      return [delta.map((d, i) => (d * (gamma[i % gamma.length] ?? 0)) / (deviation[i % gamma.length] ?? 1))];
    }
    case 'Add':
      return inputs.map(() => delta);
    case 'Concatenate':
      return splitConcatenated(delta, layer.inputShapes, config.axis);
  }
}

function byWeight(
  layer: NetworkLayer,
  { role, shape }: WeightSpec,
  x: Float64Array,
  delta: Float64Array,
  weights: WeightMap,
): Float64Array {
  const { config } = layer;
  if (role === 'kernel') {
    return config.type === 'Conv2D'
      ? convolutionByKernel(x, delta, config.filters, gridOf(layer, config))
      : affineByKernel(x, delta);
  }
  const byUnit = new Float64Array(shape[0] ?? 0);
  const add = (index: number, value: number): void => {
    const unit = index % byUnit.length;
    byUnit[unit] = (byUnit[unit] ?? 0) + value;
  };
  if (role === 'gamma' && config.type === 'BatchNormalization') {
    const mean = requiredWeightOf(layer, 'movingMean', weights);
    const deviation = deviations(layer, weights, config.epsilon);
    delta.forEach((d, i) => {
      const c = i % byUnit.length;
      add(i, (d * ((x[i] ?? 0) - (mean[c] ?? 0))) / (deviation[c] ?? 1));
    });
  } else {
    delta.forEach((d, i) => {
      add(i, d);
    });
  }
  return byUnit;
}

/** √(σ² + ε) of each channel. */
function deviations(layer: NetworkLayer, weights: WeightMap, epsilon: number): Float64Array {
  return Float64Array.from(requiredWeightOf(layer, 'movingVariance', weights), (v) => Math.sqrt(v + epsilon));
}
