/**
 * The activation functions and their derivatives, one number at a time, with the meanings that every engine has: where a
 * derivative does not exist it is PyTorch's (relu'(0) = 0, leakyRelu'(0) = 0.2), and `step` has none to speak of.
 */
import type { Activation } from '../layers/layerConfig';
import type { Shape } from '../shape';

const LEAKY_SLOPE = 0.2;

interface ElementwiseActivation {
  /** a = σ(z). */
  readonly value: (z: number) => number;
  /** σ′(z), given z and a = σ(z). */
  readonly derivative: (z: number, a: number) => number;
}

const elementwise: Readonly<Record<Exclude<Activation, 'linear' | 'softmax'>, ElementwiseActivation>> = {
  step: { value: (z) => (z >= 0 ? 1 : 0), derivative: () => 0 },
  sigmoid: { value: sigmoid, derivative: (_z, a) => a * (1 - a) },
  tanh: { value: Math.tanh, derivative: (_z, a) => 1 - a * a },
  relu: { value: (z) => Math.max(z, 0), derivative: (z) => (z > 0 ? 1 : 0) },
  leakyRelu: {
    value: (z) => Math.max(z, LEAKY_SLOPE * z),
    derivative: (z) => (z > 0 ? 1 : LEAKY_SLOPE),
  },
  elu: {
    value: (z) => (z > 0 ? z : Math.expm1(z)),
    derivative: (z) => Math.exp(Math.min(z, 0)),
  },
  gelu: {
    value: (z) => z * normalDistribution(z),
    derivative: (z) => normalDistribution(z) + (z * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI),
  },
  softplus: {
    value: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
    derivative: sigmoid,
  },
  swish: {
    value: (z) => z * sigmoid(z),
    derivative: (z, a) => sigmoid(z) + a * (1 - sigmoid(z)),
  },
};

/** a = σ(z); the very array of z where the activation is linear. Softmax works on the last axis of the shape. */
export function activate(activation: Activation, z: Float64Array, shape: Shape): Float64Array {
  if (activation === 'linear') return z;
  if (activation === 'softmax') return softmax(z, shape.at(-1) ?? 1);
  return z.map(elementwise[activation].value);
}

/** From ∂/∂a to ∂/∂z. */
export function backThroughActivation(
  activation: Activation,
  { z, a, shape }: { readonly z: Float64Array; readonly a: Float64Array; readonly shape: Shape },
  byActivation: Float64Array,
): Float64Array {
  if (activation === 'linear') return byActivation;
  if (activation === 'softmax') return backThroughSoftmax(a, byActivation, shape.at(-1) ?? 1);
  const { derivative } = elementwise[activation];
  return byActivation.map(
    (value, index) => value * derivative(z[index] ?? Number.NaN, a[index] ?? Number.NaN),
  );
}

/** 1 / (1 + e^−z). */
export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** Softmax of every row of so many values, the row's greatest taken out first. */
export function softmax(z: Float64Array, row: number): Float64Array {
  const a = new Float64Array(z.length);
  for (let start = 0; start < z.length; start += row) {
    const values = z.subarray(start, start + row);
    const greatest = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    const powers = values.map((value) => Math.exp(value - greatest));
    const sum = powers.reduce((total, power) => total + power, 0);
    a.set(
      powers.map((power) => power / sum),
      start,
    );
  }
  return a;
}

/** ∂/∂z = a ⊙ (∂/∂a − Σ ∂/∂a ⊙ a), row by row. */
function backThroughSoftmax(a: Float64Array, byActivation: Float64Array, row: number): Float64Array {
  const delta = new Float64Array(a.length);
  for (let start = 0; start < a.length; start += row) {
    let sum = 0;
    for (let i = start; i < start + row; i++) sum += (byActivation[i] ?? 0) * (a[i] ?? 0);
    for (let i = start; i < start + row; i++) delta[i] = (a[i] ?? 0) * ((byActivation[i] ?? 0) - sum);
  }
  return delta;
}

/** Φ(z) = ½(1 + erf(z/√2)), the distribution function of N(0, 1). */
function normalDistribution(z: number): number {
  return 0.5 * (1 + erf(z * Math.SQRT1_2));
}

/** erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!!, whose terms all have one sign; 1 to the last digit beyond 6. */
function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * Number.EPSILON; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
