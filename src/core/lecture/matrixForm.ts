/**
 * The same in matrix form: products of matrices and vectors, ⊙ for the product by components.
 */
import {
  at,
  sigma,
  sigmaPrime,
  type Backpropagation,
  type DenseLayer,
  type Feedforward,
} from './denseLayers';

type Vector = readonly number[];
type Matrix = readonly Vector[];

/** zˡ = wˡaˡ⁻¹ + bˡ and aˡ = σ(zˡ), from a⁰ = x up. */
export function feedforwardByMatrices(layers: readonly DenseLayer[], x: Vector): Feedforward {
  const z: Vector[] = [[]];
  const a: Vector[] = [x];
  for (const { w, b } of layers) {
    const zl = plus(times(w, at(a, a.length - 1)), b);
    z.push(zl);
    a.push(zl.map(sigma));
  }
  return { z, a };
}

/** Equations (1) to (4), with ∇C by aᴸ = aᴸ − y of the quadratic cost. */
export function backpropagateByMatrices(
  layers: readonly DenseLayer[],
  { z, a }: Feedforward,
  y: Vector,
): Backpropagation {
  const L = layers.length;
  const costByOutput = at(a, L).map((aj, j) => aj - at(y, j));
  // (1) δᴸ = ∇C ⊙ σ′(zᴸ)
  let deltaL = hadamard(costByOutput, at(z, L).map(sigmaPrime));
  const delta: Vector[] = [deltaL];
  for (let l = L - 1; l >= 1; l--) {
    // (2) δˡ = σ′(zˡ) ⊙ (wˡ⁺¹)ᵀδˡ⁺¹
    deltaL = hadamard(at(z, l).map(sigmaPrime), times(transpose(at(layers, l).w), deltaL));
    delta.unshift(deltaL);
  }
  // (3) ∂C/∂bˡ = δˡ and (4) ∂C/∂wˡ = δˡ(aˡ⁻¹)ᵀ
  return { delta, byBias: delta, byWeight: delta.map((d, index) => outer(d, at(a, index))) };
}

function times(matrix: Matrix, vector: Vector): Vector {
  return matrix.map((row) => row.reduce((sum, value, k) => sum + value * at(vector, k), 0));
}

function plus(left: Vector, right: Vector): Vector {
  return left.map((value, j) => value + at(right, j));
}

function hadamard(left: Vector, right: Vector): Vector {
  return left.map((value, j) => value * at(right, j));
}

function outer(left: Vector, right: Vector): Matrix {
  return left.map((value) => right.map((other) => value * other));
}

function transpose(matrix: Matrix): Matrix {
  return at(matrix, 0).map((_, column) => matrix.map((row) => at(row, column)));
}
