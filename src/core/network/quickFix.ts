/** A remedy for a problem, as editors offer it. */
import type { TextEdit } from '../file/textEdit';

export interface QuickFix {
  /** What it does, as an order: `Insert a Flatten layer before "output"`. One problem's titles differ. */
  readonly title: string;
  /** True for the one fix that is almost certainly meant. */
  readonly preferred: boolean;
  /** The changes, relative to the checked text. */
  readonly edits: () => readonly TextEdit[];
}
