/**
 * Keeps the keyboard in the page: when the element that has the focus goes, such as the card of a layer that is deleted or
 * the button of a problem that is mended, the focus goes to the canvas and not to nowhere.
 */
import { useEffect } from 'react';

/** React Flow takes cards away a moment after it has been told. */
const SETTLING_MS = 50;

/** Looks after the focus whenever `drawn` changes. */
export function useKeptFocus(drawn: unknown): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!document.hasFocus() || document.activeElement !== document.body) return;
      document.querySelector<HTMLElement>('.canvas')?.focus({ preventScroll: true });
    }, SETTLING_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [drawn]);
}
