/**
 * What moves the view by itself: bringing cards into sight, keeping in sight what was, and the zoom buttons.
 */
import { useCallback, useEffect } from 'react';
import {
  getNodesBounds,
  useReactFlow,
  useStore,
  useStoreApi,
  type Node,
  type NodeInternals,
  type Rect,
} from 'reactflow';
import { CARD } from './autoLayout';
import type { ShownLayers } from './canvasState';
import { flowNodeId } from './flowIds';

export const FIT = { padding: 0.12, maxZoom: 1.1 } as const;

/** Frames to wait for a card that is drawn only once it is in sight. */
const MAX_FRAMES = 40;

/** How long the view takes to go somewhere, in milliseconds. */
function duration(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200;
}

/** Zooms about the middle, or shows everything. */
export function useZoom(): (how: 'in' | 'out' | 'fit') => void {
  const flow = useReactFlow();
  return useCallback(
    (how) => {
      if (how === 'in') flow.zoomIn({ duration: duration() });
      else if (how === 'out') flow.zoomOut({ duration: duration() });
      else flow.fitView({ ...FIT, duration: duration() });
    },
    [flow],
  );
}

/** Brings layers that were selected from outside the drawing into view, without zooming, and the keyboard to the first. */
export function useShownLayers(shown: ShownLayers | undefined): void {
  const reveal = useReveal();
  useEffect(() => {
    const [first] = shown?.ids ?? [];
    if (shown === undefined || first === undefined) return undefined;
    const id = flowNodeId(first);
    reveal(shown.ids.map(flowNodeId));
    if (!shown.focus) return undefined;
    let frame = 0;
    let left = MAX_FRAMES;
    const focus = (): void => {
      const card = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${id}"]`);
      card?.focus({ preventScroll: true });
      if (card === null && left-- > 0) frame = requestAnimationFrame(focus);
    };
    focus();
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [shown, reveal]);
  useEffect(() => {
    // Going from card to card with Tab.
    const onFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element) || !target.classList.contains('react-flow__node')) return;
      const id = target.getAttribute('data-id');
      if (id !== null && target.matches(':focus-visible')) reveal([id]);
    };
    document.addEventListener('focusin', onFocus);
    return () => {
      document.removeEventListener('focusin', onFocus);
    };
  }, [reveal]);
}

function useReveal(): (flowIds: readonly string[]) => void {
  const flow = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (flowIds) => {
      const { domNode, width, height } = store.getState();
      // Focusing an element out of sight scrolls the frame around it; only the drawing may move.
      domNode?.scrollTo(0, 0);
      const nodes = flowIds.map((id) => flow.getNode(id)).filter((node) => node !== undefined);
      const [first] = nodes;
      if (first === undefined) return;
      const { x, y, zoom } = flow.getViewport();
      // Half in sight is in sight: the view stays where it is when a layer is put down at its edge.
      const isInside = ({ position }: Node): boolean => {
        const left = (position.x + CARD.width / 2) * zoom + x;
        const top = (position.y + CARD.height / 2) * zoom + y;
        return left >= 0 && top >= 0 && left <= width && top <= height;
      };
      if (nodes.every(isInside)) return;
      const bounds = getNodesBounds(nodes);
      const fits = bounds.width * zoom <= width && bounds.height * zoom <= height;
      const middle = fits
        ? { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 }
        : { x: first.position.x + CARD.width / 2, y: first.position.y + CARD.height / 2 };
      flow.setCenter(middle.x, middle.y, { zoom, duration: duration() });
    },
    [flow, store],
  );
}

/** Whether a view of this size shows all of the layers. */
function isAllInSight(
  bounds: Rect,
  [x, y, zoom]: readonly [number, number, number],
  width: number,
  height: number,
): boolean {
  const [left, top] = [bounds.x * zoom + x, bounds.y * zoom + y];
  return left >= 0 && top >= 0 && left + bounds.width * zoom <= width && top + bounds.height * zoom <= height;
}

const knownBounds = new WeakMap<NodeInternals, Rect>();

/** The box around all layers, worked out once for each state of them. */
function boundsOf(nodes: NodeInternals): Rect {
  const known = knownBounds.get(nodes);
  if (known !== undefined) return known;
  const bounds = getNodesBounds([...nodes.values()]);
  knownBounds.set(nodes, bounds);
  return bounds;
}

/** Whether the network is in sight as a whole. */
export function useAllInSight(): boolean {
  return useStore(({ nodeInternals, transform, width, height }) =>
    isAllInSight(boundsOf(nodeInternals), transform, width, height),
  );
}

/**
 * Answers a change of the canvas's size, e.g. when a panel opens beside it: a network that was in sight as a whole stays
 * so, otherwise what stands in the middle stays there.
 */
export function useSteadyView(): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  useEffect(() => {
    const { domNode } = store.getState();
    if (domNode === null) return undefined;
    let [width, height] = [domNode.clientWidth, domNode.clientHeight];
    const observer = new ResizeObserver(() => {
      const [newWidth, newHeight] = [domNode.clientWidth, domNode.clientHeight];
      if (newWidth === 0 || newHeight === 0 || (newWidth === width && newHeight === height)) return;
      const { nodeInternals, transform } = store.getState();
      const wasInSight = isAllInSight(boundsOf(nodeInternals), transform, width, height);
      const [x, y, zoom] = transform;
      const [dx, dy] = [(newWidth - width) / 2, (newHeight - height) / 2];
      [width, height] = [newWidth, newHeight];
      // React Flow measures its own box in an observer of its own, before the next frame.
      if (wasInSight) requestAnimationFrame(() => flow.fitView(FIT));
      else flow.setViewport({ x: x + dx, y: y + dy, zoom });
    });
    observer.observe(domNode);
    return () => {
      observer.disconnect();
    };
  }, [flow, store]);
}
