/**
 * The moments of a run that can be gone back to, as places of a slider: one a checkpoint, the last one the newest.
 */
import type { CheckpointSummary } from '../../src/core/training/runState';
import type { ShownMoment } from '../../src/protocol/training';
import { formatCount } from '../ui/formats';
import { formatAccuracy } from './formats';

/** The place of the moment shown, from 0; the last one for the newest, and for a checkpoint that is gone the next one. */
export function placeOfMoment(
  checkpoints: readonly CheckpointSummary[],
  moment: Pick<ShownMoment, 'step' | 'isPast'> | null,
): number {
  const last = checkpoints.length - 1;
  if (moment?.isPast !== true) return last;
  const place = checkpoints.findIndex(({ step }) => step >= moment.step);
  return place === -1 ? last : place;
}

/** What the host is asked to show for a place: the step of its checkpoint, or the newest moment. */
export function momentAtPlace(checkpoints: readonly CheckpointSummary[], place: number): number | null {
  return place >= checkpoints.length - 1 ? null : (checkpoints[place]?.step ?? null);
}

/** "Epoch 3 · step 5,625 · 96.41 %" */
export function checkpointLabel(
  { step, epoch, testAccuracy }: CheckpointSummary,
  stepsPerEpoch: number,
): string {
  const place =
    step === 0 ? 'Start' : step === epoch * stepsPerEpoch ? `Epoch ${epoch}` : `In epoch ${epoch + 1}`;
  const parts = [place, `step ${formatCount(step)}`];
  return [...parts, ...(testAccuracy === null ? [] : [formatAccuracy(testAccuracy)])].join(' · ');
}
