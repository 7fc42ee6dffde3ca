/** Zoom buttons and, where there is one, the small map of the whole network. */
import { MiniMap, Panel } from 'reactflow';
import { Button } from '../../ui/Button';
import { useZoom } from './viewportHooks';

export interface CanvasControlsProps {
  readonly minimap: boolean;
}

export function CanvasControls({ minimap }: CanvasControlsProps) {
  const zoom = useZoom();
  return (
    <>
      <Panel position="bottom-left" className="zoom">
        <Button
          appearance="icon"
          icon="zoom-in"
          label="Zoom in"
          onClick={() => {
            zoom('in');
          }}
        />
        <Button
          appearance="icon"
          icon="zoom-out"
          label="Zoom out"
          onClick={() => {
            zoom('out');
          }}
        />
        <Button
          appearance="icon"
          icon="screen-full"
          label="Show the whole network"
          onClick={() => {
            zoom('fit');
          }}
        />
      </Panel>
      {minimap && (
        <MiniMap className="minimap" pannable zoomable ariaLabel="Map of the network" nodeBorderRadius={12} />
      )}
    </>
  );
}
