/** Names for layers: those that are free, and why one is not. Pure. */
import type { Graph, LayerId } from '../../../src/core/graph/graph';

/**
 * `name` where it is free, otherwise the same with the first number that is: `hidden`, `hidden2`, `hidden3`.
 * @param taken the names that are in use.
 */
export function freeId(taken: { has(id: LayerId): boolean }, name: LayerId): LayerId {
  if (!taken.has(name)) return name;
  const base = name.replace(/\d+$/, '');
  let id = name;
  for (let number = 2; taken.has(id); number++) id = `${base}${String(number)}`;
  return id;
}

/** Why a layer cannot have a name, in one sentence; `undefined` where it can. */
export function nameProblem({ nodes }: Graph, id: LayerId, name: string): string | undefined {
  if (name.trim() === '') return 'A layer needs a name.';
  return name !== id && nodes.has(name) ? `There is a layer ${name} already.` : undefined;
}
