/**
 * One layer as a card: type and name, the parameters that matter, and what comes out of it.
 */
import { memo } from 'react';
import { Handle, Position, type NodeProps } from 'reactflow';
import { Icon } from '../ui/Icon';
import { CARD } from './autoLayout';
import { accentClass, layerIcon } from './layerLook';
import type { LayerCardData } from './toFlow';

export const LayerCard = memo(function LayerCard({ data, isConnectable }: NodeProps<LayerCardData>) {
  const { layerId, type, detail, outputShape, parameterCount, problems, role } = data;
  const severity = problems.some((problem) => problem.severity === 'error') ? 'error' : 'warning';
  const state = problems.length === 0 ? 'card-fine' : `card-${severity}`;
  return (
    <div className={`card ${accentClass(type)} card-${role} ${state}`} style={CARD}>
      {role !== 'input' && <Handle type="target" position={Position.Top} isConnectable={isConnectable} />}
      <div className="card-head">
        <Icon name={layerIcon(type)} />
        <span className="card-type">{type ?? 'No type'}</span>
        {role === 'output' && layerId !== role && <span className="card-role">output</span>}
        <span className="card-id" title={layerId}>
          {layerId}
        </span>
      </div>
      <div className="card-detail" title={detail}>
        {detail}
      </div>
      <div className="card-foot">
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
        <span className="card-badge" title={problems.map(({ message }) => message).join('\n')}>
          <Icon name={severity} />
          {problems.length > 1 && problems.length}
        </span>
      )}
      <Handle type="source" position={Position.Bottom} isConnectable={isConnectable} />
    </div>
  );
});
