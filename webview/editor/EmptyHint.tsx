/** What to do first: in a network without layers, in a file that cannot be read, and in an empty one. */
import type { LayerType } from '../../src/core/layers/layerConfig';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';

export interface EmptyHintProps {
  readonly onAdd: (type: LayerType) => void;
}

export function EmptyHint({ onAdd }: EmptyHintProps) {
  return (
    <div className="empty">
      <Icon name="type-hierarchy" />
      <p className="empty-title">No layers yet</p>
      <p className="empty-text">
        A network starts with an Input layer, which says how large an image is. Add it, then add layers behind
        it.
      </p>
      <Button
        appearance="primary"
        icon="add"
        label="Add an Input Layer"
        onClick={() => {
          onAdd('Input');
        }}
      />
    </div>
  );
}

export function UnreadableHint() {
  return (
    <div className="empty">
      <p className="empty-text">Mend the error in the text to see the network.</p>
    </div>
  );
}

export interface BlankHintProps {
  readonly onStart: () => void;
}

export function BlankHint({ onStart }: BlankHintProps) {
  return (
    <div className="empty">
      <Icon name="type-hierarchy" />
      <p className="empty-title">This file is empty</p>
      <p className="empty-text">
        Start with the smallest network that can learn MNIST: an image goes in, ten digits come out. Then add
        layers between the two.
      </p>
      <Button appearance="primary" icon="add" label="Start a Network" onClick={onStart} />
    </div>
  );
}
