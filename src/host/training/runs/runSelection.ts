/**
 * The elements of the Runs view, and which runs a command was called on.
 */
import { isRunId } from '../store/runRecord';
import type { RunRow } from './runItem';

/** A run, or one of the rows below it. */
export type RunElement =
  | { readonly kind: 'run'; readonly runId: string }
  | { readonly kind: 'row'; readonly runId: string; readonly row: RunRow };

/**
 * The runs that a command is about. A menu passes the element under the pointer and, where it is part of a selection,
 * all that are selected; a program passes the name of a run. Anything else names none.
 */
export function runIdsOf(item: unknown, items: unknown): readonly string[] {
  const all: unknown[] = Array.isArray(items) && items.length > 0 ? items : [item];
  return [...new Set(all.flatMap((element) => runIdOf(element) ?? []))];
}

function runIdOf(element: unknown): string | undefined {
  const id = typeof element === 'object' && element !== null && 'runId' in element ? element.runId : element;
  return isRunId(id) ? id : undefined;
}
