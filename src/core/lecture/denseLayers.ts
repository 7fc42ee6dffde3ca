/**
 * The lecture's network: layers of sigmoid neurons, each fed by all of the layer before, with the quadratic cost
 * C = ½ Σⱼ (yⱼ − aⱼᴸ)².
 *
 * It is written down twice, in component form and in matrix form, as literally as the lecture's slides, and is the oracle
 * for what the rest of the project computes. Nothing here is meant to be fast.
 */

/** One layer l ≥ 1; `w[j][k]` is wⱼₖ, from neuron k of layer l − 1 to neuron j of layer l. */
export interface DenseLayer {
  readonly w: readonly (readonly number[])[];
  readonly b: readonly number[];
}

/** zˡ and aˡ by layer; index 0 is the input, whose a⁰ is x and whose z⁰ is empty. */
export interface Feedforward {
  readonly z: readonly (readonly number[])[];
  readonly a: readonly (readonly number[])[];
}

/** Of layer l ≥ 1 at index l − 1, as in the list of layers. */
export interface Backpropagation {
  /** δˡ = ∂C/∂zˡ. */
  readonly delta: readonly (readonly number[])[];
  /** ∂C/∂bˡ. */
  readonly byBias: readonly (readonly number[])[];
  /** ∂C/∂wˡ, by j and k as w itself. */
  readonly byWeight: readonly (readonly (readonly number[])[])[];
}

/** σ(z) = 1 / (1 + e^−z). */
export function sigma(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** σ′(z) = σ(z)(1 − σ(z)). */
export function sigmaPrime(z: number): number {
  return sigma(z) * (1 - sigma(z));
}

/** An element that is known to be there. */
export function at<T>(list: readonly T[], index: number): T {
  const element = list[index];
  if (element === undefined)
    throw new RangeError(`There is no element ${index} in a list of ${list.length}.`);
  return element;
}
