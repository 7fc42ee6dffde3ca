/**
 * Layers dragged from the palette: where one would land, and the wire that it would divide.
 */
import { useCallback, useState, type DragEvent } from 'react';
import { useReactFlow } from 'reactflow';
import type { Point } from '../../../src/core/graph/graph';
import type { LayerType } from '../../../src/core/layers/layerConfig';
import { isLayerType } from '../../../src/core/layers/layerRegistry';
import { CARD } from '../drawing/autoLayout';
import type { NewLayerPlace } from './newLayer';
import { DRAGGED_LAYER, TAKES_NO_INPUT } from '../Palette';
import type { WireEdge } from '../drawing/toFlow';

export interface LayerDrop {
  /** The wire under the dragged layer, by its name in the drawing. */
  readonly overWire: string | undefined;
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
}

/** Takes layers that are dropped on the canvas, unless it is read-only. */
export function useLayerDrop(
  edges: readonly WireEdge[],
  readOnly: boolean,
  onAdd: (type: LayerType, place: NewLayerPlace) => void,
): LayerDrop {
  const flow = useReactFlow();
  const [overWire, setOverWire] = useState<string | undefined>(undefined);

  const onDragOver = useCallback(
    (event: DragEvent) => {
      if (readOnly || !event.dataTransfer.types.includes(DRAGGED_LAYER)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      const divides = !event.dataTransfer.types.includes(TAKES_NO_INPUT);
      setOverWire(divides ? wireAt({ x: event.clientX, y: event.clientY }) : undefined);
    },
    [readOnly],
  );
  const onDragLeave = useCallback((event: DragEvent) => {
    // Also comes when the pointer goes from one part of the canvas to another.
    const { currentTarget, relatedTarget } = event;
    if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setOverWire(undefined);
  }, []);
  const onDrop = useCallback(
    (event: DragEvent) => {
      setOverWire(undefined);
      const type = event.dataTransfer.getData(DRAGGED_LAYER);
      if (readOnly || !isLayerType(type)) return;
      event.preventDefault();
      const pointer = { x: event.clientX, y: event.clientY };
      const { x, y } = flow.screenToFlowPosition(pointer);
      const point = { x: x - CARD.width / 2, y: y - CARD.height / 2 };
      const flowId = wireAt(pointer);
      const wire = edges.find(({ id }) => id === flowId)?.data;
      onAdd(type, wire === undefined ? { kind: 'at', point } : { kind: 'onWire', wire, point });
    },
    [flow, edges, readOnly, onAdd],
  );
  return { overWire, onDragOver, onDragLeave, onDrop };
}

/** The wire at a place on the screen, or near enough for a hand: its sensitive path is broader than it looks. */
function wireAt({ x, y }: Point): string | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    if (element.closest('.react-flow__node') !== null) return undefined;
    const wire = element.closest('.react-flow__edge');
    if (wire !== null) return wire.getAttribute('data-testid')?.replace(/^rf__edge-/, '');
  }
  return undefined;
}
