/** The row of actions above the canvas. */
import type { RunCommand } from '../../src/core/training/runCommands';
import type { CanvasCommand } from '../../src/protocol/editor';
import { Button } from '../ui/Button';
import { TrainButtons } from './TrainButtons';
import type { Panels } from './usePanels';

export interface ToolbarProps {
  /** The network's name. */
  readonly title: string;
  readonly readOnly: boolean;
  readonly selectedLayers: number;
  readonly selectedWires: number;
  readonly canTrain: boolean;
  readonly panels: Panels;
  readonly onCommand: (command: CanvasCommand) => void;
  readonly onToggleInspector: () => void;
  readonly onRunCommand: (command: RunCommand) => void;
}

export function Toolbar(props: ToolbarProps) {
  const { title, readOnly, selectedLayers, selectedWires, panels, onCommand } = props;
  const action = (command: CanvasCommand) => ({
    onClick: () => {
      onCommand(command);
    },
  });
  return (
    <div className="toolbar" role="toolbar" aria-label="Network">
      <Button
        appearance="icon"
        icon="layout-sidebar-left"
        label={panels.palette ? 'Hide the layers to add' : 'Show the layers to add'}
        expanded={panels.palette}
        {...action('togglePalette')}
      />
      <Button
        appearance="toolbar"
        icon="add"
        label="Add Layer"
        tooltip="Search a layer to add (Insert)"
        disabled={readOnly}
        {...action('addLayer')}
      />
      <Button
        appearance="toolbar"
        icon="plug"
        label="Connect to…"
        tooltip="Wire the selected layer to another one (Ctrl+L)"
        disabled={readOnly || selectedLayers !== 1}
        {...action('connect')}
      />
      <Button
        appearance="icon"
        icon="trash"
        label="Delete"
        tooltip="Delete the selected layers and wires (Delete)"
        disabled={readOnly || selectedLayers + selectedWires === 0}
        {...action('delete')}
      />
      <Button
        appearance="icon"
        icon="type-hierarchy-sub"
        label={selectedLayers > 1 ? 'Tidy the layout of the selection' : 'Tidy the layout'}
        disabled={readOnly}
        {...action(selectedLayers > 1 ? 'tidySelection' : 'tidyLayout')}
      />
      <Button
        appearance="icon"
        icon="search"
        label="Find a layer"
        tooltip="Find a layer (Ctrl+F)"
        {...action('findLayer')}
      />
      <span className="toolbar-title" title={title}>
        {title}
      </span>
      <TrainButtons canTrain={props.canTrain} onCommand={props.onRunCommand} />
      <Button
        appearance="icon"
        icon="eye"
        label={panels.probe ? 'Close the probe' : 'Probe the network: send a digit through it'}
        expanded={panels.probe}
        {...action('toggleProbe')}
      />
      <Button
        appearance="icon"
        icon="layout-sidebar-right"
        label={panels.inspector ? 'Hide the settings' : 'Show the settings'}
        expanded={panels.inspector}
        onClick={props.onToggleInspector}
      />
    </div>
  );
}
