/**
 * What moves the view by itself: bringing a card into sight, and keeping in sight what was.
 */
import { useCallback, useEffect } from 'react';
import { getNodesBounds, useReactFlow, useStoreApi, type FitViewOptions } from 'reactflow';
import { CARD } from './autoLayout';

/** Brings a card into view without zooming, if it is not there already. */
export function useReveal(duration: number): (flowId: string) => void {
  const flow = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (flowId: string) => {
      const { domNode, width, height } = store.getState();
      // Focusing an element out of sight scrolls the frame around it; only the drawing may move.
      domNode?.scrollTo(0, 0);
      const node = flow.getNode(flowId);
      if (node === undefined) return;
      const { x, y, zoom } = flow.getViewport();
      const left = node.position.x * zoom + x;
      const top = node.position.y * zoom + y;
      const inside =
        left >= 0 && top >= 0 && left + CARD.width * zoom <= width && top + CARD.height * zoom <= height;
      if (inside) return;
      flow.setCenter(node.position.x + CARD.width / 2, node.position.y + CARD.height / 2, { zoom, duration });
    },
    [flow, store, duration],
  );
}

/**
 * Answers a change of the window's size, e.g. when the panel opens below: a network that was in sight as a whole stays
 * so, otherwise what stands in the middle stays there.
 */
export function useSteadyView(fit: FitViewOptions): void {
  const flow = useReactFlow();
  useEffect(() => {
    let [width, height] = [window.innerWidth, window.innerHeight];
    const onResize = (): void => {
      const { x, y, zoom } = flow.getViewport();
      const bounds = getNodesBounds(flow.getNodes());
      const [left, top] = [bounds.x * zoom + x, bounds.y * zoom + y];
      const allInSight =
        left >= 0 && top >= 0 && left + bounds.width * zoom <= width && top + bounds.height * zoom <= height;
      const [dx, dy] = [(window.innerWidth - width) / 2, (window.innerHeight - height) / 2];
      [width, height] = [window.innerWidth, window.innerHeight];
      // React Flow measures its own box in an observer, which runs after this event and before the next frame.
      if (allInSight) requestAnimationFrame(() => flow.fitView(fit));
      else flow.setViewport({ x: x + dx, y: y + dy, zoom });
    };
    window.addEventListener('resize', onResize);
    return () => {
      window.removeEventListener('resize', onResize);
    };
  }, [flow, fit]);
}
