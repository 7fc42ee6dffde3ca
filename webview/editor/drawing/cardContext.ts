/**
 * What every card on the canvas may need to know beside its own layer: whether it can take the wire that is being drawn.
 * In a context, so that the layers themselves stay the same while it changes.
 */
import { createContext } from 'react';
import type { LayerId } from '../../../src/core/graph/graph';

export interface CardContextValue {
  /** What a wire in the hand means to a layer; `undefined` while none is. */
  readonly wiring: ((id: LayerId) => WireOffer) | undefined;
}

/** A layer is where the wire in the hand comes from, can take it, or cannot and says why. */
export type WireOffer =
  | { readonly kind: 'own' }
  | { readonly kind: 'fits' }
  | { readonly kind: 'refused'; readonly reason: string };

export const CardContext = createContext<CardContextValue>({ wiring: undefined });
