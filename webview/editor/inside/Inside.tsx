/**
 * The hover over a layer or a wire and the cards that were pinned, above the drawing and outside it: they neither zoom
 * nor pan.
 */
import { useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import type { LayerCardData, LayerNode, WireEdge } from '../drawing/toFlow';
import { cardPlace, windowSize } from './hoverPlace';
import { InsideContext, type Hover } from './insideStore';
import { subjectText } from './insideTexts';
import { subjectOf, type Look } from './look';
import { LookContents, type ContentsProps } from './LookContents';
import { Pinned } from './Pinned';
import { subjectKey, type Subject } from './subject';

export interface BoxProps extends Omit<ContentsProps, 'layer' | 'frame' | 'onUnit'> {
  /** Hears why something could not be copied. */
  readonly onRefused: (reason: string) => void;
  /** The focus goes back to this in the drawing. */
  readonly onLeft: (subject: Subject) => void;
}

export interface InsideProps extends BoxProps {
  readonly nodes: readonly LayerNode[];
  readonly edges: readonly WireEdge[];
}

export function Inside({ nodes, edges, ...props }: InsideProps) {
  const store = useContext(InsideContext);
  const { hover, cards, top } = useSyncExternalStore(store.subscribe, store.view);
  // What is pinned of a layer or wire that has gone is hidden, and is there again when that is undone.
  const layerOf = (look: Look): LayerCardData | undefined => {
    const isWire = look.kind === 'wire';
    if (isWire && !edges.some(({ data }) => data?.from === look.from && data.to === look.to))
      return undefined;
    const id = isWire ? look.from : look.layer;
    return nodes.find(({ data }) => data.layerId === id)?.data;
  };
  const hovered = hover === undefined ? undefined : layerOf(hover.look);
  return (
    <>
      {cards.map((card) => {
        const layer = layerOf(card.look);
        return layer === undefined ? null : (
          <Pinned key={card.id} {...props} card={card} layer={layer} top={card.id === top} />
        );
      })}
      {hover !== undefined && hovered !== undefined && (
        <HoverBox key={subjectKey(subjectOf(hover.look))} {...props} hover={hover} layer={hovered} />
      )}
    </>
  );
}

interface HoverBoxProps extends BoxProps {
  readonly hover: Hover;
  readonly layer: LayerCardData;
}

function HoverBox({ hover, layer, onRefused, onLeft, ...props }: HoverBoxProps) {
  const store = useContext(InsideContext);
  const box = useRef<HTMLDivElement>(null);
  const { look, anchor } = hover;
  const subject = subjectOf(look);
  const place = cardPlace(anchor, windowSize(), subject.kind);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // The key is spent: it must not clear the selection too.
      event.stopPropagation();
      const hadFocus = box.current?.contains(document.activeElement) === true;
      store.closeHover();
      if (hadFocus) onLeft(subjectOf(look));
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, [store, onLeft, look]);
  const onPin = (): void => {
    store.pinHover({ ...place, y: box.current?.getBoundingClientRect().top ?? place.y });
  };
  return (
    <div className="inside-space" style={{ left: place.x, width: place.width }}>
      {/* Gives way as far as the hover needs its height. */}
      <div className="inside-rise" style={{ flexBasis: anchor.top }} />
      <div
        ref={box}
        className="inside inside-hover"
        role="region"
        aria-label={`Inside ${subjectText(subject)}`}
        data-layer={layer.layerId}
        onPointerEnter={store.enterHover}
        onPointerLeave={store.leave}
      >
        <LookContents
          {...{ ...props, look, layer }}
          frame={{ box, onRefused, onPin }}
          onUnit={(unit) => {
            store.pin({ kind: 'unit', layer: layer.layerId, unit }, anchor, windowSize());
          }}
        />
      </div>
    </div>
  );
}
