/**
 * A pinned card: stays until it is closed, goes where its header is drawn to, and is resized at its lower right corner.
 * With the focus on the card itself or in its header, arrow keys move it, and with Shift resize it.
 */
import { useContext, useEffect, useRef, type PointerEvent } from 'react';
import type { LayerCardData } from '../drawing/toFlow';
import { ARROWS } from '../gestures/keys';
import { useStable } from '../useStable';
import { heldInside, NOWHERE, usefulSize, windowSize } from './hoverPlace';
import type { BoxProps } from './Inside';
import { InsideContext, type PinnedCard } from './insideStore';
import { subjectText } from './insideTexts';
import { subjectOf } from './look';
import { LookContents } from './LookContents';

/** In pixels. */
const KEY_STEP = 20;

export interface PinnedProps extends BoxProps {
  readonly card: PinnedCard;
  readonly layer: LayerCardData;
  /** Whether it lies over the others. */
  readonly top: boolean;
}

export function Pinned({ card, layer, top, onRefused, onLeft, ...props }: PinnedProps) {
  const store = useContext(InsideContext);
  const box = useRef<HTMLDivElement>(null);
  const { id, place, focus, look } = card;
  useEffect(() => {
    box.current?.focus();
  }, [focus]);
  const close = (): void => {
    store.close(id);
    onLeft(subjectOf(look));
  };
  /** On the element itself, as the browser does by the corner. */
  const resize = (by: { readonly x: number; readonly y: number }): void => {
    if (box.current === null) return;
    const { offsetWidth, offsetHeight, style } = box.current;
    const size = usefulSize({ width: offsetWidth + by.x, height: offsetHeight + by.y });
    style.width = `${size.width}px`;
    style.height = `${size.height}px`;
  };
  const onKeyDown = useStable((event: KeyboardEvent): void => {
    // In the contents they scroll.
    const scrolls = event.target instanceof Element && event.target.closest('.inside-contents') !== null;
    const arrow = scrolls ? undefined : ARROWS[event.key];
    if (event.key === 'Escape') close();
    else if (arrow === undefined) return;
    else {
      const by = { x: arrow.x * KEY_STEP, y: arrow.y * KEY_STEP };
      if (event.shiftKey) resize(by);
      else store.move(id, heldInside({ ...place, x: place.x + by.x, y: place.y + by.y }, windowSize()));
    }
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const raise = (): void => {
      store.raise(id);
    };
    element.addEventListener('keydown', onKeyDown);
    element.addEventListener('focusin', raise);
    return () => {
      element.removeEventListener('keydown', onKeyDown);
      element.removeEventListener('focusin', raise);
    };
  }, [store, id, onKeyDown]);
  /** Follows the pointer from where it took hold of the header. */
  const grab = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    const header = event.currentTarget;
    const offset = { x: event.clientX - place.x, y: event.clientY - place.y };
    header.setPointerCapture(event.pointerId);
    const ending = new AbortController();
    const { signal } = ending;
    const end = (): void => {
      ending.abort();
    };
    header.addEventListener(
      'pointermove',
      ({ clientX, clientY }: globalThis.PointerEvent) => {
        store.move(id, heldInside({ ...place, x: clientX - offset.x, y: clientY - offset.y }, windowSize()));
      },
      { signal },
    );
    header.addEventListener('pointerup', end, { signal });
    header.addEventListener('lostpointercapture', end, { signal });
  };
  return (
    <div
      ref={box}
      className={`inside inside-card ${top ? 'inside-card-top' : ''}`}
      role="dialog"
      aria-label={`Inside ${subjectText(subjectOf(look))}`}
      data-layer={layer.layerId}
      tabIndex={-1}
      style={{ left: place.x, top: place.y, width: place.width }}
    >
      <LookContents
        {...{ ...props, look, layer }}
        frame={{ box, onRefused, onClose: close, onGrab: grab }}
        onUnit={(unit) => {
          const beside = box.current?.getBoundingClientRect() ?? NOWHERE;
          store.pin({ kind: 'unit', layer: layer.layerId, unit }, beside, windowSize());
        }}
      />
    </div>
  );
}
