/** The inspector while wires are selected and no layer is: where each leads, what flows over it, and a way to take it out. */
import type { LayerId } from '../../../src/core/graph/graph';
import { Button } from '../../ui/Button';
import type { WireData } from '../drawing/toFlow';
import { deleteIntent, type EditIntent } from '../gestures/fromFlow';

export interface WiresPanelProps {
  readonly wires: readonly WireData[];
  readonly readOnly: boolean;
  readonly onEdit: (intent: EditIntent) => void;
  readonly onSelect: (id: LayerId) => void;
}

export function WiresPanel({ wires, readOnly, onEdit, onSelect }: WiresPanelProps) {
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
        <dl key={`${wire.from} ${wire.to} ${String(wire.occurrence)}`} className="inspector-facts">
          <dt>From</dt>
          <dd>{end(wire.from)}</dd>
          <dt>To</dt>
          <dd>{end(wire.to)}</dd>
          <dt>Carries</dt>
          <dd>{wire.shape ?? 'unknown'}</dd>
        </dl>
      ))}
      {!readOnly && (
        <div>
          <Button
            icon="trash"
            label={wires.length === 1 ? 'Disconnect' : `Disconnect ${String(wires.length)} wires`}
            onClick={() => {
              onEdit(deleteIntent([], wires));
            }}
          />
        </div>
      )}
    </>
  );
}
