/** Drawing on the pad's sheet by pointer and by keys. */
import { ARROWS } from '../gestures/keys';
import { SHEET_SIDE, type SheetPoint } from './ink';

/** Where the pen of the keyboard is, and whether it writes. */
export interface Pen extends SheetPoint {
  readonly down: boolean;
}

/** What a key does. */
export interface PenMove {
  readonly pen: Pen;
  readonly stroke?: readonly [from: SheetPoint, to: SheetPoint];
  readonly clear?: true;
}

export const PEN_AT_REST: Pen = { x: SHEET_SIDE / 2, y: SHEET_SIDE / 2, down: false };
/** A step by keys: what becomes about a pixel of MNIST's. With Shift several. */
const STEP = SHEET_SIDE / 28;
const LEAP = 4;

/** The arrows move the pen, Space puts it down and lifts it, Delete clears; `undefined` for another key. */
export function penMove(pen: Pen, key: string, shift: boolean): PenMove | undefined {
  const arrow = ARROWS[key];
  if (arrow !== undefined) {
    const step = shift ? LEAP * STEP : STEP;
    const next = { x: held(pen.x + step * arrow.x), y: held(pen.y + step * arrow.y), down: pen.down };
    return pen.down ? { pen: next, stroke: [pen, next] } : { pen: next };
  }
  if (key === ' ') {
    return pen.down ? { pen: { ...pen, down: false } } : { pen: { ...pen, down: true }, stroke: [pen, pen] };
  }
  return key === 'Delete' || key === 'Backspace' ? { pen, clear: true } : undefined;
}

/** "Pen down, 14 across, 7 down" */
export function penText({ x, y, down }: Pen): string {
  return `Pen ${down ? 'down' : 'up'}, ${Math.floor(x / STEP)} across, ${Math.floor(y / STEP)} down`;
}

function held(place: number): number {
  return Math.max(0, Math.min(SHEET_SIDE, place));
}

/** Calls `stroke` for every part of a line that a mouse, a pen or a finger draws on an element, until it is called off. */
export function listenToPointers(
  element: HTMLElement,
  stroke: (from: SheetPoint, to: SheetPoint) => void,
  signal: AbortSignal,
): void {
  let last: SheetPoint | undefined;
  const end = (): void => {
    last = undefined;
  };
  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      last = placeOn(element, event);
      stroke(last, last);
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      // All places since the last frame, so that a quick line stays round.
      const places = event.getCoalescedEvents();
      for (const each of places.length === 0 ? [event] : places) {
        if (last === undefined) return;
        const at = placeOn(element, each);
        stroke(last, at);
        last = at;
      }
    },
    { signal },
  );
  element.addEventListener('pointerup', end, { signal });
  element.addEventListener('lostpointercapture', end, { signal });
}

/** A place in the window as one on the sheet, however large that is drawn. */
function placeOn(element: HTMLElement, { clientX, clientY }: MouseEvent): SheetPoint {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: ((clientX - left) * SHEET_SIDE) / width, y: ((clientY - top) * SHEET_SIDE) / height };
}
