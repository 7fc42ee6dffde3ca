/**
 * Takes the checkpoints of a run, and none that says what the last one said.
 */
import type { RunPosition, TestPredictions } from '../core/training/checkpoint';
import { encodeCheckpoint } from '../core/training/checkpointFile';
import type { CheckpointReason, CheckpointTaken } from '../core/training/runEvents';
import type { WeightsProvenance } from '../core/weights/weightsMetadata';
import type { Model } from './engine';

/** What all files of a run have in common. */
export type RunProvenance = Omit<WeightsProvenance, 'epoch' | 'loss' | 'testAccuracy'>;

export interface CheckpointMoment {
  readonly position: RunPosition;
  /** Whole epochs done. */
  readonly epoch: number;
  /** Mean training loss of an epoch that has just ended. */
  readonly loss: number | undefined;
  readonly test: TestPredictions | undefined;
}

export class CheckpointTaker {
  private last: Pick<CheckpointMoment, 'position' | 'test'> | undefined;

  /** @param from The checkpoint that the run goes on from, which needs not be taken again. */
  constructor(
    private readonly model: Model,
    private readonly provenance: RunProvenance,
    from: Pick<CheckpointMoment, 'position' | 'test'> | undefined,
  ) {
    this.last = from;
  }

  /** The checkpoint of this moment, or `undefined` when the last one is as good. */
  async take(moment: CheckpointMoment, reason: CheckpointReason): Promise<CheckpointTaken | undefined> {
    const { position, epoch, loss, test } = moment;
    if (this.last !== undefined && isAsGood(this.last, moment)) return undefined;
    const testAccuracy = test?.accuracy;
    const bytes = encodeCheckpoint(
      {
        weights: await this.model.readWeights(),
        optimizerState: await this.model.readOptimizerState(),
        position,
        test,
      },
      { ...this.provenance, epoch, loss, testAccuracy },
    );
    this.last = { position, test };
    return {
      type: 'checkpointTaken',
      step: position.step,
      epoch,
      reason,
      testAccuracy: testAccuracy ?? null,
      bytes,
    };
  }
}

/** Whether the run would go on from the last checkpoint as from this moment, and no measurement would be missed. */
function isAsGood(
  last: Pick<CheckpointMoment, 'position' | 'test'>,
  { position, test }: CheckpointMoment,
): boolean {
  const before = last.position.hyperparameters;
  const { learningRate, momentum, epochs } = position.hyperparameters;
  return (
    last.position.step === position.step &&
    last.position.epochReported === position.epochReported &&
    before.learningRate === learningRate &&
    before.momentum === momentum &&
    before.epochs === epochs &&
    (test === undefined || last.test !== undefined)
  );
}
