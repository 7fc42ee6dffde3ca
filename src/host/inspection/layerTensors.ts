/**
 * The tensors of one layer: all that a hover, a table or a unit's card needs, and no more.
 */
import type { LayerId } from '../../core/graph/graph';
import type { WeightQuantity } from '../../core/inspection/quantity';
import type { NetworkLayer } from '../../core/network/network';
import type { Unavailable } from '../../protocol/inspectedMoment';
import type { Inspection, ReadTensors } from './inspection';
import { missingLayer } from './unavailable';

export interface LayerTensors {
  readonly kind: 'layerTensors';
  readonly read: ReadTensors;
  readonly layer: NetworkLayer;
}

/** Reads the tensors of a layer. @throws Error when they are there and cannot be read. */
export async function readLayerTensors(
  inspection: Pick<Inspection, 'readTensors' | 'networkOf'>,
  file: string,
  id: LayerId,
  quantity: WeightQuantity,
): Promise<LayerTensors | Unavailable> {
  const weights = inspection.networkOf(file)?.layers.find((one) => one.id === id)?.weights ?? [];
  const names = weights.map(({ name }) => name);
  const read = await inspection.readTensors(file, names, quantity);
  return read.kind === 'unavailable' ? read : layerTensors(read, id);
}

/** The layer among what was read. */
export function layerTensors(read: ReadTensors, id: LayerId): LayerTensors | Unavailable {
  const layer = read.network.layers.find((one) => one.id === id);
  if (layer !== undefined) return { kind: 'layerTensors', read, layer };
  return missingLayer(id);
}
