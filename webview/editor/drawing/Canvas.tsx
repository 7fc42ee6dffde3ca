/**
 * The drawing and the gestures on it: drag, wire, select, pan and zoom.
 *
 * React Flow reports what the hand does; each finished gesture leaves as one intent. Nothing here writes to the drawing
 * itself: what is drawn comes back from the text.
 */
import { useCallback, useContext, useMemo, useRef, useState, type Dispatch, type MouseEvent } from 'react';
import ReactFlow, {
  Background,
  BackgroundVariant,
  SelectionMode,
  type EdgeChange,
  type FitViewOptions,
  type NodeChange,
  type Viewport,
} from 'reactflow';
import type { LayerId, Point } from '../../../src/core/graph/graph';
import type { LayerType } from '../../../src/core/layers/layerConfig';
import { CARD } from './autoLayout';
import { CanvasControls } from './CanvasControls';
import { CardContext } from './cardContext';
import type { CanvasAction, CanvasState, OpenFile } from './canvasState';
import { FarContext } from './farView';
import { moveIntent, type EditIntent } from '../gestures/fromFlow';
import { LayerCard } from './LayerCard';
import { nameProblem } from '../gestures/layerIds';
import { menuContext } from './menuContext';
import type { NewLayerPlace } from '../gestures/newLayer';
import { drawnPositions, type LayerNode, type WireEdge } from './toFlow';
import { RenameField } from './RenameField';
import { useCanvasKeys } from '../gestures/useCanvasKeys';
import { useHandlePlaces } from './useHandlePlaces';
import { useKeyMove } from '../gestures/useKeyMove';
import { useLayerDrop } from '../gestures/useLayerDrop';
import { useStable } from '../useStable';
import { useWiring } from '../gestures/useWiring';
import { InsideContext } from '../inside/insideStore';
import { FIT, useShownLayers, useSteadyView } from './viewportHooks';
import { Wire } from './Wire';
import { WireEnds } from './WireEnds';

const NODE_TYPES = { layer: LayerCard };
const EDGE_TYPES = { wire: Wire };
/** A newly opened drawing is not shown smaller than this, so that its text can be read. */
const READABLE_ZOOM = 0.5;
/** Beyond this, cards out of sight are not drawn. */
const MANY_LAYERS = 120;
const MANY_WIRES = 400;
const MULTI_SELECT_KEYS = ['Shift', 'Meta', 'Control'];
/** In pixels; layers snap to it, and arrow keys move by it. */
export const GRID = 10;
const SNAP_GRID: [number, number] = [GRID, GRID];

export interface CanvasProps {
  readonly file: OpenFile;
  readonly state: CanvasState;
  readonly dispatch: Dispatch<CanvasAction>;
  readonly readOnly: boolean;
  readonly selectedLayers: readonly LayerId[];
  readonly selectedWires: number;
  readonly snapToGrid: boolean;
  readonly minimap: boolean;
  readonly viewport: Viewport | undefined;
  /** The layer whose name is being changed. */
  readonly renaming: LayerId | undefined;
  readonly onViewport: (viewport: Viewport) => void;
  readonly onEdit: (intent: EditIntent) => Promise<void>;
  readonly onAdd: (type: LayerType, place: NewLayerPlace) => void;
  readonly onDelete: () => void;
  /** A layer's name is to be changed, or no longer. */
  readonly onRenaming: (id: LayerId | undefined) => void;
  readonly onRename: (from: LayerId, to: string) => void;
  /** Hears why a gesture was not carried out. */
  readonly onRefused: (reason: string) => void;
}

export function Canvas(props: CanvasProps) {
  const { file, state, dispatch, readOnly, selectedLayers, renaming, viewport } = props;
  const [first] = useState(() => firstFit(state.nodes));
  const { nodes, edges, held } = state;

  const commitMove = useCallback(
    (moved: ReadonlyMap<LayerId, Point>) => {
      if (moved.size === 0) return;
      const drawn = drawnPositions(state.flow?.nodes ?? []);
      void props.onEdit(moveIntent(moved, drawn)).finally(() => {
        dispatch({ type: 'moveSettled', moved });
      });
    },
    [state.flow, props, dispatch],
  );
  const withdraw = useCallback(
    (moved: ReadonlyMap<LayerId, Point>) => {
      dispatch({ type: 'moveSettled', moved });
    },
    [dispatch],
  );
  const keyMove = useKeyMove(state, commitMove, withdraw);
  useSteadyView();
  const inside = useContext(InsideContext);
  useShownLayers(state.shown);
  useHandlePlaces(nodes);

  const wiring = useWiring({
    file,
    nodes,
    onEdit: (intent) => void props.onEdit(intent),
    onRefused: props.onRefused,
  });
  const drop = useLayerDrop(edges, readOnly, props.onAdd);
  useCanvasKeys({
    selectedLayers,
    graph: file.checked.file.graph,
    dispatch,
    cancel: () => wiring.cancel() || callOffDrag(),
    onDelete: props.onDelete,
    onNudge: (by) => {
      if (readOnly || selectedLayers.length === 0) return;
      dispatch({ type: 'layersNudged', ids: selectedLayers, by: { x: by.x * GRID, y: by.y * GRID } });
      keyMove();
    },
  });

  /** Whether the drag that is under way has been called off. */
  const calledOff = useRef(false);
  const callOffDrag = (): boolean => {
    if (!nodes.some(({ dragging }) => dragging === true)) return false;
    calledOff.current = true;
    withdraw(held);
    return true;
  };
  const onNodesChange = useCallback(
    (changes: NodeChange[]) => {
      // React Flow goes on until the button is let go.
      const kept = calledOff.current ? changes.filter(({ type }) => type !== 'position') : changes;
      if (kept.length > 0) dispatch({ type: 'nodesChanged', changes: kept });
    },
    [dispatch],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange[]) => {
      dispatch({ type: 'edgesChanged', changes });
    },
    [dispatch],
  );
  const onDragStop = useStable((_event: unknown, _node: unknown, dragged: readonly LayerNode[]) => {
    if (calledOff.current) {
      calledOff.current = false;
      dispatch({ type: 'dragEnded' });
      return;
    }
    // React Flow hands over empty shells of cards that went in mid-drag.
    const flowIds = new Set(dragged.map(({ id }) => id));
    commitMove(
      new Map(
        nodes.flatMap(({ id, data: { layerId } }) => {
          const point = flowIds.has(id) ? held.get(layerId) : undefined;
          return point === undefined ? [] : [[layerId, point] as const];
        }),
      ),
    );
  });
  const onDoubleClick = useStable((_event: unknown, node: LayerNode) => {
    if (!readOnly) props.onRenaming(node.data.layerId);
  });

  const card = useMemo(() => ({ wiring: wiring.offer }), [wiring.offer]);
  const renamed = renaming === undefined ? undefined : nodes.find(({ data }) => data.layerId === renaming);
  const far = useContext(FarContext);
  const drawnEdges = useMemo(
    () =>
      drop.overWire === undefined
        ? edges
        : edges.map((edge) =>
            edge.id === drop.overWire ? { ...edge, className: `${edge.className ?? ''} wire-target` } : edge,
          ),
    [edges, drop.overWire],
  );

  return (
    <CardContext.Provider value={card}>
      <ReactFlow
        className={wiring.offer === undefined ? 'canvas' : 'canvas canvas-wiring'}
        role="application"
        tabIndex={-1}
        aria-label="Network"
        data-vscode-context={menuContext({
          section: 'drawing',
          selectedLayers: selectedLayers.length,
          selectedWires: props.selectedWires,
        })}
        onlyRenderVisibleElements={nodes.length > MANY_LAYERS || edges.length > MANY_WIRES}
        nodes={nodes as LayerNode[]}
        edges={drawnEdges as WireEdge[]}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={onDragStop}
        onNodeDoubleClick={onDoubleClick}
        onNodeClick={useStable((event: MouseEvent, { data }: LayerNode) => {
          // A click on one of several selected layers means that one; React Flow leaves the selection as it is.
          const adds = event.shiftKey || event.ctrlKey || event.metaKey;
          if (!adds && selectedLayers.length > 1) dispatch({ type: 'selectionSet', ids: [data.layerId] });
        })}
        onNodeContextMenu={useStable((_event: unknown, { data, selected }: LayerNode) => {
          if (selected !== true) dispatch({ type: 'selectionSet', ids: [data.layerId] });
        })}
        onEdgeMouseEnter={useStable(({ buttons, clientX, clientY }: MouseEvent, { data }: WireEdge) => {
          // A pressed button drags, wires or draws a box.
          if (far || buttons !== 0 || data === undefined) return;
          const anchor = { left: clientX, right: clientX, top: clientY, bottom: clientY };
          inside.enter({ kind: 'wire', from: data.from, to: data.to }, anchor);
        })}
        onEdgeMouseLeave={inside.leave}
        onEdgeClick={inside.closeHover}
        onEdgeContextMenu={useStable((_event: unknown, { id }: WireEdge) => {
          dispatch({ type: 'wireSelected', id });
        })}
        onConnectStart={useStable((event, { nodeId, handleType }) => {
          wiring.onConnectStart(event, nodeId, handleType);
        })}
        onConnect={useStable(wiring.onConnect)}
        onConnectEnd={useStable(wiring.onConnectEnd)}
        isValidConnection={useStable(wiring.isValid)}
        onReconnectStart={useStable((...start: Parameters<typeof wiring.onReconnectStart>) => {
          inside.closeHover();
          wiring.onReconnectStart(...start);
        })}
        onReconnect={useStable((_wire, connection) => {
          wiring.onConnect(connection);
        })}
        edgesUpdatable={!readOnly && !far}
        reconnectRadius={12}
        onDragEnter={drop.onDragOver}
        onDragOver={drop.onDragOver}
        onDragLeave={drop.onDragLeave}
        onDrop={drop.onDrop}
        deleteKeyCode={null}
        disableKeyboardA11y
        multiSelectionKeyCode={MULTI_SELECT_KEYS}
        selectionKeyCode="Shift"
        selectionMode={SelectionMode.Partial}
        edgesFocusable={false}
        elevateEdgesOnSelect
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        nodeDragThreshold={2}
        snapToGrid={props.snapToGrid}
        snapGrid={SNAP_GRID}
        connectionRadius={28}
        connectOnClick={false}
        zoomOnDoubleClick={false}
        minZoom={0.05}
        maxZoom={2}
        panOnScroll
        {...(viewport === undefined
          ? { fitView: true, fitViewOptions: first }
          : { defaultViewport: viewport })}
        onMoveStart={inside.closeHover}
        onMoveEnd={useStable((_event: unknown, moved: Viewport) => {
          props.onViewport(moved);
        })}
      >
        <WireEnds />
        <Background variant={BackgroundVariant.Dots} gap={2 * GRID} size={1.4} />
        <CanvasControls minimap={props.minimap} />
        {renaming !== undefined && renamed !== undefined && (
          <RenameField
            key={renaming}
            id={renaming}
            at={renamed.position}
            problemWith={(name) => nameProblem(file.checked.file.graph, renaming, name)}
            onRename={(name) => {
              props.onRename(renaming, name);
            }}
            onEnd={() => {
              props.onRenaming(undefined);
            }}
          />
        )}
      </ReactFlow>
    </CardContext.Provider>
  );
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
