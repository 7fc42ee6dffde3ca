/**
 * What the host does for a tab that shows the weights of one layer as a table.
 */
import type { LayerId } from '../../core/graph/graph';
import { readTensor } from '../../core/inspection/tensorReading';
import type { NetworkLayer } from '../../core/network/network';
import type { RunCommand } from '../../core/training/runCommands';
import { quote } from '../../core/wording';
import type { Unavailable } from '../../protocol/inspectedMoment';
import type { Handlers } from '../../protocol/rpc';
import type { TableReading, TableRequest, WeightsHostMethods, WeightsSubject } from '../../protocol/weights';
import type { Inspection, ReadTensors } from './inspection';
import { tensorChange } from './tensorMaps';
import { missingLayer, unavailable } from './unavailable';
import type { ShownWeights } from './weightsSubject';

export interface WeightsActions {
  /** The page is there: what it can show. */
  readonly ready: () => WeightsSubject;
  readonly runCommand: (command: RunCommand) => Promise<void>;
}

/** The handlers of one tab. */
export function weightsHandlers(
  inspection: Inspection,
  { file, layer }: ShownWeights,
  { ready, runCommand }: WeightsActions,
): Handlers<WeightsHostMethods> {
  const readAt = (
    { tensor }: TableRequest,
    quantity: TableRequest['quantity'],
    at: number | null,
  ): Promise<ReadTensors | Unavailable> => inspection.readTensors(file, [tensor], quantity, at ?? undefined);

  const readTable = async (request: TableRequest): Promise<TableReading | Unavailable> => {
    const { tensor: name, quantity, at, minus } = request;
    if (minus !== 'none' && quantity !== 'weights') {
      return unavailable('Only weights are compared between two moments. Choose the weights w.', null);
    }
    const read = await readAt(request, quantity, at);
    if (read.kind === 'unavailable') return read;
    const own = read.network.layers.find(({ id }) => id === layer);
    const tensor = read.tensors.get(name);
    if (own?.weights.some((weight) => weight.name === name) !== true || tensor === undefined) {
      return noTensor(layer, name, quantity, own);
    }
    const { network, moment, note } = read;
    const answer = { kind: 'table', ...request, moment } as const;
    if (minus === 'none') {
      return { ...answer, note, values: tensor.values, reading: readTensor(network, own, name, tensor) };
    }
    const other = await readAt(request, quantity, minus);
    if (other.kind === 'unavailable') return other;
    const taken = other.tensors.get(name);
    if (taken?.shape.join() !== tensor.shape.join()) {
      return unavailable('Another run has begun meanwhile. Choose again what is compared.', null);
    }
    const difference = tensorChange(tensor, taken);
    return {
      ...answer,
      note: `${note}, minus ${other.note}`,
      values: difference.values,
      reading: readTensor(network, own, name, difference),
    };
  };

  return { ready, readTable, runCommandRequested: runCommand };
}

function noTensor(
  layer: LayerId,
  name: string,
  quantity: TableRequest['quantity'],
  own: NetworkLayer | undefined,
): Unavailable {
  if (own === undefined) return missingLayer(layer);
  if (own.weights.some((weight) => weight.name === name)) {
    return unavailable(
      quantity === 'gradient'
        ? `${quote(name)} is not trained, so it has no gradient. Choose another quantity.`
        : `There are no such numbers of ${quote(name)} at this moment. Choose another quantity or moment.`,
      null,
    );
  }
  const names = own.weights.map((weight) => quote(weight.name)).join(', ');
  return unavailable(
    `Layer ${quote(layer)} has no weights ${quote(name)}. ${names === '' ? 'It learns nothing.' : `Choose one of ${names}.`}`,
    null,
  );
}
