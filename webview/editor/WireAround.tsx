/** A wire that goes around the cards between its ends; in all else a wire like the others. */
import { BaseEdge, type EdgeProps } from 'reactflow';
import type { WireData } from './toFlow';
import { pathAround } from './wirePath';

export function WireAround({ sourceX, sourceY, targetX, targetY, data, markerEnd }: EdgeProps<WireData>) {
  const path = pathAround({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, data?.laneX ?? sourceX);
  return <BaseEdge path={path} {...(markerEnd === undefined ? {} : { markerEnd })} />;
}
