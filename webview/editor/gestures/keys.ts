/** Which keys belong to whom. */

const TYPED_INTO =
  'input, textarea, select, vscode-text-field, vscode-dropdown, [contenteditable], .probe-pad';

/**
 * Whether keys that are pressed at an element are typed into it, or draw on the probe's pad; the toolkit's fields hide
 * theirs in a shadow root.
 */
export function isTextField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPED_INTO) !== null;
}

/** The directions of the arrow keys, in steps: x to the right, y down. */
export const ARROWS: Readonly<Record<string, { readonly x: number; readonly y: number }>> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};
