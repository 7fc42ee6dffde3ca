/** Where an explanation stands: to the left of what it explains where there is room, otherwise below it. Pure. */

/** The sides of an element in the window, in pixels. */
export interface Sides {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Distances from the window's sides, in pixels; of `top` and `bottom` one is given, and likewise of `left` and `right`. */
export interface TooltipPlace {
  readonly left?: number;
  readonly right?: number;
  readonly top?: number;
  readonly bottom?: number;
  readonly maxWidth: number;
}

const MAX_WIDTH = 280;
/** Narrower than this, a text of one or two sentences becomes a tower. */
const MIN_WIDTH = 160;
const GAP = 20;

/** The place beside an anchor; below the middle of the window it grows upwards, so that it never leaves it. */
export function tooltipPlace(
  anchor: Sides,
  window: { readonly width: number; readonly height: number },
): TooltipPlace {
  const low = anchor.top > window.height / 2;
  const room = anchor.left - 2 * GAP;
  if (room >= MIN_WIDTH) {
    return {
      right: window.width - anchor.left + GAP,
      ...(low ? { bottom: window.height - anchor.bottom } : { top: anchor.top }),
      maxWidth: Math.min(MAX_WIDTH, room),
    };
  }
  return {
    left: anchor.left,
    ...(low ? { bottom: window.height - anchor.top + 4 } : { top: anchor.bottom + 4 }),
    maxWidth: anchor.right - anchor.left,
  };
}
