/** On which side of its card a layer's light has room, among cards that stand beside each other. Pure. */
import { createContext } from 'react';
import type { LayerId, Point } from '../../../src/core/graph/graph';
import { CARD } from '../drawing/autoLayout';

export interface LightPlace {
  readonly side: 'left' | 'right';
  /** In pixels of the canvas. */
  readonly width: number;
}

/** Between a card and its light, and at least behind that, in pixels of the canvas. */
const LIGHT_GAP = 8;
const LIGHT_WIDTH = 120;
const LEAST_WIDTH = 8;
/** Cards that are farther from each other take no room from each other's lights. */
const FARTHEST = CARD.width + 2 * LIGHT_WIDTH + 3 * LIGHT_GAP;

/** Where nothing stands beside a card. */
export const FREE_PLACE: LightPlace = { side: 'right', width: LIGHT_WIDTH };

/**
 * The places of lights that have no room at their card's right side: to its left, or as a strip between two cards.
 * @param cards The upper left corners of all cards.
 */
export function lightPlaces(cards: ReadonlyMap<LayerId, Point>): readonly (readonly [LayerId, LightPlace])[] {
  const fromLeft = [...cards].sort(([, a], [, b]) => a.x - b.x);
  return fromLeft.flatMap(([id], at): readonly (readonly [LayerId, LightPlace])[] => {
    const right = distance(fromLeft, at, 1);
    if (right >= LIGHT_WIDTH + 2 * LIGHT_GAP) return [];
    // The card there may have a light at its right side.
    const left = distance(fromLeft, at, -1);
    if (left >= 2 * LIGHT_WIDTH + 3 * LIGHT_GAP) return [[id, { side: 'left', width: LIGHT_WIDTH }]];
    return [[id, { side: 'right', width: Math.max(LEAST_WIDTH, right - 2 * LIGHT_GAP) }]];
  });
}

/** How far it is to the next card in a direction (1: to the right) that is level with this one. */
function distance(fromLeft: readonly (readonly [LayerId, Point])[], at: number, direction: 1 | -1): number {
  const card = fromLeft[at]?.[1];
  for (let next = at + direction; card !== undefined; next += direction) {
    const other = fromLeft[next]?.[1];
    if (other === undefined) break;
    const apart = Math.abs(other.x - card.x);
    if (apart > FARTHEST) break;
    if (other.x !== card.x && Math.abs(other.y - card.y) < CARD.height) return apart - CARD.width;
  }
  return Infinity;
}

/** The lights that have a place of their own; all others are free. */
export const LightPlacesContext = createContext<ReadonlyMap<LayerId, LightPlace>>(new Map());
