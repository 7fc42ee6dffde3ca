/**
 * The drawing and the gestures on it: drag, wire, select, delete, pan and zoom.
 *
 * React Flow reports what the hand does; each finished gesture leaves as one intent. Nothing here writes to the drawing
 * itself: what is drawn comes back from the text.
 */
import { useCallback, useEffect, useRef, useState, type Dispatch, type KeyboardEvent } from 'react';
import ReactFlow, {
  Background,
  BackgroundVariant,
  Panel,
  useReactFlow,
  type Connection,
  type FitViewOptions,
  type NodeChange,
  type Viewport,
} from 'reactflow';
import type { LayerId, Point } from '../../src/core/graph/graph';
import { Button } from '../ui/Button';
import { CARD } from './autoLayout';
import type { CanvasAction, CanvasState, OpenFile } from './canvasState';
import { connectIntent, connectionProblem, moveIntent, type EditIntent } from './fromFlow';
import { flowNodeId } from './flowIds';
import { LayerCard } from './LayerCard';
import { drawnPositions, toFlow, type LayerNode } from './toFlow';
import { useKeyMove } from './useKeyMove';
import { WireAround } from './WireAround';
import { useReveal, useSteadyView } from './viewportHooks';

const NODE_TYPES = { layer: LayerCard };
const EDGE_TYPES = { around: WireAround };
const FIT = { padding: 0.12, maxZoom: 1.1 } as const;
/** A newly opened drawing is not shown smaller than this, so that its text can be read. */
const READABLE_ZOOM = 0.5;
/** Beyond this, cards out of sight are not drawn. */
const MANY_LAYERS = 200;

export interface CanvasProps {
  readonly file: OpenFile;
  readonly state: CanvasState;
  readonly dispatch: Dispatch<CanvasAction>;
  readonly readOnly: boolean;
  readonly viewport: Viewport | undefined;
  readonly onViewport: (viewport: Viewport) => void;
  readonly onEdit: (intent: EditIntent) => Promise<void>;
  readonly onDelete: () => void;
  /** Hears why a gesture was not carried out. */
  readonly onRefused: (reason: string) => void;
}

export function Canvas(props: CanvasProps) {
  const { file, state, dispatch, readOnly, viewport, onViewport, onEdit, onDelete, onRefused } = props;
  const flow = useReactFlow();
  const [first] = useState(() => firstFit(state.nodes));
  const { graph } = file.checked.file;
  const layerOf = useCallback(
    (flowId: string | null): LayerId | undefined => state.nodes.find(({ id }) => id === flowId)?.data.layerId,
    [state.nodes],
  );

  const commitMove = useCallback(
    (moved: ReadonlyMap<LayerId, Point>) => {
      if (moved.size === 0) return;
      const drawn = drawnPositions(toFlow(file.checked).nodes);
      void onEdit(moveIntent(moved, drawn)).finally(() => {
        dispatch({ type: 'moveSettled', moved });
      });
    },
    [file, onEdit, dispatch],
  );
  const keyMove = useKeyMove(state, commitMove);
  useSteadyView(FIT);

  const onNodesChange = (changes: NodeChange[]): void => {
    dispatch({ type: 'nodesChanged', changes });
    if (changes.some((change) => change.type === 'position' && change.position && change.dragging !== true)) {
      keyMove();
    }
  };
  const onDragStop = (_event: unknown, _node: unknown, dragged: readonly LayerNode[]): void => {
    const ids = dragged.map(({ data }) => data.layerId).filter((id) => state.held.has(id));
    commitMove(new Map(ids.flatMap((id) => entry(id, state.held))));
  };

  const connecting = useRef<{ readonly from: string | null; readonly end: string | null } | undefined>(
    undefined,
  );
  const connect = (from: LayerId | undefined, to: LayerId | undefined): void => {
    if (from === undefined || to === undefined) return;
    const problem = connectionProblem(graph, from, to);
    if (problem === undefined) void onEdit(connectIntent(from, to));
    else onRefused(problem);
  };
  /** A wire may be dropped anywhere on a card, not only on the small handle. */
  const onConnectEnd = (event: MouseEvent | TouchEvent): void => {
    const start = connecting.current;
    connecting.current = undefined;
    const card = event.target instanceof Element ? event.target.closest('.react-flow__node') : null;
    const dropped = card?.getAttribute('data-id') ?? null;
    if (start === undefined || dropped === null || dropped === start.from) return;
    if (start.end === 'target') connect(layerOf(dropped), layerOf(start.from));
    else connect(layerOf(start.from), layerOf(dropped));
  };
  const onConnect = (connection: Connection): void => {
    connecting.current = undefined;
    connect(layerOf(connection.source), layerOf(connection.target));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      onDelete();
    } else if (event.key === 'Escape') {
      dispatch({ type: 'layerSelected', id: undefined });
    }
  };
  const duration = prefersReducedMotion() ? 0 : 200;
  const reveal = useReveal(duration);
  useEffect(() => {
    if (state.shown === undefined) return;
    const id = flowNodeId(state.shown.id);
    reveal(id);
    document.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus({ preventScroll: true });
  }, [state.shown, reveal]);

  return (
    <ReactFlow
      className="canvas"
      role="application"
      aria-label="Network"
      onlyRenderVisibleElements={state.nodes.length > MANY_LAYERS}
      nodes={[...state.nodes]}
      edges={[...state.edges]}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodesChange={onNodesChange}
      onEdgesChange={(changes) => {
        dispatch({ type: 'edgesChanged', changes });
      }}
      onNodeDragStop={onDragStop}
      onSelectionDragStop={(event, nodes: LayerNode[]) => {
        onDragStop(event, undefined, nodes);
      }}
      onConnectStart={(_event, { nodeId, handleType }) => {
        connecting.current = { from: nodeId, end: handleType };
      }}
      onConnect={onConnect}
      onConnectEnd={onConnectEnd}
      isValidConnection={({ source, target }) => {
        const [from, to] = [layerOf(source), layerOf(target)];
        return from !== undefined && to !== undefined && connectionProblem(graph, from, to) === undefined;
      }}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const id =
          event.target.classList.contains('react-flow__node') && event.target.getAttribute('data-id');
        if (typeof id === 'string' && event.target.matches(':focus-visible')) reveal(id);
      }}
      deleteKeyCode={null}
      nodesDraggable={!readOnly}
      nodesConnectable={!readOnly}
      edgesUpdatable={false}
      nodeDragThreshold={2}
      connectionRadius={28}
      minZoom={0.1}
      maxZoom={2}
      panOnScroll
      {...(viewport === undefined ? { fitView: true, fitViewOptions: first } : { defaultViewport: viewport })}
      onMoveEnd={(_event, moved) => {
        onViewport(moved);
      }}
    >
      <WireEnds />
      <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} />
      <Panel position="bottom-left" className="zoom">
        <Button
          appearance="icon"
          icon="zoom-in"
          label="Zoom in"
          onClick={() => {
            flow.zoomIn({ duration });
          }}
        />
        <Button
          appearance="icon"
          icon="zoom-out"
          label="Zoom out"
          onClick={() => {
            flow.zoomOut({ duration });
          }}
        />
        <Button
          appearance="icon"
          icon="screen-full"
          label="Show the whole network"
          onClick={() => flow.fitView({ ...FIT, duration })}
        />
      </Panel>
    </ReactFlow>
  );
}

/** Arrow heads, one for a wire at rest and one for a selected one, coloured by the style sheet. */
function WireEnds() {
  return (
    <svg className="wire-ends" aria-hidden="true">
      <defs>
        <marker
          id="wire-end"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          orient="auto"
        >
          <path d="M 0.5 0.5 L 7 4 L 0.5 7.5 Z" />
        </marker>
      </defs>
    </svg>
  );
}

function entry(id: LayerId, points: ReadonlyMap<LayerId, Point>): [LayerId, Point][] {
  const point = points.get(id);
  return point === undefined ? [] : [[id, point]];
}

/** The whole network where it can be read so, otherwise its beginning. */
function firstFit(nodes: readonly LayerNode[]): FitViewOptions {
  const top = Math.min(...nodes.map(({ position }) => position.y));
  const height = (window.innerHeight * (1 - 2 * FIT.padding)) / READABLE_ZOOM;
  return {
    ...FIT,
    minZoom: READABLE_ZOOM,
    nodes: nodes.filter(({ position }) => position.y - top + CARD.height <= height),
  };
}

function prefersReducedMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
