/**
 * Whose weights are opened when someone asks for a table of them: the layer that was named, or one to be picked.
 */
import type { LayerId } from '../../core/graph/graph';
import type { Network } from '../../core/network/network';
import { describeShape, quote } from '../../core/wording';
import { missingLayer } from './unavailable';

/** A layer with weights, as it stands in a list. */
export interface WeightedLayer {
  /** Its id. */
  readonly label: LayerId;
  /** Its type. */
  readonly description: string;
  /** The shapes of its weights, and how many numbers they are. */
  readonly detail: string;
}

export type WeightsChoice =
  | { readonly kind: 'layer'; readonly layer: LayerId }
  | { readonly kind: 'pick'; readonly layers: readonly WeightedLayer[] }
  /** There is nothing to open, and why. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * The layer that a command is about: told by itself, or by the menu of a layer's card, which hands over what the card says
 * of itself. Anyone can run a command with anything.
 */
export function wishedLayer(argument: unknown, layer: unknown): unknown {
  const isMenu = typeof argument === 'object' && argument !== null && 'layer' in argument;
  return layer ?? (isMenu ? argument.layer : undefined);
}

/** @param wished The id of a layer, or anything, as anyone can run a command; what is no text stands for none. */
export function chooseWeights(network: Network, wished: unknown): WeightsChoice {
  const weighted = network.layers.filter(({ weights }) => weights.length > 0);
  if (typeof wished === 'string') return named(network, wished);
  const [first] = weighted;
  if (first === undefined) {
    return { kind: 'refused', reason: `No layer of ${quote(network.name)} learns anything.` };
  }
  if (weighted.length === 1) return { kind: 'layer', layer: first.id };
  const layers = weighted.map(({ id, config, weights, parameterCount }) => ({
    label: id,
    description: config.type,
    detail: [
      ...weights.map(({ role, shape }) => `${role} ${describeShape(shape)}`),
      `${parameterCount.toLocaleString('en-US')} numbers`,
    ].join(' · '),
  }));
  return { kind: 'pick', layers };
}

function named(network: Network, id: string): WeightsChoice {
  const layer = network.layers.find((one) => one.id === id);
  if (layer === undefined) return { kind: 'refused', reason: missingLayer(id).reason };
  if (layer.weights.length > 0) return { kind: 'layer', layer: id };
  return { kind: 'refused', reason: `Layer ${quote(id)} learns nothing, so it has no weights to show.` };
}
