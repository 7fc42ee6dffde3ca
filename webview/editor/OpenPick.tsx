/** The list that lies over the canvas, and what its pick means. */
import type { LayerId, Point } from '../../src/core/graph/graph';
import type { LayerType } from '../../src/core/layers/layerConfig';
import type { CheckedFile } from '../../src/core/network/checkNnFile';
import type { EdgeRef } from './drawing/flowIds';
import { connectIntent, reconnectIntent, type EditIntent } from './gestures/fromFlow';
import type { NewLayerPlace } from './gestures/newLayer';
import { ConnectPick, FindPick, InsertPick } from './Pickers';

export type Picker =
  | { readonly kind: 'find' }
  | { readonly kind: 'connect'; readonly from: LayerId }
  /** Where a wire is to lead, or what it is to get in between. */
  | { readonly kind: 'lead' | 'insert'; readonly wire: EdgeRef };

export interface OpenPickProps {
  readonly picker: Picker;
  readonly checked: CheckedFile;
  /** Where the layers are drawn. */
  readonly drawn: ReadonlyMap<LayerId, Point>;
  readonly select: (ids: readonly LayerId[]) => void;
  readonly onEdit: (intent: EditIntent) => void;
  readonly onAdd: (type: LayerType, place: NewLayerPlace) => void;
  readonly onClose: () => void;
}

export function OpenPick({ picker, checked, drawn, select, onEdit, onAdd, onClose }: OpenPickProps) {
  switch (picker.kind) {
    case 'find':
      return (
        <FindPick
          {...{ checked, onClose }}
          onPick={(id) => {
            onClose();
            select([id]);
          }}
        />
      );
    case 'connect':
      return (
        <ConnectPick
          {...{ checked, onClose }}
          from={picker.from}
          onPick={(to) => {
            onClose();
            onEdit(connectIntent(picker.from, to));
          }}
        />
      );
    case 'lead': {
      const { wire } = picker;
      return (
        <ConnectPick
          {...{ checked, onClose, wire }}
          from={wire.from}
          onPick={(to) => {
            onClose();
            onEdit(reconnectIntent(wire, wire.from, to));
          }}
        />
      );
    }
    case 'insert': {
      const { wire } = picker;
      return (
        <InsertPick
          {...{ wire, onClose }}
          onPick={(type) => {
            onClose();
            onAdd(type, { kind: 'onWire', wire, point: middleOf(drawn.get(wire.from), drawn.get(wire.to)) });
          }}
        />
      );
    }
  }
}

function middleOf(a: Point = { x: 0, y: 0 }, b: Point = a): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
