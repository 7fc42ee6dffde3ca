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
  const successors = new Map<LayerId, LayerId[]>();
  const waitingFor = new Map<LayerId, LayerId[]>();
  for (const id of ids) {
    successors.set(id, []);
    waitingFor.set(id, []);
  }
  for (const { from, to } of edges) {
    if (!successors.has(from) || !waitingFor.has(to)) continue;
    successors.get(from)?.push(to);
    waitingFor.get(to)?.push(from);
  }
  const missing = new Map([...waitingFor].map(([id, inputs]) => [id, inputs.length]));
  const order = [...missing].filter(([, count]) => count === 0).map(([id]) => id);
  for (const id of order) {
    for (const successor of successors.get(id) ?? []) {
      const count = (missing.get(successor) ?? 0) - 1;
      missing.set(successor, count);
      if (count === 0) order.push(successor);
    }
  }
  const rest = new Map([...missing].filter(([, count]) => count > 0));
  return { order, cycle: rest.size === 0 ? undefined : findCycle(rest, waitingFor) };
}

/** Walks backwards among layers that wait for each other until one comes up again. */
function findCycle(
  rest: ReadonlyMap<LayerId, number>,
  inputsOf: ReadonlyMap<LayerId, readonly LayerId[]>,
): LayerId[] {
  const visited = new Map<LayerId, number>();
  const walk: LayerId[] = [];
  let [at] = rest.keys();
  while (at !== undefined && !visited.has(at)) {
    visited.set(at, walk.length);
    walk.push(at);
    // Every layer left over waits for at least one other that is left over.
    at = inputsOf.get(at)?.find((id) => rest.has(id));
  }
  return at === undefined ? [] : walk.slice(visited.get(at)).reverse();
}
