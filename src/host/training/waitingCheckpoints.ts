/**
 * Checkpoints on their way to the disk, in the order in which they were taken.
 *
 * A slow disk must not fill the memory: of those that are taken every so many steps only the newest waits.
 */
import type { CheckpointTaken } from '../../core/training/runEvents';

export class WaitingCheckpoints {
  private waiting: readonly CheckpointTaken[] = [];

  add(checkpoint: CheckpointTaken): void {
    const isRegular = checkpoint.reason === 'steps';
    this.waiting = [...this.waiting.filter(({ reason }) => !isRegular || reason !== 'steps'), checkpoint];
  }

  /** Takes out the oldest; `undefined` when none waits. */
  next(): CheckpointTaken | undefined {
    const [first, ...others] = this.waiting;
    this.waiting = others;
    return first;
  }
}
