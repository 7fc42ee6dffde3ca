/**
 * Dropout masks that depend on nothing but (seed, layer, step, element), so that every engine can make the same ones,
 * in any order and in parallel.
 *
 * A counter-based generator: instead of walking through a sequence it hashes the element's number. Everything is
 * arithmetic on unsigned 32-bit integers, which shaders and WebAssembly have too.
 */
import type { LayerId } from '../graph/graph';
import { fnv1a } from '../random';

/** The part of a mask's key that stays the same for a whole run: one number for each layer. */
export function dropoutLayerKey(seed: number, layer: LayerId): number {
  return mix(fnv1a(`${seed}/${layer}`));
}

/**
 * The mask of one layer for one step: element e is 0 (dropped, with probability `rate`) or 1/(1 − rate), so that the
 * expected activation is that of the layer without dropout.
 *
 * bits(e) = mix(mix(layerKey + step) xor mix(e)); dropped where bits(e) < rate·2³².
 * @param step Number of the step since the run began, from 0.
 * @param count Elements of the layer's output for the mini-batch, row-major [batch, …outputShape].
 */
export function dropoutMask(layerKey: number, step: number, count: number, rate: number): Float32Array {
  const stepKey = mix((layerKey + step) | 0);
  const threshold = Math.round(rate * 2 ** 32);
  const kept = 1 / (1 - rate);
  const mask = new Float32Array(count);
  for (let element = 0; element < count; element++) {
    if (mix(stepKey ^ mix(element)) >= threshold) mask[element] = kept;
  }
  return mask;
}

/** Scatters the bits of a 32-bit integer, one to one: "lowbias32" (Chris Wellons, Hash Prospector, 2018). */
function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}
