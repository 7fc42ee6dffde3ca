/**
 * Every layer type beside the canvas: search, then drag on to the canvas or a wire, or double click or press Enter to put
 * the layer behind the selection.
 */
import type { DragEvent, RefObject } from 'react';
import type { LayerType } from '../../src/core/layers/layerConfig';
import type { LayerCategory } from '../../src/core/layers/layerDefinition';
import { isLayerType, LAYER_TYPES, layerDefinition } from '../../src/core/layers/layerRegistry';
import { SearchList, type ListGroup } from '../ui/SearchList';
import { accentClass, CATEGORY_LABELS, layerIcon } from './layerLook';

/** Under which a layer type travels while it is dragged. */
export const DRAGGED_LAYER = 'application/x-layerwire-layer';
/** Beside it for a layer that takes no input: what is dragged can be read only when it is dropped. */
export const TAKES_NO_INPUT = 'application/x-layerwire-no-input';

/** Every layer type, in the palette's groups. */
export const LAYER_GROUPS: readonly ListGroup[] = (Object.keys(CATEGORY_LABELS) as LayerCategory[]).map(
  (category) => ({
    label: CATEGORY_LABELS[category],
    items: LAYER_TYPES.filter((type) => layerDefinition(type).category === category).map((type) => ({
      id: type,
      label: type,
      detail: layerDefinition(type).description,
      icon: layerIcon(type),
      accent: accentClass(type),
    })),
  }),
);

export interface PaletteProps {
  /** A network has one input; where it is there, another layer is offered first. */
  readonly hasInput: boolean;
  readonly fieldRef: RefObject<HTMLInputElement>;
  readonly onPick: (type: LayerType) => void;
  /** The keyboard is to go back to the canvas. */
  readonly onEscape: () => void;
}

export function Palette({ hasInput, fieldRef, onPick, onEscape }: PaletteProps) {
  return (
    <aside className="palette" aria-label="Layers">
      <SearchList
        title="Layer to add"
        placeholder="Search layers"
        groups={LAYER_GROUPS}
        fieldRef={fieldRef}
        preferred={hasInput ? 'Dense' : 'Input'}
        pickBy="double"
        onPick={(id) => {
          if (isLayerType(id)) onPick(id);
        }}
        onEscape={onEscape}
        onDragStart={startDrag}
      />
      <p className="palette-hint">
        Drag a layer on to the canvas or a wire; a double click or Enter adds it behind the selection.
      </p>
    </aside>
  );
}

function startDrag(type: string, event: DragEvent): void {
  event.dataTransfer.setData(DRAGGED_LAYER, type);
  if (isLayerType(type) && layerDefinition(type).arity === 'none') {
    event.dataTransfer.setData(TAKES_NO_INPUT, type);
  }
  event.dataTransfer.effectAllowed = 'copy';
}
