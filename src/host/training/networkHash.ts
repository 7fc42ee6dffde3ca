/**
 * Tells two networks apart by what they are, not by how their files are laid out: the hash in a weights file.
 */
import type { Graph } from '../../core/graph/graph';
import { sha256 } from '../sha256';

/**
 * SHA-256, in lower-case hexadecimal digits, over the UTF-8 of `{"edges":[[from,to],…],"layers":{id:{…},…}}`: JSON
 * without white space, with the keys of every object sorted by code unit and the edges in the order of the file.
 */
export async function networkHash(graph: Graph): Promise<string> {
  const layers = Object.fromEntries(
    [...graph.nodes.values()].map((node) => [node.id, { ...node.parameters, type: node.type }]),
  );
  const edges = graph.edges.map(({ from, to }) => [from, to]);
  const text = JSON.stringify({ edges, layers }, sortedKeys);
  return sha256(new TextEncoder().encode(text));
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  // Code units, not the language of the machine, decide the order.
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
