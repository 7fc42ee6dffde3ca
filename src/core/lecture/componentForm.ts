/**
 * The lecture's feedforward computation and its equations (1) to (4), component by component.
 *
 * Two slips of the slides are put right. Equation (1) has (yⱼ − aⱼᴸ)σ′(zⱼᴸ), the opposite of ∂C/∂zⱼᴸ; with it, descent
 * would climb. Equation (2) has wˡ where the weights that leave layer l are wˡ⁺¹, as its matrix form says.
 */
import {
  at,
  sigma,
  sigmaPrime,
  type Backpropagation,
  type DenseLayer,
  type Feedforward,
} from './denseLayers';

/** zⱼˡ = Σₖ wⱼₖˡ aₖˡ⁻¹ + bⱼˡ and aⱼˡ = σ(zⱼˡ), from a⁰ = x up. */
export function feedforwardByComponents(layers: readonly DenseLayer[], x: readonly number[]): Feedforward {
  const z: number[][] = [[]];
  const a: number[][] = [[...x]];
  for (let l = 1; l <= layers.length; l++) {
    const { w, b } = at(layers, l - 1);
    const below = at(a, l - 1);
    const zl: number[] = [];
    const al: number[] = [];
    for (let j = 0; j < b.length; j++) {
      let sum = 0;
      for (let k = 0; k < below.length; k++) sum += at(at(w, j), k) * at(below, k);
      zl.push(sum + at(b, j));
      al.push(sigma(at(zl, j)));
    }
    z.push(zl);
    a.push(al);
  }
  return { z, a };
}

/** C = ½ Σⱼ (yⱼ − aⱼᴸ)². */
export function quadraticCost({ a }: Feedforward, y: readonly number[]): number {
  const output = at(a, a.length - 1);
  let sum = 0;
  for (let j = 0; j < y.length; j++) sum += (at(y, j) - at(output, j)) ** 2;
  return sum / 2;
}

/** Equations (1) to (4) from the output layer L down to layer 1. */
export function backpropagateByComponents(
  layers: readonly DenseLayer[],
  { z, a }: Feedforward,
  y: readonly number[],
): Backpropagation {
  const L = layers.length;
  const delta: number[][] = layers.map(() => []);
  const byBias: number[][] = layers.map(() => []);
  const byWeight: number[][][] = layers.map(() => []);
  for (let l = L; l >= 1; l--) {
    const deltaL = at(delta, l - 1);
    for (let j = 0; j < at(z, l).length; j++) {
      if (l === L) {
        // (1) δⱼᴸ = ∂C/∂zⱼᴸ = (aⱼᴸ − yⱼ) σ′(zⱼᴸ)
        deltaL.push((at(at(a, L), j) - at(y, j)) * sigmaPrime(at(at(z, L), j)));
      } else {
        // (2) δⱼˡ = ∂C/∂zⱼˡ = σ′(zⱼˡ) Σₖ wₖⱼˡ⁺¹ δₖˡ⁺¹
        let sum = 0;
        for (let k = 0; k < at(z, l + 1).length; k++)
          sum += at(at(at(layers, l).w, k), j) * at(at(delta, l), k);
        deltaL.push(sigmaPrime(at(at(z, l), j)) * sum);
      }
      // (3) ∂C/∂bⱼˡ = δⱼˡ
      at(byBias, l - 1).push(at(deltaL, j));
      // (4) ∂C/∂wⱼₖˡ = δⱼˡ aₖˡ⁻¹
      at(byWeight, l - 1).push(at(a, l - 1).map((aK) => at(deltaL, j) * aK));
    }
  }
  return { delta, byBias, byWeight };
}
