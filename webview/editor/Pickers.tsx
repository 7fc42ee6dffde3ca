/** The lists that are laid over the canvas: layers to wire to, layers to find, and layer types for a wire. */
import { useMemo } from 'react';
import type { LayerId } from '../../src/core/graph/graph';
import type { LayerType } from '../../src/core/layers/layerConfig';
import { isLayerType, layerDefinition } from '../../src/core/layers/layerRegistry';
import type { CheckedFile } from '../../src/core/network/checkNnFile';
import { wireCheck } from '../../src/core/network/wireCheck';
import { QuickPick } from '../ui/QuickPick';
import type { ListItem } from '../ui/SearchList';
import { edgeAt, type EdgeRef } from './drawing/flowIds';
import { accentClass, layerIcon } from './layerLook';
import { LAYER_GROUPS } from './Palette';
import { parameterSummary } from './wording';

export interface LayerPickProps {
  readonly checked: CheckedFile;
  readonly onPick: (id: LayerId) => void;
  readonly onClose: () => void;
}

/** Finds a layer by its name, type or parameters. */
export function FindPick({ checked, onPick, onClose }: LayerPickProps) {
  const groups = useMemo(() => [{ label: '', items: layerItems(checked) }], [checked]);
  return <QuickPick title="Find a layer" groups={groups} onPick={onPick} onClose={onClose} />;
}

export interface ConnectPickProps extends LayerPickProps {
  readonly from: LayerId;
  /** The wire from there that is to lead elsewhere; without one it is a new wire. */
  readonly wire?: EdgeRef | undefined;
}

/** The layers that can take a wire come first; the others say why they cannot. */
export function ConnectPick({ checked, from, wire, onPick, onClose }: ConnectPickProps) {
  const groups = useMemo(() => {
    const { graph } = checked.file;
    const replaced = wire === undefined ? undefined : edgeAt(graph, wire)?.index;
    const check = wireCheck(graph, checked.layers);
    const items = layerItems(checked)
      .filter(({ id }) => id !== from && id !== wire?.to)
      .map((item): ListItem => ({ ...item, refusal: check.problem(from, item.id, replaced) }));
    const [fitting, refused] = [true, false].map((fits) =>
      items.filter(({ refusal }) => (refusal === undefined) === fits),
    );
    return [
      { label: 'Can take the wire', items: fitting ?? [] },
      { label: 'Cannot', items: refused ?? [] },
    ];
  }, [checked, from, wire]);
  const title = wire === undefined ? `Connect ${from} to…` : `Lead the wire from ${from} to ${wire.to} to…`;
  return <QuickPick title={title} groups={groups} onPick={onPick} onClose={onClose} />;
}

export interface InsertPickProps {
  readonly wire: EdgeRef;
  readonly onPick: (type: LayerType) => void;
  readonly onClose: () => void;
}

/** The layer types that can be put in between the ends of a wire. */
export function InsertPick({ wire, onPick, onClose }: InsertPickProps) {
  const groups = LAYER_GROUPS.map((group) => ({
    ...group,
    items: group.items.filter(({ id }) => isLayerType(id) && layerDefinition(id).arity !== 'none'),
  }));
  return (
    <QuickPick
      title={`Insert between ${wire.from} and ${wire.to}`}
      groups={groups}
      onPick={(id) => {
        if (isLayerType(id)) onPick(id);
      }}
      onClose={onClose}
    />
  );
}

function layerItems({ file }: CheckedFile): ListItem[] {
  return [...file.graph.nodes.values()].map((node) => ({
    id: node.id,
    label: node.id,
    detail: [node.type, parameterSummary(node)].filter((part) => part !== '').join(' · '),
    icon: layerIcon(node.type),
    accent: accentClass(node.type),
  }));
}
