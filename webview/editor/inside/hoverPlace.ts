/** Where hovers and cards stand in the window, and how they are moved by keys. Pure but for the window's size. */
import type { Sides } from '../../ui/tooltipPlace';
import type { Subject } from './subject';

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** In pixels of the window; it is as high as what it shows until it is resized. */
export interface CardPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** As wide as the numbers of one need it. */
export const WIDTHS: Readonly<Record<Subject['kind'], number>> = { layer: 500, unit: 400, wire: 400 };
const MIN_WIDTH = 260;
const MIN_HEIGHT = 120;
const GAP = 12;
const MARGIN = 8;
/** So much of a card stays in the window, so that it can be taken hold of. */
const KEPT = 60;
/** A card that would lie exactly on another is put so far to the right and down. */
const ASIDE = 24;
/** As much as a hover is high before its content scrolls, as a share of the window. */
const HEIGHT_SHARE = 0.75;

/** The anchor of what is not drawn. */
export const NOWHERE: Sides = { left: 0, right: 0, top: 0, bottom: 0 };

export function windowSize(): WindowSize {
  return { width: window.innerWidth, height: window.innerHeight };
}

/**
 * Beside what is looked at, on the right where there is room, otherwise on the side that has more; its upper edge level
 * with that as far as the window lets it.
 */
export function cardPlace(anchor: Sides, window: WindowSize, kind: Subject['kind']): CardPlace {
  const width = Math.min(WIDTHS[kind], window.width - 2 * MARGIN);
  const right = anchor.right + GAP;
  const left = anchor.left - GAP - width;
  const fitsRight = right + width + MARGIN <= window.width;
  const leftHasMore = anchor.left > window.width - anchor.right;
  const x =
    !fitsRight && leftHasMore ? Math.max(MARGIN, left) : Math.min(right, window.width - width - MARGIN);
  const lowest = window.height * (1 - HEIGHT_SHARE) - MARGIN;
  return {
    x: Math.max(MARGIN, x),
    y: Math.max(MARGIN, Math.min(anchor.top, lowest)),
    width,
  };
}

/** The place, moved aside until no other card lies exactly there. */
export function placeAside(place: CardPlace, taken: readonly CardPlace[], window: WindowSize): CardPlace {
  let free = place;
  for (
    let tries = 0;
    tries <= taken.length && taken.some((other) => other.x === free.x && other.y === free.y);
    tries++
  ) {
    free = heldInside({ ...free, x: free.x + ASIDE, y: free.y + ASIDE }, window);
  }
  return free;
}

/** A card that was moved, held so that its header stays within reach. */
export function heldInside(place: CardPlace, window: WindowSize): CardPlace {
  return {
    ...place,
    x: Math.max(KEPT - place.width, Math.min(place.x, window.width - KEPT)),
    y: Math.max(0, Math.min(place.y, window.height - KEPT)),
  };
}

/** The size of a card that is made larger or smaller, still large enough to be of use. */
export function usefulSize(size: WindowSize): WindowSize {
  return { width: Math.max(MIN_WIDTH, size.width), height: Math.max(MIN_HEIGHT, size.height) };
}
