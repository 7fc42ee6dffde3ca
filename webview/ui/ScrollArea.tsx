/** A part of a page that scrolls on its own, and can be scrolled by keys. */
import { forwardRef, useCallback, type ReactNode } from 'react';

export interface ScrollAreaProps {
  /** What is in it, for screen readers. */
  readonly label: string;
  readonly className: string;
  readonly onScroll?: (element: HTMLElement) => void;
  readonly children: ReactNode;
}

export const ScrollArea = forwardRef<HTMLElement, ScrollAreaProps>(function ScrollArea(
  { label, className, onScroll, children },
  forwarded,
) {
  const attach = useCallback(
    (element: HTMLElement | null) => {
      // What scrolls must be reachable by keyboard; older engines do not see to that themselves.
      element?.setAttribute('tabindex', '0');
      if (typeof forwarded === 'function') forwarded(element);
      else if (forwarded !== null) forwarded.current = element;
    },
    [forwarded],
  );
  return (
    <section
      ref={attach}
      className={`lw-scroll-area ${className}`}
      aria-label={label}
      onScroll={({ currentTarget }) => {
        onScroll?.(currentTarget);
      }}
    >
      {children}
    </section>
  );
});
