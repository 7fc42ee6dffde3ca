/**
 * What is answered where there is nothing to show.
 */
import type { LayerId } from '../../core/graph/graph';
import type { RunCommand } from '../../core/training/runCommands';
import { quote } from '../../core/wording';
import type { Unavailable } from '../../protocol/inspectedMoment';

/**
 * There is nothing to show.
 * @param reason Sentences that say why, and what to do.
 * @param command What does it; `null` where no command does.
 */
export function unavailable(reason: string, command: RunCommand | null): Unavailable {
  return { kind: 'unavailable', reason, command };
}

/** The network that was trained has no such layer. */
export function missingLayer(id: LayerId): Unavailable {
  const reason = `Layer ${quote(id)} was not in the network when it was trained. Train again to see its weights.`;
  return unavailable(reason, 'train');
}
