/**
 * One layer as a card: name and type, the parameters that matter, and what comes out of it. While a wire is being drawn
 * it says whether it can take it.
 */
import { memo, useContext } from 'react';
import { Handle, Position, type NodeProps } from 'reactflow';
import { Icon } from '../ui/Icon';
import { CARD } from './autoLayout';
import { CardContext } from './cardContext';
import { CardName } from './CardName';
import { accentClass, layerIcon } from './layerLook';
import { menuContext } from './menuContext';
import type { LayerCardData } from './toFlow';

const MENU_SELECTED = menuContext({ section: 'layer' });
/** Opening the menu on a card that is not selected selects it alone. */
const MENU_ALONE = menuContext({ section: 'layer', selectedLayers: 1, selectedWires: 0 });

export const LayerCard = memo(function LayerCard({
  data,
  selected,
  isConnectable,
}: NodeProps<LayerCardData>) {
  const { layerId, type, detail, outputShape, parameterCount, problems, role } = data;
  const { wiring } = useContext(CardContext);
  const offer = wiring?.(layerId);
  const severity = problems.some((problem) => problem.severity === 'error') ? 'error' : 'warning';
  const state = problems.length === 0 ? 'card-fine' : `card-${severity}`;
  const wired = offer === undefined ? '' : `card-wire-${offer.kind}`;
  return (
    <div
      className={`card ${accentClass(type)} card-${role} ${state} ${wired}`}
      style={CARD}
      data-vscode-context={selected ? MENU_SELECTED : MENU_ALONE}
    >
      {role !== 'input' && <Handle type="target" position={Position.Top} isConnectable={isConnectable} />}
      {/* The card's own label says all of this in words, so that it is not read twice. */}
      <div className="card-head">
        <Icon name={layerIcon(type)} />
        <CardName id={layerId} />
        {role === 'output' && layerId !== role && (
          <span className="card-role" aria-hidden="true">
            output
          </span>
        )}
        <span className="card-type" aria-hidden="true">
          {type ?? 'No type'}
        </span>
      </div>
      <div className="card-detail" title={detail} aria-hidden="true">
        {detail}
      </div>
      <div className="card-foot" aria-hidden="true">
        <span className="card-shape" title="Output shape">
          {outputShape ?? 'shape unknown'}
        </span>
        {parameterCount !== undefined && (
          <span className="card-count" title={`${parameterCount} parameters`}>
            {parameterCount} params
          </span>
        )}
      </div>
      {problems.length > 0 && (
        <span
          className="card-badge"
          aria-hidden="true"
          title={problems.map(({ message }) => message).join('\n')}
        >
          <Icon name={severity} />
          {problems.length > 1 && problems.length}
        </span>
      )}
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
