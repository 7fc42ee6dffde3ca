/**
 * What moves the view by itself: bringing a card into sight, and keeping the middle in the middle.
 */
import { useCallback, useEffect } from 'react';
import { useReactFlow, useStoreApi } from 'reactflow';
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

/** Keeps what stands in the middle in the middle when the window changes its size, e.g. when the text opens beside. */
export function useSteadyCentre(): void {
  const flow = useReactFlow();
  useEffect(() => {
    let [width, height] = [window.innerWidth, window.innerHeight];
    const onResize = (): void => {
      const { x, y, zoom } = flow.getViewport();
      flow.setViewport({
        x: x + (window.innerWidth - width) / 2,
        y: y + (window.innerHeight - height) / 2,
        zoom,
      });
      [width, height] = [window.innerWidth, window.innerHeight];
    };
    window.addEventListener('resize', onResize);
    return () => {
      window.removeEventListener('resize', onResize);
    };
  }, [flow]);
}
