/**
 * Moves by keyboard: many presses of the arrow keys, one edit.
 */
import { useCallback, useEffect, useRef } from 'react';
import type { LayerId, Point } from '../../../src/core/graph/graph';
import type { CanvasState } from '../drawing/canvasState';

/** Presses that follow each other within this time are one move. */
const KEY_MOVE_MS = 500;

/**
 * Gathers the presses of the arrow keys that make one move, and hands their sum over when they pause, or before anything
 * else is done: a key with Ctrl, a press of the mouse, another page.
 */
export function useKeyMove(
  state: CanvasState,
  commit: (moved: ReadonlyMap<LayerId, Point>) => void,
): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ state, commit });
  useEffect(() => {
    latest.current = { state, commit };
  }, [state, commit]);
  const flush = useCallback(() => {
    if (timer.current === undefined) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    const { state: now, commit: write } = latest.current;
    if (!now.nodes.some(({ dragging }) => dragging === true)) write(now.held);
  }, []);
  useEffect(() => {
    // Ctrl itself comes before the key that it is pressed with, so that an undo finds the move written.
    const onKeyDown = ({ key }: KeyboardEvent): void => {
      if (key === 'Control' || key === 'Meta') flush();
    };
    document.addEventListener('keydown', onKeyDown, true);
    document.addEventListener('pointerdown', flush, true);
    document.addEventListener('visibilitychange', flush);
    window.addEventListener('blur', flush);
    window.addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('keydown', onKeyDown, true);
      document.removeEventListener('pointerdown', flush, true);
      document.removeEventListener('visibilitychange', flush);
      window.removeEventListener('blur', flush);
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);
  return useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, KEY_MOVE_MS);
  }, [flush]);
}
