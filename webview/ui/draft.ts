/**
 * What is typed into a text field before it counts. Pure: the field keeps the draft, this says what becomes of it.
 */

export interface Draft {
  /** The value that it was made from. */
  readonly from: string;
  readonly text: string;
  /** It was handed over; the field keeps showing it until the new value comes round, so that the old one does not flash up. */
  readonly committed: boolean;
}

/** The reason why a text is refused, or `undefined` for a good one. */
export type Validate = (text: string) => string | undefined;

/** The draft, unless the value has changed since it was made (an edit arrived, an undo): then it is out of date. */
export function currentDraft(draft: Draft | undefined, value: string): Draft | undefined {
  return draft?.from === value ? draft : undefined;
}

/** What Enter and leaving the field make of a draft: what is left of it, and the text to hand over, if any. */
export function commitDraft(
  draft: Draft | undefined,
  validate: Validate,
): { readonly draft: Draft | undefined; readonly handedOver: string | undefined } {
  if (draft === undefined || draft.committed || validate(draft.text) !== undefined) {
    return { draft, handedOver: undefined };
  }
  return draft.text === draft.from
    ? { draft: undefined, handedOver: undefined }
    : { draft: { ...draft, committed: true }, handedOver: draft.text };
}
