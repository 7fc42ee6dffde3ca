/**
 * Networks written in a line, for what is shown of them.
 */
import type { Network, NetworkLayer } from '../../../../src/core/network/network';
import { checkNnFile } from '../../../../src/core/network/checkNnFile';

/** A chain of layers, each wired to the one before it. */
export function chain(layers: Readonly<Record<string, object>>): Network {
  const ids = Object.keys(layers);
  const edges = ids.slice(1).map((id, i) => [ids[i], id]);
  // Files of one's own, whose size nothing is known of.
  const training = { dataset: { idx: 'digits' } };
  const { network, diagnostics } = checkNnFile(JSON.stringify({ version: 1, layers, edges, training }));
  if (network === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return network;
}

/** A layer of it by its id. */
export function layerOf(network: Network, id: string): NetworkLayer {
  const layer = network.layers.find((each) => each.id === id);
  if (layer === undefined) throw new Error(`No layer ${id}.`);
  return layer;
}
