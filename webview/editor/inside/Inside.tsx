/**
 * The hover over a layer and the cards that were pinned, above the drawing and outside it: they neither zoom nor pan.
 */
import { useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import type { LayerId } from '../../../src/core/graph/graph';
import type { RunCommand } from '../../../src/core/training/runCommands';
import type { LayerCardData, LayerNode } from '../drawing/toFlow';
import { cardPlace, windowSize } from './hoverPlace';
import { InsideContext, type Hover, type PinnedCard } from './insideStore';
import { LayerContents } from './LayerContents';
import { LayerHeader } from './LayerHeader';
import { Pinned } from './Pinned';

export interface InsideProps {
  readonly nodes: readonly LayerNode[];
  /** Hears why something could not be copied. */
  readonly onRefused: (reason: string) => void;
  readonly onCommand: (command: RunCommand) => void;
  /** The focus goes back to this layer in the drawing. */
  readonly onLeft: (id: LayerId) => void;
}

export function Inside(props: InsideProps) {
  const store = useContext(InsideContext);
  const { hover, cards, top } = useSyncExternalStore(store.subscribe, store.view);
  // What is pinned of a layer that has gone is hidden, and is there again when that is undone.
  const layerOf = ({ watch }: Hover | PinnedCard): LayerCardData | undefined =>
    props.nodes.find(({ data }) => data.layerId === watch.layer)?.data;
  const hovered = hover === undefined ? undefined : layerOf(hover);
  return (
    <>
      {cards.map((card) => {
        const layer = layerOf(card);
        return layer === undefined ? null : (
          <Pinned key={card.id} {...props} card={card} layer={layer} top={card.id === top} />
        );
      })}
      {hover !== undefined && hovered !== undefined && (
        <HoverBox key={hover.watch.layer} {...props} hover={hover} layer={hovered} />
      )}
    </>
  );
}

interface HoverBoxProps extends InsideProps {
  readonly hover: Hover;
  readonly layer: LayerCardData;
}

function HoverBox({ hover, layer, onRefused, onCommand, onLeft }: HoverBoxProps) {
  const store = useContext(InsideContext);
  const box = useRef<HTMLDivElement>(null);
  const place = cardPlace(hover.anchor, windowSize());
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      // The key is spent: it must not clear the selection too.
      event.stopPropagation();
      const hadFocus = box.current?.contains(document.activeElement) === true;
      store.closeHover();
      if (hadFocus) onLeft(layer.layerId);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, [store, onLeft, layer.layerId]);
  return (
    <div
      ref={box}
      className="inside inside-hover"
      role="region"
      aria-label={`Inside ${layer.layerId}`}
      data-layer={layer.layerId}
      style={{ left: place.x, top: place.y, width: place.width }}
      onPointerEnter={store.enterHover}
      onPointerLeave={store.leave}
    >
      <LayerHeader
        {...{ layer, box, onRefused }}
        watch={hover.watch}
        onPin={() => {
          store.pinHover(place);
        }}
      />
      <LayerContents watch={hover.watch} {...{ layer, onCommand }} />
    </div>
  );
}
