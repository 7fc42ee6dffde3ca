/** Names for layers that a fix adds. */
import type { Graph, LayerId } from '../graph/graph';

/** The name, or with the first number that makes it free: `flatten`, `flatten2`, … */
export function freeId({ nodes }: Graph, name: string): LayerId {
  let id = name;
  for (let number = 2; nodes.has(id); number++) id = `${name}${String(number)}`;
  return id;
}
