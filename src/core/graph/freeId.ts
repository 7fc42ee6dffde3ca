/** Names for layers that nobody typed. */
import type { LayerId } from './graph';

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
