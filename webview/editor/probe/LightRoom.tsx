/** Tells all lights in the drawing where they have room, while there are any. */
import { useMemo, type ReactNode } from 'react';
import type { LayerId, Point } from '../../../src/core/graph/graph';
import { LightPlacesContext, lightPlaces, type LightPlace } from './lightPlaces';

export interface LightRoomProps {
  readonly on: boolean;
  /** The upper left corners of all cards. */
  readonly cards: ReadonlyMap<LayerId, Point>;
  readonly children: ReactNode;
}

export function LightRoom({ on, cards, children }: LightRoomProps) {
  const said = JSON.stringify(on ? lightPlaces(cards) : []);
  // The same map for as long as it says the same: with another one all lights are drawn anew.
  const places = useMemo(
    () => new Map(JSON.parse(said) as readonly (readonly [LayerId, LightPlace])[]),
    [said],
  );
  return <LightPlacesContext.Provider value={places}>{children}</LightPlacesContext.Provider>;
}
