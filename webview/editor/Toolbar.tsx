/** The row of actions above the canvas. */
import { Button } from '../ui/Button';

export interface ToolbarProps {
  /** The network's name. */
  readonly title: string;
  readonly canAdd: boolean;
  readonly canConnect: boolean;
  readonly canDelete: boolean;
  readonly canTrain: boolean;
  readonly pickerOpen: 'add' | 'connect' | undefined;
  readonly onAdd: () => void;
  readonly onConnect: () => void;
  readonly onDelete: () => void;
  readonly onTrain: () => void;
}

export function Toolbar(props: ToolbarProps) {
  const { title, canAdd, canConnect, canDelete, canTrain, pickerOpen } = props;
  return (
    <div className="toolbar" role="toolbar" aria-label="Network">
      <Button
        appearance="toolbar"
        icon="add"
        label="Add Layer"
        disabled={!canAdd}
        expanded={pickerOpen === 'add'}
        onClick={props.onAdd}
      />
      <Button
        appearance="toolbar"
        icon="plug"
        label="Connect to…"
        tooltip="Wire the selected layer to another one"
        disabled={!canConnect}
        expanded={pickerOpen === 'connect'}
        onClick={props.onConnect}
      />
      <Button
        appearance="toolbar"
        icon="trash"
        label="Delete"
        tooltip="Delete the selected layers and wires (Delete)"
        disabled={!canDelete}
        onClick={props.onDelete}
      />
      <span className="toolbar-title" title={title}>
        {title}
      </span>
      <Button
        appearance="primary"
        icon="play"
        label="Train"
        tooltip={canTrain ? 'Train this network' : 'Mend the errors first'}
        disabled={!canTrain}
        onClick={props.onTrain}
      />
    </div>
  );
}
