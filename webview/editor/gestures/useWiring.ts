/**
 * A wire in the hand: a new one, or the end of one that is there. Says of every layer whether it can take it, and what
 * letting it go means.
 */
import {
  useCallback,
  useMemo,
  useRef,
  useState,
  type MouseEvent as ReactMouseEvent,
  type TouchEvent as ReactTouchEvent,
} from 'react';
import type { Connection, HandleType } from 'reactflow';
import type { LayerId, Point } from '../../../src/core/graph/graph';
import { wireCheck } from '../../../src/core/network/wireCheck';
import type { WireOffer } from '../drawing/cardContext';
import type { OpenFile } from '../drawing/canvasState';
import { connectIntent, deleteIntent, reconnectIntent, type EditIntent } from './fromFlow';
import { edgeAt } from '../drawing/flowIds';
import type { LayerNode, WireEdge } from '../drawing/toFlow';

/** In pixels. */
const CLICK_RADIUS = 5;

/** The wire in the hand, by the end that stays. */
interface Grip {
  readonly fixed: LayerId;
  /** Which end of the wire is in the hand. */
  readonly loose: 'source' | 'target';
  /** The wire that is led elsewhere; `undefined` for a new one. */
  readonly wire: WireEdge | undefined;
}

export interface WiringOptions {
  readonly file: OpenFile;
  readonly nodes: readonly LayerNode[];
  readonly onEdit: (intent: EditIntent) => void;
  /** Hears why a wire was not drawn. */
  readonly onRefused: (reason: string) => void;
}

export interface Wiring {
  /** What the wire in the hand means to a layer; `undefined` while none is. */
  readonly offer: ((id: LayerId) => WireOffer) | undefined;
  readonly isValid: (connection: Connection) => boolean;
  /** The end of a wire was taken; comes before `onConnectStart`. */
  readonly onReconnectStart: (event: PressEvent, wire: WireEdge, fixedHandle: HandleType) => void;
  readonly onConnectStart: (event: PressEvent, flowId: string | null, fixedHandle: HandleType | null) => void;
  /** The wire was let go near the handle of a layer that can take it; comes before `onConnectEnd`. */
  readonly onConnect: (connection: Connection) => void;
  readonly onConnectEnd: (event: MouseEvent | TouchEvent) => void;
  /** Forgets the wire in the hand; false where there is none. */
  readonly cancel: () => boolean;
}

type PressEvent = MouseEvent | TouchEvent | ReactMouseEvent | ReactTouchEvent;

export function useWiring({ file, nodes, onEdit, onRefused }: WiringOptions): Wiring {
  const { graph } = file.checked.file;
  const { layers } = file.checked;
  const check = useMemo(() => wireCheck(graph, layers), [graph, layers]);
  const [grip, setGrip] = useState<Grip | undefined>(undefined);
  // React Flow keeps the handlers of the moment in which the wire was taken; what they share must not be of that moment.
  const held = useRef<{ grip: Grip; start: Point; near: string | null } | undefined>(undefined);

  const layerOf = useCallback(
    (flowId: string | null | undefined): LayerId | undefined =>
      nodes.find(({ id }) => id === flowId)?.data.layerId,
    [nodes],
  );
  const problemAt = useCallback(
    ({ fixed, loose, wire }: Grip, id: LayerId): string | undefined => {
      const replaced = wire?.data === undefined ? undefined : edgeAt(graph, wire.data)?.index;
      return loose === 'target' ? check.problem(fixed, id, replaced) : check.problem(id, fixed, replaced);
    },
    [graph, check],
  );
  const offer = useMemo(() => {
    if (grip === undefined) return undefined;
    return (id: LayerId): WireOffer => {
      if (id === grip.fixed) return { kind: 'own' };
      const reason = problemAt(grip, id);
      return reason === undefined ? { kind: 'fits' } : { kind: 'refused', reason };
    };
  }, [grip, problemAt]);

  const take = (event: PressEvent, taken: Grip): void => {
    held.current = { grip: taken, start: placeOf(event), near: null };
    setGrip(taken);
  };
  /** Lets the wire go at a layer, or over nothing. */
  const letGo = (taken: Grip, id: LayerId | undefined): void => {
    const data = taken.wire?.data;
    if (id === undefined) {
      // A wire that was there is taken out; a new one comes to nothing.
      if (data !== undefined) onEdit(deleteIntent([], [data]));
      return;
    }
    const [from, to] = taken.loose === 'target' ? [taken.fixed, id] : [id, taken.fixed];
    if (id === taken.fixed || (data?.from === from && data.to === to)) return;
    const problem = problemAt(taken, id);
    if (problem !== undefined) onRefused(problem);
    else onEdit(data === undefined ? connectIntent(from, to) : reconnectIntent(data, from, to));
  };

  return {
    offer,
    isValid: ({ source, target }) => {
      const taken = held.current?.grip;
      const loose = layerOf(taken?.loose === 'source' ? source : target);
      return taken !== undefined && loose !== undefined && problemAt(taken, loose) === undefined;
    },
    onReconnectStart: (event, wire, fixedHandle) => {
      const loose = fixedHandle === 'source' ? 'target' : 'source';
      const fixed = layerOf(loose === 'target' ? wire.source : wire.target);
      if (fixed !== undefined) take(event, { fixed, loose, wire });
    },
    onConnectStart: (event, flowId, fixedHandle) => {
      if (held.current !== undefined) return;
      const fixed = layerOf(flowId);
      if (fixed !== undefined) {
        take(event, { fixed, loose: fixedHandle === 'target' ? 'source' : 'target', wire: undefined });
      }
    },
    onConnect: ({ source, target }) => {
      if (held.current !== undefined) {
        held.current.near = held.current.grip.loose === 'target' ? target : source;
      }
    },
    onConnectEnd: (event) => {
      const last = held.current;
      held.current = undefined;
      setGrip(undefined);
      if (last === undefined) return;
      const place = placeOf(event);
      // A press that goes nowhere is a click.
      if (Math.hypot(place.x - last.start.x, place.y - last.start.y) < CLICK_RADIUS) return;
      // A wire may be let go anywhere on a card, not only at the small handle.
      letGo(last.grip, layerOf(last.near ?? cardAt(place)));
    },
    cancel: () => {
      const had = held.current !== undefined;
      held.current = undefined;
      setGrip(undefined);
      return had;
    },
  };
}

function placeOf(event: PressEvent): Point {
  const touch = 'changedTouches' in event ? event.changedTouches[0] : undefined;
  const { clientX, clientY } = touch ?? (event as MouseEvent);
  return { x: clientX, y: clientY };
}

/** The card at a place on the screen, by its name in the drawing. */
function cardAt({ x, y }: Point): string | undefined {
  const element = document.elementFromPoint(x, y);
  return element?.closest('.react-flow__node')?.getAttribute('data-id') ?? undefined;
}
