/**
 * A wire with the shape of the tensor that flows over it, led around the cards between its ends where there are any. A
 * pointer that rests on it sees what flows.
 */
import { useContext } from 'react';
import { BaseEdge, getBezierPath, Position, type EdgeProps } from 'reactflow';
import { InsideContext } from '../inside/insideStore';
import { menuContext } from './menuContext';
import { FarContext } from './farView';
import type { WireData } from './toFlow';
import { pathAround } from './wirePath';

/** Opening the menu on a wire selects it alone. */
const MENU = menuContext({ section: 'wire', selectedLayers: 0, selectedWires: 1 });
/** A wire shorter than this has no room for its label between two cards. */
const ROOM_FOR_LABEL = 34;
/** The menu is that of the whole wire, the ends that React Flow draws for the hand beside this element included. */
function giveMenu(element: SVGGElement | null): void {
  element?.parentElement?.setAttribute('data-vscode-context', MENU);
}

/** About the width of a character of a label, and the label's height. */
const CHARACTER = 5.6;
const LABEL_HEIGHT = 15;

/** The place of a label around the point that it stands at, from its length: measuring it would cost a layout a wire. */
function labelBox(shape: string) {
  const width = shape.length * CHARACTER + 6;
  return { x: -width / 2, y: -LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT };
}

export function Wire({ sourceX, sourceY, targetX, targetY, data, markerEnd }: EdgeProps<WireData>) {
  const far = useContext(FarContext);
  const inside = useContext(InsideContext);
  const [source, target] = [
    { x: sourceX, y: sourceY },
    { x: targetX, y: targetY },
  ];
  const laneX = data?.laneX;
  const [path, labelX, labelY] =
    laneX === undefined
      ? getBezierPath({
          sourceX,
          sourceY,
          targetX,
          targetY,
          sourcePosition: Position.Bottom,
          targetPosition: Position.Top,
        })
      : [pathAround(source, target, laneX), laneX, (sourceY + targetY) / 2];
  if (far) return <BaseEdge path={path} />;
  const shape = data?.shape;
  const hasRoom =
    Math.abs(targetY - sourceY) >= ROOM_FOR_LABEL || Math.abs(targetX - sourceX) > ROOM_FOR_LABEL;
  return (
    <g
      ref={giveMenu}
      onPointerEnter={({ buttons, clientX, clientY }) => {
        // A pressed button drags, wires or draws a box.
        if (buttons !== 0 || data === undefined) return;
        const anchor = { left: clientX, right: clientX, top: clientY, bottom: clientY };
        inside.enter({ kind: 'wire', from: data.from, to: data.to }, anchor);
      }}
      onPointerDown={inside.closeHover}
      onPointerLeave={inside.leave}
    >
      <BaseEdge path={path} {...(markerEnd === undefined ? {} : { markerEnd })} />
      {shape !== undefined && hasRoom && (
        <g className="wire-shape" transform={`translate(${String(labelX)} ${String(labelY)})`}>
          <rect {...labelBox(shape)} rx={3} />
          <text textAnchor="middle" dominantBaseline="central">
            {shape}
          </text>
        </g>
      )}
    </g>
  );
}
