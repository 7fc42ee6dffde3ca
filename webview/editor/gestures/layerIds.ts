/** Names for layers as a person types them. Pure. */
import type { Graph, LayerId } from '../../../src/core/graph/graph';

/** Why a layer cannot have a name, in one sentence; `undefined` where it can. */
export function nameProblem({ nodes }: Graph, id: LayerId, name: string): string | undefined {
  if (name.trim() === '') return 'A layer needs a name.';
  return name !== id && nodes.has(name) ? `There is a layer ${name} already.` : undefined;
}
