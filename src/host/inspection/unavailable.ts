/**
 * What is answered where there is nothing to show.
 */
import type { RunCommand } from '../../core/training/runCommands';
import type { Unavailable } from '../../protocol/inspectedMoment';

/**
 * There is nothing to show.
 * @param reason Sentences that say why, and what to do.
 * @param command What does it; `null` where no command does.
 */
export function unavailable(reason: string, command: RunCommand | null): Unavailable {
  return { kind: 'unavailable', reason, command };
}
