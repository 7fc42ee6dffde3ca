/**
 * The numbers a network starts from, made outside every engine so that all engines start alike.
 *
 * Each tensor draws from a stream of its own, named by the seed and the tensor's name: adding, removing or reordering
 * layers leaves the other layers' numbers alone.
 */
import { weightSpecs } from '../network/network';
import type { Network } from '../network/network';
import type { WeightSpec } from '../layers/weights';
import { Random } from '../random';
import { elementCount } from '../shape';
import type { WeightMap, WeightTensor } from '../weights/weightMap';

/** Standard deviation of a unit normal distribution cut off at ±2. */
const TRUNCATED_NORMAL_DEVIATION = 0.87962566103423978;

/** Makes every weight of the network, in the order of its layers; the same seed gives the same float32 numbers. */
export function initialWeights(network: Network, seed: number): WeightMap {
  const weights = new Map<string, WeightTensor>();
  for (const spec of weightSpecs(network)) {
    weights.set(spec.name, { shape: spec.shape, values: initialValues(spec, seed) });
  }
  return weights;
}

/**
 * The values of one tensor, row-major.
 *
 * - `gaussian`: N(0, 1), the lecture's choice;
 * - `scaledGaussian`: N(0, 1/fanIn), that is a standard deviation of 1/√fanIn;
 * - `glorotUniform`: uniform on ±√(6 / (fanIn + fanOut)) (Glorot and Bengio, 2010);
 * - `heNormal`: standard deviation √(2 / fanIn) (He et al., 2015), as in Keras drawn from a normal distribution cut off
 *   at twice its width, and widened so that the standard deviation after the cut is the one asked for;
 * - `zeros`, `ones`.
 */
export function initialValues(spec: WeightSpec, seed: number): Float32Array {
  const count = elementCount(spec.shape);
  const random = new Random(seed, 'weights', spec.name);
  const draw = sampler(spec, random);
  const values = new Float32Array(count);
  for (let index = 0; index < count; index++) values[index] = draw();
  return values;
}

function sampler(spec: WeightSpec, random: Random): () => number {
  switch (spec.initializer) {
    case 'gaussian':
      return () => random.gaussian();
    case 'scaledGaussian': {
      const deviation = 1 / Math.sqrt(spec.fanIn);
      return () => deviation * random.gaussian();
    }
    case 'glorotUniform': {
      const limit = Math.sqrt(6 / (spec.fanIn + spec.fanOut));
      return () => limit * (2 * random.uniform() - 1);
    }
    case 'heNormal': {
      const width = Math.sqrt(2 / spec.fanIn) / TRUNCATED_NORMAL_DEVIATION;
      return () => width * truncatedGaussian(random);
    }
    case 'zeros':
      return () => 0;
    case 'ones':
      return () => 1;
  }
}

/** A draw from N(0, 1), repeated until it lies within ±2. */
function truncatedGaussian(random: Random): number {
  for (;;) {
    const value = random.gaussian();
    if (Math.abs(value) <= 2) return value;
  }
}
