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
 * else is done: a key with Ctrl, a press of the mouse, another page. An undo before that takes the move back here, where
 * it still is: the workbench's own would reach the text before the move does.
 *
 * @param withdraw puts layers back where the file has them.
 */
export function useKeyMove(
  state: CanvasState,
  commit: (moved: ReadonlyMap<LayerId, Point>) => void,
  withdraw: (moved: ReadonlyMap<LayerId, Point>) => void,
): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef({ state, commit, withdraw });
  useEffect(() => {
    latest.current = { state, commit, withdraw };
  }, [state, commit, withdraw]);
  const flush = useCallback(() => {
    if (timer.current === undefined) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    const { state: now, commit: write } = latest.current;
    if (!now.nodes.some(({ dragging }) => dragging === true)) write(now.held);
  }, []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, shiftKey } = event;
      if ((!ctrlKey && !metaKey) || key === 'Control' || key === 'Meta') return;
      if (timer.current === undefined || shiftKey || key.toLowerCase() !== 'z') {
        flush();
        return;
      }
      clearTimeout(timer.current);
      timer.current = undefined;
      latest.current.withdraw(latest.current.state.held);
      event.preventDefault();
      // Before VS Code hears of it.
      event.stopImmediatePropagation();
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
