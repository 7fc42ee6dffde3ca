/**
 * What the canvas shows: the newest file drawn, plus what never goes into the file: selection and positions in mid-drag.
 *
 * A pure reducer. Positions that were moved here are held until the text has caught up, so that a card does not jump
 * back while its edit is on the way.
 */
import { applyEdgeChanges, applyNodeChanges, type EdgeChange, type NodeChange } from 'reactflow';
import type { LayerId, Point } from '../../src/core/graph/graph';
import type { CheckedFile } from '../../src/core/network/checkNnFile';
import type { ShownDocument } from '../../src/protocol/editor';
import { toFlow, type LayerCardData, type LayerNode, type WireData, type WireEdge } from './toFlow';

/** A document with what `src/core` found in it. */
export interface OpenFile {
  readonly document: ShownDocument;
  readonly checked: CheckedFile;
}

export interface CanvasState {
  readonly file: OpenFile | undefined;
  readonly nodes: readonly LayerNode[];
  readonly edges: readonly WireEdge[];
  /** Positions that differ from the file's. */
  readonly held: ReadonlyMap<LayerId, Point>;
  /** The layer to select as soon as it appears. */
  readonly awaited: LayerId | undefined;
  /** The layer that was selected from outside the drawing, which must come into view; a new object each time. */
  readonly shown: { readonly id: LayerId } | undefined;
}

export type CanvasAction =
  | { readonly type: 'fileShown'; readonly file: OpenFile }
  | { readonly type: 'nodesChanged'; readonly changes: readonly NodeChange[] }
  | { readonly type: 'edgesChanged'; readonly changes: readonly EdgeChange[] }
  /** Selects one layer alone, now or when it appears; `undefined` selects nothing. */
  | { readonly type: 'layerSelected'; readonly id: LayerId | undefined }
  /** The move of these layers to these positions has been written, or turned down. */
  | { readonly type: 'moveSettled'; readonly moved: ReadonlyMap<LayerId, Point> };

export const EMPTY_CANVAS: CanvasState = {
  file: undefined,
  nodes: [],
  edges: [],
  held: new Map(),
  awaited: undefined,
  shown: undefined,
};

export function reduceCanvas(state: CanvasState, action: CanvasAction): CanvasState {
  switch (action.type) {
    case 'fileShown':
      return redraw({ ...state, file: action.file });
    case 'nodesChanged': {
      // Nodes come and go with the text alone; React Flow may only measure, select and drag them.
      const changes = action.changes.filter(
        ({ type }) => type !== 'add' && type !== 'remove' && type !== 'reset',
      );
      const nodes = applyNodeChanges<LayerCardData>(changes, [...state.nodes]);
      const moved = new Set(
        changes.flatMap((change) =>
          change.type === 'position' && change.position !== undefined ? [change.id] : [],
        ),
      );
      const held = new Map(state.held);
      for (const { id, data, position } of nodes) if (moved.has(id)) held.set(data.layerId, position);
      return { ...state, nodes, held };
    }
    case 'edgesChanged': {
      const changes = action.changes.filter(({ type }) => type === 'select');
      return { ...state, edges: applyEdgeChanges<WireData>(changes, [...state.edges]) };
    }
    case 'layerSelected':
      return action.id === undefined || isDrawn(state, action.id)
        ? selectOnly(state, action.id)
        : { ...state, awaited: action.id };
    case 'moveSettled': {
      // A card that has been moved on since then stays where it is held.
      const held = new Map([...state.held].filter(([id, point]) => !samePoint(point, action.moved.get(id))));
      return redraw({ ...state, held });
    }
  }
}

/** Draws the file anew and keeps what belongs to the canvas. */
function redraw(state: CanvasState): CanvasState {
  const { file } = state;
  if (file === undefined) return state;
  const flow = toFlow(file.checked);
  const oldNodes = new Map(state.nodes.map((node) => [node.id, node]));
  const oldEdges = new Map(state.edges.map((edge) => [edge.id, edge]));
  const nodes = flow.nodes.map((node): LayerNode => {
    const old = oldNodes.get(node.id);
    // A text that is torn in the middle of typing often hides the places of layers for a moment; they keep theirs.
    const known = file.checked.file.wellFormed ? undefined : old?.position;
    const position = state.held.get(node.data.layerId) ?? known ?? node.position;
    return { ...old, ...node, position };
  });
  const edges = flow.edges.map((edge): WireEdge => ({
    ...edge,
    selected: oldEdges.get(edge.id)?.selected ?? false,
  }));
  const drawn = { ...state, nodes, edges };
  return drawn.awaited !== undefined && isDrawn(drawn, drawn.awaited)
    ? selectOnly(drawn, drawn.awaited)
    : drawn;
}

function selectOnly(state: CanvasState, id: LayerId | undefined): CanvasState {
  return {
    ...state,
    nodes: state.nodes.map((node) => ({ ...node, selected: node.data.layerId === id })),
    edges: state.edges.map((edge) => ({ ...edge, selected: false })),
    awaited: undefined,
    shown: id === undefined ? undefined : { id },
  };
}

function isDrawn(state: CanvasState, id: LayerId): boolean {
  return state.nodes.some(({ data }) => data.layerId === id);
}

function samePoint(a: Point, b: Point | undefined): boolean {
  return a.x === b?.x && a.y === b.y;
}
