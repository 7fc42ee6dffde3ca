/** Zoom buttons and, while not all of the network is in sight, the small map of it. */
import { MiniMap, Panel } from 'reactflow';
import { Button } from '../../ui/Button';
import { useAllInSight, useZoom } from './viewportHooks';

/** In pixels. */
const MAP = { width: 160, height: 120 } as const;

export interface CanvasControlsProps {
  readonly minimap: boolean;
}

export function CanvasControls({ minimap }: CanvasControlsProps) {
  const zoom = useZoom();
  const allInSight = useAllInSight();
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
      {minimap && !allInSight && (
        <MiniMap
          className="minimap"
          style={MAP}
          pannable
          zoomable
          ariaLabel="Map of the network"
          nodeBorderRadius={12}
        />
      )}
    </>
  );
}
