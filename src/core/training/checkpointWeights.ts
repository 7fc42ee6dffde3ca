/**
 * The weights alone of a checkpoint, for a weights file or for another run; for whoever has no network at hand.
 */
import { decodeSafetensors, type WeightsFile } from '../weights/safetensors';

/** What a checkpoint has beside the metadata of a weights file. */
const OF_CHECKPOINTS: ReadonlySet<string> = new Set(['position', 'test']);

/**
 * Weights and metadata as a weights file has them: without the optimiser's tensors and the evaluation, whose names have
 * a "/" that no weight's name ends with.
 * @throws SafetensorsError that says what is wrong with the file.
 */
export function weightsOfCheckpoint(bytes: Uint8Array): WeightsFile {
  const { weights, metadata } = decodeSafetensors(bytes);
  return {
    weights: new Map([...weights].filter(([name]) => isWeight(name))),
    metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => !OF_CHECKPOINTS.has(key))),
  };
}

/** A layer's name may have a slash in it; what stands behind the last dot is the weight's own. */
function isWeight(name: string): boolean {
  return name.includes('.') && !name.slice(name.lastIndexOf('.')).includes('/');
}
