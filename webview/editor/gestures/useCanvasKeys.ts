/**
 * The keys that work on the drawing itself. All others are commands of VS Code's (see `layerwire.canvas.*` in
 * package.json), so that they can be bound to other keys.
 */
import { useEffect, type Dispatch } from 'react';
import type { Graph, LayerId, Point } from '../../../src/core/graph/graph';
import type { CanvasAction } from '../drawing/canvasState';
import { flowNodeId } from '../drawing/flowIds';
import { ARROWS, isTextField } from './keys';
import { neighbour } from './neighbour';
import { useStable } from '../useStable';

/** With Ctrl or Cmd these are commands of the canvas that browsers know too. */
const TAKEN: ReadonlySet<string> = new Set(['a', 'd', 'f', 'i', 'l']);
/** An arrow key with Shift goes this many steps at once. */
const LEAP = 5;

export interface CanvasKeysOptions {
  readonly graph: Graph;
  readonly selectedLayers: readonly LayerId[];
  readonly dispatch: Dispatch<CanvasAction>;
  /** Calls off what the mouse has under way, a wire or a drag; false where there is nothing. */
  readonly cancel: () => boolean;
  readonly onDelete: () => void;
  /** Moves the selection by steps. */
  readonly onNudge: (by: Point) => void;
}

/** Serves the keys that are pressed on the canvas, or on nothing: a box drawn with the mouse leaves the focus nowhere. */
export function useCanvasKeys(options: CanvasKeysOptions): void {
  const { graph, selectedLayers, dispatch, cancel, onDelete, onNudge } = options;
  const onKeyDown = useStable((event: KeyboardEvent) => {
    if (!isOnCanvas(event.target)) return;
    const focused = focusedLayer(graph, event.target);
    const arrow = ARROWS[event.key];
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && TAKEN.has(event.key.toLowerCase())) {
      // VS Code carries the command out; the browser must not do something of its own, such as adding a bookmark.
      event.preventDefault();
      return;
    }
    if (arrow !== undefined && isCommand) {
      const next = neighbour(graph, focused ?? selectedLayers[0], arrow);
      if (next !== undefined) dispatch({ type: 'layersSelected', ids: [next], focus: true });
    } else if (isCommand) {
      return;
    } else if (arrow !== undefined) {
      const steps = event.shiftKey ? LEAP : 1;
      onNudge({ x: arrow.x * steps, y: arrow.y * steps });
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      onDelete();
    } else if (event.key === 'Escape') {
      if (!cancel()) dispatch({ type: 'selectionSet', ids: [] });
    } else if ((event.key === 'Enter' || event.key === ' ') && focused !== undefined) {
      const others = event.shiftKey ? selectedLayers.filter((id) => id !== focused) : [];
      const isAdded = !event.shiftKey || !selectedLayers.includes(focused);
      dispatch({ type: 'selectionSet', ids: isAdded ? [...others, focused] : others });
    } else {
      return;
    }
    event.preventDefault();
  });
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [onKeyDown]);
}

function isOnCanvas(target: EventTarget | null): target is Element {
  if (!(target instanceof Element) || isTextField(target)) return false;
  return target === document.body || (target.closest('.canvas') !== null && target.closest('.zoom') === null);
}

/** The layer whose card has the focus. */
function focusedLayer(graph: Graph, target: Element): LayerId | undefined {
  if (!target.classList.contains('react-flow__node')) return undefined;
  const flowId = target.getAttribute('data-id');
  return [...graph.nodes.keys()].find((id) => flowNodeId(id) === flowId);
}
