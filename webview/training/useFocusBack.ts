/**
 * Gives the focus back to a button that was dimmed while it had it, once it can be used again: whoever presses "Single
 * Step" by a key presses it again.
 */
import { useEffect, useRef, type FocusEvent } from 'react';

/** The toolkit dims and lights its buttons a frame after it has been told. */
const SETTLING_MS = 50;

export interface FocusBack {
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/** The listeners for the element around the buttons. */
export function useFocusBack(): FocusBack {
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      const lost = last.current !== null && document.activeElement === document.body;
      if (lost && !isDimmed(last.current)) last.current?.focus();
    }, SETTLING_MS);
    return () => {
      clearTimeout(timer);
    };
  });
  return {
    onFocus: ({ target }) => {
      last.current = target instanceof HTMLElement ? target : null;
    },
    onBlur: ({ target }) => {
      if (!isDimmed(target)) last.current = null;
    },
  };
}

function isDimmed(element: Element | null): boolean {
  return element !== null && 'disabled' in element && element.disabled === true;
}
