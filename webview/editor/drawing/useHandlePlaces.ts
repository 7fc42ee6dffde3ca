/**
 * Tells React Flow where the handles of every card are. It measures those that it draws; but a card that was never in
 * sight has not been drawn, and a wire to it would be missing. All cards have one size, so nothing needs measuring.
 */
import { useLayoutEffect } from 'react';
import { internalsSymbol, Position, useStoreApi, type HandleElement } from 'reactflow';
import { CARD } from './autoLayout';
import type { LayerNode } from './toFlow';

/** The size of a handle, as the style sheet has it, and how far it stands out of its card. */
const [SIZE, OUT] = [9, 6];

const X = CARD.width / 2 - SIZE / 2;
const PLACES: { readonly source: HandleElement[]; readonly target: HandleElement[] } = {
  target: [{ id: null, position: Position.Top, x: X, y: -OUT, width: SIZE, height: SIZE }],
  source: [
    { id: null, position: Position.Bottom, x: X, y: CARD.height + OUT - SIZE, width: SIZE, height: SIZE },
  ],
};

export function useHandlePlaces(nodes: readonly LayerNode[]): void {
  const store = useStoreApi();
  useLayoutEffect(() => {
    const { nodeInternals } = store.getState();
    let isNew = false;
    for (const node of nodeInternals.values()) {
      const internals = node[internalsSymbol];
      if (internals === undefined || internals.handleBounds !== undefined) continue;
      internals.handleBounds = PLACES;
      isNew = true;
    }
    if (isNew) store.setState({ nodeInternals: new Map(nodeInternals) });
  }, [nodes, store]);
}
