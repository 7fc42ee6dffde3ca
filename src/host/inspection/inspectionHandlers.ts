/**
 * What the host does for someone who looks inside the network of one file.
 */
import { readTensors } from '../../core/inspection/tensorReading';
import { quote } from '../../core/wording';
import type { Unavailable } from '../../protocol/inspectedMoment';
import type { InspectionHostMethods, LayerReading, LayerRequest } from '../../protocol/inspection';
import type { Handlers } from '../../protocol/rpc';
import type { Inspection } from './inspection';

/** @param file The network file's Uri as text. */
export function inspectionHandlers(inspection: Inspection, file: string): Handlers<InspectionHostMethods> {
  const readLayer = async ({ layer: id, quantity }: LayerRequest): Promise<LayerReading | Unavailable> => {
    const names = inspection.networkOf(file)?.layers.find((one) => one.id === id)?.weights;
    const read = await inspection.readTensors(file, names?.map(({ name }) => name) ?? [], quantity);
    if (read.kind === 'unavailable') return read;
    const layer = read.network.layers.find((one) => one.id === id);
    if (layer === undefined) {
      return {
        kind: 'unavailable',
        reason: `Layer ${quote(id)} was not in the network when it was trained. Train again to see its weights.`,
        command: 'train',
      };
    }
    const { moment, note } = read;
    return {
      kind: 'layer',
      layer: id,
      quantity,
      moment,
      note,
      tensors: readTensors(read.network, layer, read.tensors),
    };
  };
  return { readLayer };
}
