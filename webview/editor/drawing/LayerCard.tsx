/**
 * One layer as a card: name and type, the parameters that matter, and what comes out of it. While a wire is being drawn
 * it says whether it can take it. What it shows is also its name for screen readers, with a few words that eyes do
 * without.
 */
import { memo, useContext } from 'react';
import { Handle, Position, type NodeProps } from 'reactflow';
import { Icon } from '../../ui/Icon';
import { Unseen } from '../../ui/Unseen';
import { CARD } from './autoLayout';
import { CardContext } from './cardContext';
import { spokenProblems } from '../wording';
import { accentClass, layerIcon } from '../layerLook';
import { menuContext } from './menuContext';
import { FarContext } from './farView';
import { InsideContext } from '../inside/insideStore';
import { LayerLight } from '../probe/LayerLight';
import { useHealthBadge } from '../trainingView';
import type { LayerCardData } from './toFlow';

export const LayerCard = memo(function LayerCard({
  data,
  selected,
  isConnectable,
  dragging,
}: NodeProps<LayerCardData>) {
  const { layerId, type, detail, outputShape, parameterCount, problems, role } = data;
  const { wiring } = useContext(CardContext);
  const far = useContext(FarContext);
  const inside = useContext(InsideContext);
  const health = useHealthBadge(layerId);
  const offer = wiring?.(layerId);
  const severity = problems.some((problem) => problem.severity === 'error') ? 'error' : 'warning';
  const state = problems.length === 0 ? 'card-fine' : `card-${severity}`;
  const look = `card ${accentClass(type)} card-${role} ${state}`;
  // Opening the menu on a card that is not selected selects it alone.
  const alone = selected ? undefined : { selectedLayers: 1, selectedWires: 0 };
  const menu = menuContext({ section: 'layer', layer: layerId, ...alone });
  if (far && offer === undefined) {
    const label = `${layerId} ${type ?? 'No type'}${health === undefined ? '' : `, ${health.label}`}`;
    return (
      <div
        className={`${look} card-far ${health === undefined ? '' : `card-far-${health.severity}`}`}
        style={CARD}
        data-vscode-context={menu}
        role="img"
        aria-label={label}
      />
    );
  }
  const wired = offer === undefined ? '' : `card-wire-${offer.kind}`;
  return (
    <div
      className={`${look} ${wired}`}
      style={CARD}
      data-vscode-context={menu}
      onPointerEnter={({ currentTarget, buttons }) => {
        // A pressed button drags, wires or draws a box.
        if (buttons === 0 && !dragging && offer === undefined) {
          inside.enter({ kind: 'layer', layer: layerId }, currentTarget.getBoundingClientRect());
        }
      }}
      onPointerDown={inside.closeHover}
      onPointerLeave={inside.leave}
    >
      {role !== 'input' && <Handle type="target" position={Position.Top} isConnectable={isConnectable} />}
      <div className="card-head">
        <Icon name={layerIcon(type)} />
        <span className="card-id">{layerId}</span>
        {role === 'output' && layerId !== role && <span className="card-role">output</span>}
        <span className="card-type">{type ?? 'No type'}</span>
      </div>
      <div className="card-detail">{detail}</div>
      <div className="card-foot">
        <span className="card-shape">
          {outputShape !== undefined && <Unseen text="output " />}
          {outputShape ?? 'shape unknown'}
        </span>
        {parameterCount !== undefined && <span className="card-count">{parameterCount} params</span>}
      </div>
      {problems.length > 0 && (
        <span className="card-badge" title={spokenProblems(problems)}>
          <Icon name={severity} />
          {problems.length > 1 && problems.length}
          <Unseen text={` ${spokenProblems(problems)}`} />
        </span>
      )}
      {health !== undefined && (
        <span className={`card-health card-health-${health.severity}`}>
          <Icon name={health.severity === 'error' ? 'flame' : 'pulse'} />
          <span className="card-health-label" aria-hidden="true">
            {health.label}
          </span>
          <Unseen text={` ${health.spoken}`} />
        </span>
      )}
      <LayerLight layerId={layerId} />
      {offer?.kind === 'refused' && (
        <span className="card-refusal">
          <Icon name="circle-slash" />
          <span>{offer.reason}</span>
        </span>
      )}
      <Handle type="source" position={Position.Bottom} isConnectable={isConnectable} />
    </div>
  );
});
