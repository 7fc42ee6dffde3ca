/**
 * The cost C of one example and its derivative at the output.
 *
 * Where the output ends in the activation that belongs to the loss (softmax with categorical, sigmoid with binary
 * cross-entropy) both are taken from z, as engines do: no logarithm of a rounded 0, and δ is simply a − y.
 */
import type { Network, NetworkLayer } from '../network/network';
import { elementCount } from '../shape';
import { sigmoid, softmax } from './activations';
import { passOf } from './forwardPass';
import type { ForwardResult, LayerPass } from './passTypes';

/** Probabilities are kept this far from 0 and 1 before a logarithm, as in Keras. */
const PROBABILITY_MARGIN = 1e-7;

/** ∂C at the output: by z of the layer that makes the output, or by its activations. */
export interface CostDerivative {
  readonly by: 'z' | 'a';
  readonly values: Float64Array;
}

/** C for the class that should have been answered; of a single output, whether it should have been 0 or 1. */
export function costOf(network: Network, forward: ForwardResult, target: number): number {
  const output = passOf(forward, outputMaker(network).id);
  const y = targetOf(network, target);
  const { z, a } = output;
  switch (network.training.loss) {
    case 'quadratic':
      return 0.5 * sum(a, (value, i) => (value - (y[i] ?? 0)) ** 2);
    case 'categoricalCrossentropy': {
      if (!isSoftmaxOfAll(output)) return -sum(shares(a).p, (p, i) => (y[i] ?? 0) * Math.log(p));
      const greatest = z.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
      const logSum = Math.log(sum(z, (value) => Math.exp(value - greatest))) + greatest;
      return sum(z, (value, i) => (y[i] ?? 0) * (logSum - value));
    }
    case 'binaryCrossentropy':
      if (output.activation === 'sigmoid') {
        return sum(
          z,
          (value, i) => Math.max(value, 0) - value * (y[i] ?? 0) + Math.log1p(Math.exp(-Math.abs(value))),
        );
      }
      return -sum(a.map(clip), (p, i) => ((y[i] ?? 0) === 1 ? Math.log(p) : Math.log(1 - p)));
  }
}

/** ∂C/∂z or ∂C/∂a of the layer that makes the output. */
export function costDerivative(network: Network, forward: ForwardResult, target: number): CostDerivative {
  const output = passOf(forward, outputMaker(network).id);
  const y = targetOf(network, target);
  const { z, a } = output;
  switch (network.training.loss) {
    case 'quadratic':
      return { by: 'a', values: a.map((value, i) => value - (y[i] ?? 0)) };
    case 'categoricalCrossentropy':
      if (isSoftmaxOfAll(output)) {
        return { by: 'z', values: softmax(z, z.length).map((p, i) => p - (y[i] ?? 0)) };
      }
      return { by: 'a', values: byShares(a, y) };
    case 'binaryCrossentropy':
      if (output.activation === 'sigmoid') {
        return { by: 'z', values: z.map((value, i) => sigmoid(value) - (y[i] ?? 0)) };
      }
      return {
        by: 'a',
        values: a.map((p, i) => {
          if (p !== clip(p)) return 0;
          return (y[i] ?? 0) === 1 ? -1 / p : 1 / (1 - p);
        }),
      };
  }
}

/** The layer that computes the output: the last, or what it merely reshapes. */
export function outputMaker(network: Network): NetworkLayer {
  const byId = new Map(network.layers.map((layer) => [layer.id, layer]));
  let maker = network.layers.at(-1);
  while (maker !== undefined && passesOn(maker)) maker = byId.get(maker.inputs[0] ?? '');
  if (maker === undefined) throw new RangeError('The network has no layer that computes its output.');
  return maker;
}

function passesOn({ config }: NetworkLayer): boolean {
  const { type } = config;
  return (
    type === 'Flatten' || type === 'Reshape' || (type === 'Activation' && config.activation === 'linear')
  );
}

/** One-hot; of a single output the class itself, 0 or 1. */
function targetOf(network: Network, target: number): Float64Array {
  const units = elementCount(network.outputShape);
  const classes = units === 1 ? 2 : units;
  if (!Number.isInteger(target) || target < 0 || target >= classes) {
    throw new RangeError(`The network tells classes 0 to ${classes - 1} apart, but the target is ${target}.`);
  }
  if (units === 1) return Float64Array.of(target);
  const y = new Float64Array(units);
  y[target] = 1;
  return y;
}

/** A softmax over each of several rows is none over the whole output. */
function isSoftmaxOfAll({ activation, shape, z }: LayerPass): boolean {
  return activation === 'softmax' && shape.at(-1) === z.length;
}

/** Outputs that are no softmax as probabilities: divided by their sum, as in Keras, then clipped. */
function shares(a: Float64Array): { readonly p: Float64Array; readonly total: number } {
  const total = Math.max(
    sum(a, (value) => value),
    PROBABILITY_MARGIN,
  );
  return { p: a.map((value) => clip(value / total)), total };
}

function byShares(a: Float64Array, y: Float64Array): Float64Array {
  const { p, total } = shares(a);
  const byShare = p.map((share, i) => (share === (a[i] ?? 0) / total ? -(y[i] ?? 0) / share : 0));
  const isSum = total > PROBABILITY_MARGIN;
  const bySum = isSum ? sum(byShare, (value, i) => (value * (a[i] ?? 0)) / (total * total)) : 0;
  return byShare.map((value) => value / total - bySum);
}

function clip(p: number): number {
  return Math.min(Math.max(p, PROBABILITY_MARGIN), 1 - PROBABILITY_MARGIN);
}

function sum(values: Float64Array, term: (value: number, index: number) => number): number {
  return values.reduce((total, value, index) => total + term(value, index), 0);
}
