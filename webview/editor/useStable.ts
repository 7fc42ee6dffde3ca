import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * A handler that stays the same function while what it does follows the newest render. React Flow tells all its cards
 * whenever it is given another handler.
 */
export function useStable<Args extends readonly unknown[], Result>(
  handler: (...args: Args) => Result,
): (...args: Args) => Result {
  const latest = useRef(handler);
  useLayoutEffect(() => {
    latest.current = handler;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
