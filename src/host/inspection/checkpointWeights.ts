/**
 * The weights of checkpoints, kept for a while: who looks inside asks for the same ones again and again.
 *
 * A checkpoint is known by its summary and not by its step, because a run that goes on from an earlier moment may come
 * to the same step with other weights.
 */
import type { Network } from '../../core/network/network';
import { decodeCheckpoint } from '../../core/training/checkpointFile';
import type { CheckpointSummary } from '../../core/training/runState';
import type { WeightMap } from '../../core/weights/weightMap';

/** Two are looked at when a moment is compared with the start; the others are for going back and forth. */
const KEPT = 4;

export class CheckpointWeights {
  /** The one that was asked for last stands last. */
  private readonly kept = new Map<CheckpointSummary, Promise<WeightMap>>();

  /** @param read reads the file of a checkpoint. */
  constructor(private readonly read: (runId: string, step: number) => Promise<Uint8Array>) {}

  /** @throws Error when the checkpoint cannot be read, or is not one of this network. */
  of(runId: string, checkpoint: CheckpointSummary, network: Network): Promise<WeightMap> {
    const weights = this.kept.get(checkpoint) ?? this.decode(runId, checkpoint, network);
    this.kept.delete(checkpoint);
    this.kept.set(checkpoint, weights);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    return weights;
  }

  private async decode(runId: string, checkpoint: CheckpointSummary, network: Network): Promise<WeightMap> {
    try {
      return decodeCheckpoint(await this.read(runId, checkpoint.step), network).weights;
    } catch (error) {
      this.kept.delete(checkpoint);
      throw error;
    }
  }
}
