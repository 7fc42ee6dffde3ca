/** Where on the drawing the pointer last was: pasted layers go there. */
import { useCallback, useRef, type PointerEvent } from 'react';
import { useReactFlow, useStoreApi } from 'reactflow';
import type { Point } from '../../../src/core/graph/graph';
import { CARD } from '../drawing/autoLayout';

export interface Pointer {
  readonly onPointerMove: (event: PointerEvent) => void;
  /** The corner of a card whose middle is under the pointer, or in the middle of the view where the pointer is elsewhere. */
  readonly place: () => Point;
}

export function usePointer(): Pointer {
  const flow = useReactFlow();
  const store = useStoreApi();
  const last = useRef<Point | undefined>(undefined);
  const onPointerMove = useCallback((event: PointerEvent) => {
    last.current = { x: event.clientX, y: event.clientY };
  }, []);
  const place = useCallback(() => {
    const box = store.getState().domNode?.getBoundingClientRect() ?? new DOMRect();
    const at = last.current;
    const isOver =
      at !== undefined && at.x >= box.left && at.x < box.right && at.y >= box.top && at.y < box.bottom;
    const screen = isOver ? at : { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    const { x, y } = flow.screenToFlowPosition(screen);
    return { x: Math.round(x - CARD.width / 2), y: Math.round(y - CARD.height / 2) };
  }, [flow, store]);
  return { onPointerMove, place };
}
