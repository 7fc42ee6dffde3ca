/**
 * What the canvas shows: the newest file that could be read, drawn, plus what never goes into the file: selection and
 * positions in mid-drag.
 *
 * A pure reducer. Positions that were moved here are held until the text has caught up, so that a card does not jump
 * back while its edit is on the way. While the text is torn, the last graph that could be read stays as it is.
 */
import { applyEdgeChanges, applyNodeChanges, type EdgeChange, type NodeChange } from 'reactflow';
import type { LayerId, Point } from '../../../src/core/graph/graph';
import type { CheckedFile } from '../../../src/core/network/checkNnFile';
import type { ShownDocument } from '../../../src/protocol/editor';
import {
  toFlow,
  type Flow,
  type LayerCardData,
  type LayerNode,
  type WireData,
  type WireEdge,
} from './toFlow';

/** A document with what `src/core` found in it. */
export interface OpenFile {
  readonly document: ShownDocument;
  readonly checked: CheckedFile;
}

/** Layers that were selected from outside the drawing, and must come into view. */
export interface ShownLayers {
  readonly ids: readonly LayerId[];
  /** Whether the keyboard goes there too. */
  readonly focus: boolean;
}

export interface CanvasState {
  /** The file as it is drawn: the newest that is well formed, or the first one where none was. */
  readonly file: OpenFile | undefined;
  /** The newest file, where it is not well formed: until it is, nothing here may write. */
  readonly torn: OpenFile | undefined;
  /** The drawing of `file`, as the file has it. */
  readonly flow: Flow | undefined;
  readonly nodes: readonly LayerNode[];
  readonly edges: readonly WireEdge[];
  /** Positions that differ from the file's. */
  readonly held: ReadonlyMap<LayerId, Point>;
  /** The layers to select as soon as they appear. */
  readonly awaited: ShownLayers | undefined;
  /** A new object each time. */
  readonly shown: ShownLayers | undefined;
}

export type CanvasAction =
  | { readonly type: 'fileShown'; readonly file: OpenFile }
  | { readonly type: 'nodesChanged'; readonly changes: readonly NodeChange[] }
  | { readonly type: 'edgesChanged'; readonly changes: readonly EdgeChange[] }
  /** Selects these layers alone, now or when they appear, and shows them; none selects nothing. */
  | { readonly type: 'layersSelected'; readonly ids: readonly LayerId[]; readonly focus: boolean }
  /** Selects these layers alone where they are. */
  | { readonly type: 'selectionSet'; readonly ids: readonly LayerId[] }
  /** Selects one wire alone, by its name in the drawing. */
  | { readonly type: 'wireSelected'; readonly id: string }
  /** Moves layers on the drawing, by an arrow key. */
  | { readonly type: 'layersNudged'; readonly ids: readonly LayerId[]; readonly by: Point }
  /** A drag that was called off has come to its end. */
  | { readonly type: 'dragEnded' }
  /** The move of these layers to these positions has been written, or turned down. */
  | { readonly type: 'moveSettled'; readonly moved: ReadonlyMap<LayerId, Point> };

export const EMPTY_CANVAS: CanvasState = {
  file: undefined,
  torn: undefined,
  flow: undefined,
  nodes: [],
  edges: [],
  held: new Map(),
  awaited: undefined,
  shown: undefined,
};

export function reduceCanvas(state: CanvasState, action: CanvasAction): CanvasState {
  switch (action.type) {
    case 'fileShown': {
      const { file } = action;
      // The host has written what was foreseen, and drawn already.
      if (file.checked === state.file?.checked && file.checked.file.wellFormed) {
        return { ...state, file, torn: undefined };
      }
      if (file.checked.file.wellFormed) return redraw({ ...state, file, torn: undefined });
      const hasGood = state.file !== undefined && state.file !== state.torn;
      return hasGood ? { ...state, torn: file } : redraw({ ...state, file, torn: file });
    }
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
      if (moved.size === 0) return { ...state, nodes };
      const held = new Map(state.held);
      for (const { id, data, position } of nodes) if (moved.has(id)) held.set(data.layerId, position);
      return { ...state, nodes, held };
    }
    case 'edgesChanged': {
      const changes = action.changes.filter(({ type }) => type === 'select');
      return { ...state, edges: applyEdgeChanges<WireData>(changes, [...state.edges]) };
    }
    case 'layersSelected': {
      const wanted = { ids: action.ids, focus: action.focus };
      return action.ids.every((id) => isDrawn(state, id))
        ? showOnly(state, wanted)
        : { ...state, awaited: wanted };
    }
    case 'selectionSet':
      return selectOnly(state, action.ids);
    case 'wireSelected': {
      const { edges, ...rest } = selectOnly(state, []);
      return {
        ...rest,
        edges: edges.map((edge) => (edge.id === action.id ? { ...edge, selected: true } : edge)),
      };
    }
    case 'layersNudged': {
      const ids = new Set(action.ids);
      const held = new Map(state.held);
      const nodes = state.nodes.map((node) => {
        if (!ids.has(node.data.layerId)) return node;
        const position = { x: node.position.x + action.by.x, y: node.position.y + action.by.y };
        held.set(node.data.layerId, position);
        return { ...node, position };
      });
      return { ...state, nodes, held };
    }
    case 'dragEnded':
      return {
        ...state,
        nodes: state.nodes.map((node) => (node.dragging === true ? { ...node, dragging: false } : node)),
      };
    case 'moveSettled': {
      // A card that has been moved on since then stays where it is held.
      const held = new Map([...state.held].filter(([id, point]) => !samePoint(point, action.moved.get(id))));
      return redraw({ ...state, held });
    }
  }
}

/** Draws the file anew and keeps what belongs to the canvas; what has not changed stays the same object. */
function redraw(state: CanvasState): CanvasState {
  const { file } = state;
  if (file === undefined) return state;
  const flow = toFlow(file.checked, state.flow);
  // A layer that is gone is held nowhere: should it come back, it stands where the file says.
  const present = file.checked.file.graph.nodes;
  const isStale = [...state.held.keys()].some((id) => !present.has(id));
  const held = isStale ? new Map([...state.held].filter(([id]) => present.has(id))) : state.held;
  const oldNodes = new Map(state.nodes.map((node) => [node.id, node]));
  const oldEdges = new Map(state.edges.map((edge) => [edge.id, edge]));
  const nodes = flow.nodes.map((node): LayerNode => {
    const old = oldNodes.get(node.id);
    const position = held.get(node.data.layerId) ?? node.position;
    if (old?.data === node.data && samePoint(position, old.position)) return old;
    return { ...old, ...node, position };
  });
  const edges = flow.edges.map((edge): WireEdge => {
    const old = oldEdges.get(edge.id);
    if (old !== undefined && old.data === edge.data && old.className === edge.className) return old;
    return { ...edge, selected: old?.selected ?? false };
  });
  const drawn = { ...state, flow, nodes, edges, held };
  return drawn.awaited?.ids.every((id) => isDrawn(drawn, id)) === true
    ? showOnly(drawn, drawn.awaited)
    : drawn;
}

function showOnly(state: CanvasState, shown: ShownLayers): CanvasState {
  return {
    ...selectOnly(state, shown.ids),
    awaited: undefined,
    shown: shown.ids.length === 0 ? undefined : shown,
  };
}

function selectOnly(state: CanvasState, ids: readonly LayerId[]): CanvasState {
  const chosen = new Set(ids);
  return {
    ...state,
    nodes: state.nodes.map((node) => {
      const selected = chosen.has(node.data.layerId);
      return (node.selected ?? false) === selected ? node : { ...node, selected };
    }),
    edges: state.edges.map((edge) => (edge.selected === true ? { ...edge, selected: false } : edge)),
  };
}

function isDrawn(state: CanvasState, id: LayerId): boolean {
  return state.nodes.some(({ data }) => data.layerId === id);
}

function samePoint(a: Point, b: Point | undefined): boolean {
  return a.x === b?.x && a.y === b.y;
}
