/** What was last known, for as long as nothing newer is. */
import { useState } from 'react';

export interface Kept<Value> {
  readonly shown: Value | undefined;
  /** Whether it is of something before, and about to be replaced. */
  readonly stale: boolean;
}

/** The value, or where there is none now the last one: a page that goes on to something else does not flicker. */
export function useKept<Value extends object>(value: Value | undefined): Kept<Value> {
  const [last, setLast] = useState(value);
  if (value !== undefined && value !== last) setLast(value);
  return { shown: value ?? last, stale: value === undefined };
}
