/** The sheet of the pad: its ink, and the pen of whoever draws by keys. */
import { useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { LiveRegion } from '../../ui/LiveRegion';
import { useStable } from '../useStable';
import { SHEET_SIDE } from './ink';
import { listenToPointers, PEN_AT_REST, penMove, penText } from './pen';
import type { ProbeDesk } from './probeDesk';

export function Sheet({ desk }: { readonly desk: ProbeDesk }) {
  const { strokes } = useSyncExternalStore(desk.subscribe, desk.view);
  const pad = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [pen, setPen] = useState(PEN_AT_REST);
  const [byKeys, setByKeys] = useState(false);
  const help = useId();
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined) return;
    const pixels = new ImageData(SHEET_SIDE, SHEET_SIDE);
    desk.ink.values.forEach((ink, at) => {
      pixels.data.set([255, 255, 255, Math.round(255 * ink)], 4 * at);
    });
    context.putImageData(pixels, 0, 0);
  }, [desk, strokes]);

  const onKeyDown = useStable((event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = penMove(pen, event.key, event.shiftKey);
    if (move === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setByKeys(true);
    setPen(move.pen);
    if (move.stroke !== undefined) desk.stroke(...move.stroke);
    if (move.clear === true) desk.clear();
  });
  const rest = useStable((): void => {
    setByKeys(false);
    setPen({ ...pen, down: false });
  });
  useEffect(() => {
    const element = pad.current;
    if (element === null) return undefined;
    const listening = new AbortController();
    const { signal } = listening;
    // Its keys make it a control, which the lint rules do not know of its role.
    element.setAttribute('tabindex', '0');
    element.addEventListener('keydown', onKeyDown, { signal });
    element.addEventListener('blur', rest, { signal });
    element.addEventListener('pointerdown', rest, { signal });
    listenToPointers(
      element,
      (from, to) => {
        desk.stroke(from, to);
      },
      signal,
    );
    return () => {
      listening.abort();
    };
  }, [desk, onKeyDown, rest]);
  return (
    <>
      <div
        ref={pad}
        className="probe-pad"
        role="application"
        aria-label="Pad to draw a digit"
        aria-describedby={help}
      >
        <canvas
          ref={canvas}
          className="digit-ink"
          width={SHEET_SIDE}
          height={SHEET_SIDE}
          aria-hidden="true"
        />
        {desk.ink.empty && !byKeys && (
          <span className="probe-pad-hint" aria-hidden="true">
            Draw a digit
          </span>
        )}
        {byKeys && (
          <span
            className={pen.down ? 'probe-pen probe-pen-down' : 'probe-pen'}
            style={{ left: `${(100 * pen.x) / SHEET_SIDE}%`, top: `${(100 * pen.y) / SHEET_SIDE}%` }}
          />
        )}
      </div>
      <div id={help} className="lw-visually-hidden">
        Draw with the mouse, a pen or a finger. By keys: the arrows move the pen, with Shift further; Space
        puts it down and lifts it; Delete clears the pad.
      </div>
      <LiveRegion message={byKeys ? penText(pen) : ''} />
    </>
  );
}
