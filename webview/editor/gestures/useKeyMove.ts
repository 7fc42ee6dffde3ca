/**
 * Moves by keyboard: many presses of the arrow keys, one edit.
 */
import { useCallback, useEffect, useRef } from 'react';
import type { LayerId, Point } from '../../../src/core/graph/graph';
import type { CanvasState } from '../drawing/canvasState';

/** Presses that follow each other within this time are one move. */
const KEY_MOVE_MS = 500;

/** Gathers the presses of the arrow keys that make one move, and hands their sum over when they pause. */
export function useKeyMove(
  state: CanvasState,
  commit: (moved: ReadonlyMap<LayerId, Point>) => void,
): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ state, commit });
  useEffect(() => {
    latest.current = { state, commit };
  }, [state, commit]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  return useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const { state: now, commit: write } = latest.current;
      if (!now.nodes.some(({ dragging }) => dragging === true)) write(now.held);
    }, KEY_MOVE_MS);
  }, []);
}
