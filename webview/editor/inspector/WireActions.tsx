/** What can be done with a wire in the inspector, where the keyboard reaches it: put a layer in, lead it elsewhere, take it out. */
import { Button } from '../../ui/Button';
import type { EdgeRef } from '../drawing/flowIds';
import { deleteIntent, type EditIntent } from '../gestures/fromFlow';

/** Opens the list of what a wire is to get, or of where it is to lead. */
export type WireRequest = (what: 'insert' | 'lead', wire: EdgeRef) => void;

export interface WireActionsProps {
  readonly wire: EdgeRef;
  readonly onEdit: (intent: EditIntent) => void;
  readonly onWire: WireRequest;
}

export function WireActions({ wire, onEdit, onWire }: WireActionsProps) {
  const between = `${wire.from} and ${wire.to}`;
  return (
    <>
      <Button
        appearance="icon"
        icon="add"
        label={`Insert a layer between ${between}`}
        onClick={() => {
          onWire('insert', wire);
        }}
      />
      <Button
        appearance="icon"
        icon="arrow-swap"
        label={`Lead the wire from ${wire.from} to another layer than ${wire.to}`}
        onClick={() => {
          onWire('lead', wire);
        }}
      />
      <Button
        appearance="icon"
        icon="close"
        label={`Disconnect ${wire.from} from ${wire.to}`}
        onClick={() => {
          onEdit(deleteIntent([], [wire]));
        }}
      />
    </>
  );
}
