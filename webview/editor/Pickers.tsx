/** The two lists to pick from: layer types for a new layer, and layers to wire the selected one to. */
import { useMemo } from 'react';
import type { Graph, LayerId } from '../../src/core/graph/graph';
import type { LayerType } from '../../src/core/layers/layerConfig';
import type { LayerCategory } from '../../src/core/layers/layerDefinition';
import { isLayerType, LAYER_TYPES, layerDefinition } from '../../src/core/layers/layerRegistry';
import { QuickPick, type QuickPickGroup } from '../ui/QuickPick';
import { connectionProblem } from './fromFlow';
import { CATEGORY_LABELS, layerIcon } from './layerLook';
import { parameterSummary } from './wording';

const LAYER_TYPE_GROUPS: readonly QuickPickGroup[] = (Object.keys(CATEGORY_LABELS) as LayerCategory[]).map(
  (category) => ({
    label: CATEGORY_LABELS[category],
    items: LAYER_TYPES.filter((type) => layerDefinition(type).category === category).map((type) => ({
      id: type,
      label: type,
      detail: layerDefinition(type).description,
      icon: layerIcon(type),
    })),
  }),
);

export interface AddLayerPickProps {
  /** A network has one input; where it is there, another layer is offered first. */
  readonly hasInput: boolean;
  readonly onPick: (type: LayerType) => void;
  readonly onClose: () => void;
}

export function AddLayerPick({ hasInput, onPick, onClose }: AddLayerPickProps) {
  return (
    <QuickPick
      title="Choose the layer to add"
      groups={LAYER_TYPE_GROUPS}
      preferred={hasInput ? 'Dense' : 'Input'}
      onPick={(id) => {
        if (isLayerType(id)) onPick(id);
      }}
      onClose={onClose}
    />
  );
}

export interface ConnectPickProps {
  readonly graph: Graph;
  readonly from: LayerId;
  readonly onPick: (to: LayerId) => void;
  readonly onClose: () => void;
}

export function ConnectPick({ graph, from, onPick, onClose }: ConnectPickProps) {
  const groups = useMemo(
    () => [
      {
        label: '',
        items: [...graph.nodes.values()]
          .filter(({ id }) => connectionProblem(graph, from, id) === undefined)
          .map((node) => ({
            id: node.id,
            label: node.id,
            detail: [node.type, parameterSummary(node)].filter((part) => part !== '').join(' · '),
            icon: layerIcon(node.type),
          })),
      },
    ],
    [graph, from],
  );
  return <QuickPick title={`Connect ${from} to…`} groups={groups} onPick={onPick} onClose={onClose} />;
}
