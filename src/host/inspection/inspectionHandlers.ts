/**
 * What the host does for someone who looks inside the network of one file.
 */
import type { LayerId } from '../../core/graph/graph';
import type { InspectionHostMethods } from '../../protocol/inspection';
import type { Handlers } from '../../protocol/rpc';
import type { Inspection } from './inspection';
import { readLayerTensors } from './layerTensors';
import { probeHandlers } from './probeHandlers';
import { readUnit } from './readUnit';

export interface InspectionActions {
  /** Opens the layer's weights as a table; the network may have no such layer. */
  readonly openWeights: (layer: LayerId) => void | Promise<void>;
}

/** For one canvas. @param file The network file's Uri as text. */
export function inspectionHandlers(
  inspection: Inspection,
  file: string,
  { openWeights }: InspectionActions,
): Handlers<InspectionHostMethods> {
  return {
    ...probeHandlers(inspection, file),
    readLayer: async ({ layer: id, quantity }) => {
      const read = await inspection.readPictures(file, id, quantity);
      return read.kind === 'unavailable' ? read : { ...read, kind: 'layer', layer: id, quantity };
    },
    readValues: async ({ layer: id, quantity }) => {
      const found = await readLayerTensors(inspection, file, id, quantity);
      if (found.kind === 'unavailable') return found;
      const { moment, note, tensors } = found.read;
      const named = [...tensors].map(([name, tensor]) => ({ name, ...tensor }));
      return { kind: 'values', layer: id, quantity, moment, note, tensors: named };
    },
    readUnit: (request) => readUnit(inspection, file, request),
    readUnits: () => inspection.surveyUnits(file),
    openWeights,
  };
}
