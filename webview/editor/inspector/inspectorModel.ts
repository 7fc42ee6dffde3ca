/**
 * What the inspector is about: the network, one layer, or several. Pure: (checked file, selection) → description.
 */
import type { LayerId } from '../../../src/core/graph/graph';
import type { CheckedFile } from '../../../src/core/network/checkNnFile';
import { inspectLayer, inspectLayers, type LayerInspection, type LayersInspection } from './layerInspection';
import { inspectNetwork, type NetworkInspection } from './networkInspection';

export type Inspection = NetworkInspection | LayerInspection | LayersInspection;

/** Describes the selection; layers that the file no longer has do not count. */
export function inspect(checked: CheckedFile, selected: readonly LayerId[]): Inspection {
  const nodes = selected.flatMap((id) => checked.file.graph.nodes.get(id) ?? []);
  const [first, ...others] = nodes;
  if (first === undefined) return inspectNetwork(checked);
  return others.length === 0 ? inspectLayer(checked, first) : inspectLayers(checked, nodes);
}
