/** The lists that are laid over the canvas: layers to wire the selected one to, and layers to find. */
import { useMemo } from 'react';
import type { LayerId } from '../../src/core/graph/graph';
import type { CheckedFile } from '../../src/core/network/checkNnFile';
import { wireCheck } from '../../src/core/network/wireCheck';
import { QuickPick } from '../ui/QuickPick';
import type { ListItem } from '../ui/SearchList';
import { accentClass, layerIcon } from './layerLook';
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
}

/** The layers that can take a wire come first; the others say why they cannot. */
export function ConnectPick({ checked, from, onPick, onClose }: ConnectPickProps) {
  const groups = useMemo(() => {
    const check = wireCheck(checked.file.graph, checked.layers);
    const items = layerItems(checked)
      .filter(({ id }) => id !== from)
      .map((item): ListItem => ({ ...item, refusal: check.problem(from, item.id) }));
    const [fitting, refused] = [true, false].map((fits) =>
      items.filter(({ refusal }) => (refusal === undefined) === fits),
    );
    return [
      { label: 'Can take the wire', items: fitting ?? [] },
      { label: 'Cannot', items: refused ?? [] },
    ];
  }, [checked, from]);
  return <QuickPick title={`Connect ${from} to…`} groups={groups} onPick={onPick} onClose={onClose} />;
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
