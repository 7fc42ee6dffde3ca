/** What of a layer's weights is chosen to be shown, and what there is to choose from. Pure. */
import { accuracyText } from '../../src/core/training/figureTexts';
import type { InspectedMoment } from '../../src/protocol/inspectedMoment';
import type { TableCheckpoint, TableRequest, WeightsSubject } from '../../src/protocol/weights';
import type { DropdownOption } from '../ui/Dropdown';
import { formatCount } from '../ui/formats';

/** What is asked for before anyone has chosen. */
export const FIRST_CHOICE: TableRequest = { tensor: '', quantity: 'weights', at: null, minus: 'none' };

/** The choice as far as there is such a thing; what is gone is as before anyone chose. */
export function settledChoice(
  { tensor, quantity, at, minus }: TableRequest,
  { tensors, checkpoints }: WeightsSubject,
): TableRequest {
  const isKept = (step: number): boolean => checkpoints.some((checkpoint) => checkpoint.step === step);
  const known = tensors.some(({ name }) => name === tensor);
  return {
    tensor: known ? tensor : (tensors[0]?.name ?? FIRST_CHOICE.tensor),
    quantity,
    at: at !== null && isKept(at) ? at : null,
    minus: typeof minus === 'number' && !isKept(minus) ? 'none' : minus,
  };
}

/** The choice of a quantity; only weights are compared, so with another one nothing is taken away. */
export function withQuantity(choice: TableRequest, quantity: TableRequest['quantity']): TableRequest {
  return { ...choice, quantity, minus: quantity === 'weights' ? choice.minus : 'none' };
}

/** The choice of what is taken away, which is taken from weights. */
export function withMinus(choice: TableRequest, minus: TableRequest['minus']): TableRequest {
  return { ...choice, minus, quantity: minus === 'none' ? choice.quantity : 'weights' };
}

/** Whether the choice moves on with the moment that the file shows. */
export function followsMoment({ at, minus }: TableRequest): boolean {
  return at === null || minus === null;
}

export function isSameChoice(a: TableRequest, b: TableRequest): boolean {
  return a.tensor === b.tensor && a.quantity === b.quantity && a.at === b.at && a.minus === b.minus;
}

/** The moments that can be looked at: the one that the file shows, and all checkpoints, the newest first. */
export function momentOptions(
  checkpoints: readonly TableCheckpoint[],
  moment: InspectedMoment | null,
): readonly DropdownOption[] {
  const kept = checkpoints.map(({ step, epoch, testAccuracy }) => ({
    value: momentValue(step),
    label: step === 0 ? 'Start' : `Step ${formatCount(step)}, epoch ${formatCount(epoch)}`,
    detail: testAccuracy === null ? undefined : accuracyText(testAccuracy),
  }));
  return [{ value: momentValue(null), label: shownText(moment) }, ...kept.reverse()];
}

/** The same, and nothing at all. */
export function minusOptions(
  checkpoints: readonly TableCheckpoint[],
  moment: InspectedMoment | null,
): readonly DropdownOption[] {
  return [{ value: momentValue('none'), label: 'Nothing' }, ...momentOptions(checkpoints, moment)];
}

/** How the page's markup names a moment. */
export function momentValue(at: TableRequest['minus']): string {
  return at === null ? 'now' : String(at);
}

/** Reads what `momentValue` wrote. */
export function momentOf(value: string): TableRequest['minus'] {
  if (value === 'none') return 'none';
  return value === 'now' ? null : Number(value);
}

function shownText(moment: InspectedMoment | null): string {
  switch (moment?.source) {
    case undefined:
    case 'live':
      return 'Now';
    case 'past':
      return 'The moment that you went back to';
    case 'kept':
      return 'Newest';
  }
}
