/** The inspector while wires are selected and no layer is: where each leads, what flows over it, and a way to take it out. */
import type { LayerId } from '../../../src/core/graph/graph';
import type { WireData } from '../drawing/toFlow';
import type { EditIntent } from '../gestures/fromFlow';
import { WireActions, type WireRequest } from './WireActions';

export interface WiresPanelProps {
  readonly wires: readonly WireData[];
  readonly readOnly: boolean;
  readonly onEdit: (intent: EditIntent) => void;
  readonly onSelect: (id: LayerId) => void;
  readonly onWire: WireRequest;
}

export function WiresPanel({ wires, readOnly, onEdit, onSelect, onWire }: WiresPanelProps) {
  const end = (id: LayerId) => (
    <button
      type="button"
      className="link"
      onClick={() => {
        onSelect(id);
      }}
    >
      {id}
    </button>
  );
  return (
    <>
      {wires.map((wire) => (
        <section key={`${wire.from} ${wire.to} ${String(wire.occurrence)}`} aria-label="Wire">
          <dl className="inspector-facts">
            <dt>From</dt>
            <dd>{end(wire.from)}</dd>
            <dt>To</dt>
            <dd>{end(wire.to)}</dd>
            <dt>Carries</dt>
            <dd>{wire.shape ?? 'unknown'}</dd>
          </dl>
          {!readOnly && <WireActions {...{ wire, onEdit, onWire }} />}
        </section>
      ))}
    </>
  );
}
