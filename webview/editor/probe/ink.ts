/**
 * A sheet that is drawn on with a thick, soft, round pen: how much ink lies on each of its points.
 *
 * Numbers and no canvas, so that what the network is sent is what was drawn, whatever the screen.
 */

/** A place on the sheet, in points from its upper left corner. */
export interface SheetPoint {
  readonly x: number;
  readonly y: number;
}

/** The sheet's width and height. */
export const SHEET_SIDE = 196;
/** About two pixels in MNIST's form, as its own digits are. */
const PEN_RADIUS = 8;
/** Over which the ink fades out at the pen's edge. */
const SOFT_EDGE = 3;

export class Ink {
  /** Row by row, from 0 (paper) to 1. */
  readonly values = new Float32Array(SHEET_SIDE * SHEET_SIDE);
  #empty = true;

  get empty(): boolean {
    return this.#empty;
  }

  /** Draws a straight stroke; a dot where both ends are one. */
  stroke(from: SheetPoint, to: SheetPoint): void {
    const reach = PEN_RADIUS + SOFT_EDGE / 2;
    const [left, right] = spanOf(from.x, to.x, reach);
    const [top, bottom] = spanOf(from.y, to.y, reach);
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const ink = Math.min(1, (reach - distanceTo(from, to, x + 0.5, y + 0.5)) / SOFT_EDGE);
        if (ink <= 0) continue;
        const at = y * SHEET_SIDE + x;
        this.values[at] = Math.max(this.values[at] ?? 0, ink);
        this.#empty = false;
      }
    }
  }

  clear(): void {
    this.values.fill(0);
    this.#empty = true;
  }
}

/** The points of the sheet between two places and a little around them. */
function spanOf(a: number, b: number, reach: number): readonly [number, number] {
  return [
    Math.max(0, Math.floor(Math.min(a, b) - reach)),
    Math.min(SHEET_SIDE, Math.ceil(Math.max(a, b) + reach)),
  ];
}

/** From a place to the nearest one of a straight stroke. */
function distanceTo(from: SheetPoint, to: SheetPoint, x: number, y: number): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / length;
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(x - from.x - share * dx, y - from.y - share * dy);
}
