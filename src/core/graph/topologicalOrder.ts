/**
 * The order in which layers can be computed, or the cycle that forbids one (Kahn's algorithm).
 */
import type { LayerId } from './graph';

export interface TopologicalOrder {
  /** Every layer that neither is in a cycle nor comes after one; each after all its inputs, otherwise as given. */
  readonly order: readonly LayerId[];
  /** The layers of one cycle, each wired into the next and the last into the first. */
  readonly cycle: readonly LayerId[] | undefined;
}

/** Orders layers by their wires, in time linear in both. Wires from or to other layers than the given do not count. */
export function topologicalOrder(
  ids: Iterable<LayerId>,
  edges: Iterable<{ readonly from: LayerId; readonly to: LayerId }>,
): TopologicalOrder {
  const waiting = new Map<LayerId, WaitingLayer>();
  for (const id of ids) waiting.set(id, { id, inputs: [], successors: [], missing: 0 });
  for (const { from, to } of edges) {
    const [source, target] = [waiting.get(from), waiting.get(to)];
    if (source === undefined || target === undefined) continue;
    source.successors.push(target);
    target.inputs.push(source);
    target.missing++;
  }
  const ready = [...waiting.values()].filter(({ missing }) => missing === 0);
  for (const { successors } of ready) {
    for (const successor of successors) {
      successor.missing--;
      if (successor.missing === 0) ready.push(successor);
    }
  }
  const order = ready.map(({ id }) => id);
  const first = order.length === waiting.size ? undefined : [...waiting.values()].find(isLeftOver);
  return { order, cycle: first === undefined ? undefined : findCycle(first) };
}

interface WaitingLayer {
  readonly id: LayerId;
  readonly inputs: WaitingLayer[];
  readonly successors: WaitingLayer[];
  /** The inputs that are not in the order yet. */
  missing: number;
}

function isLeftOver({ missing }: WaitingLayer): boolean {
  return missing > 0;
}

/** Walks backwards among layers that wait for each other until one comes up again. */
function findCycle(start: WaitingLayer): LayerId[] {
  const visited = new Map<WaitingLayer, number>();
  const walk: LayerId[] = [];
  let at: WaitingLayer | undefined = start;
  while (at !== undefined && !visited.has(at)) {
    visited.set(at, walk.length);
    walk.push(at.id);
    // Every layer left over waits for at least one other that is left over.
    at = at.inputs.find(isLeftOver);
  }
  return at === undefined ? [] : walk.slice(visited.get(at)).reverse();
}
