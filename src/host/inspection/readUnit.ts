/**
 * One unit of a layer, a neuron or a filter: what comes into it, and the sum that it makes of a probe.
 */
import type { LayerId } from '../../core/graph/graph';
import type { NeuronSum } from '../../core/inspection/readings';
import { unitPicture, unitWeights } from '../../core/inspection/tensorPicture';
import type { Network } from '../../core/network/network';
import { neuronSum } from '../../core/pass/neuronSum';
import { quote } from '../../core/wording';
import type { Unavailable } from '../../protocol/inspectedMoment';
import type { UnitReading, UnitRequest } from '../../protocol/inspection';
import type { Inspection } from './inspection';
import { layerTensors, readLayerTensors, type LayerTensors } from './layerTensors';
import { sendThrough, type SentThrough } from './sendThrough';
import { unavailable } from './unavailable';

/** Reads a unit of the file's run. @throws Error when something is there and cannot be read. */
export async function readUnit(
  inspection: Inspection,
  file: string,
  request: UnitRequest,
): Promise<UnitReading | Unavailable> {
  const { layer, quantity, probe } = request;
  if (probe === null) {
    const own = await readLayerTensors(inspection, file, layer, quantity);
    return own.kind === 'unavailable' ? own : unitReading(request, own, undefined);
  }
  // The sum is of the weights, whatever else of the unit is looked at.
  const [sent, other] = await Promise.all([
    sendThrough(inspection, file, probe),
    quantity === 'weights' ? undefined : readLayerTensors(inspection, file, layer, quantity),
  ]);
  if (sent.kind === 'unavailable') return sent;
  const own = other ?? layerTensors(sent.read, layer);
  return own.kind === 'unavailable' ? own : unitReading(request, own, sent);
}

function unitReading(
  { unit, quantity }: UnitRequest,
  { read, layer }: LayerTensors,
  sent: SentThrough | undefined,
): UnitReading | Unavailable {
  const { network, tensors, moment, note } = read;
  const named = (role: 'kernel' | 'bias') => {
    const spec = layer.weights.find((weight) => weight.role === role);
    return spec && tensors.get(spec.name);
  };
  const kernel = named('kernel');
  if (kernel === undefined) {
    return unavailable(
      `Layer ${quote(layer.id)} has no units with weights of their own. Look at a unit of a Dense or Conv2D layer.`,
      null,
    );
  }
  const units = kernel.shape.at(-1) ?? 0;
  if (unit >= units) {
    return unavailable(
      `Layer ${quote(layer.id)} had ${units} ${units === 1 ? 'unit' : 'units'} when it was trained, numbered from 0; ` +
        `there is no unit ${unit}. Choose one of these.`,
      null,
    );
  }
  const bias = named('bias')?.values[unit];
  return {
    kind: 'unit',
    layer: layer.id,
    unit,
    units,
    quantity,
    moment,
    note,
    ...unitWeights(kernel, unit),
    picture: unitPicture(network, layer, kernel, unit),
    bias: bias !== undefined && Number.isFinite(bias) ? bias : null,
    sum: sumOf(sent, network, layer.id, unit),
  };
}

/** `null` without a probe, or where another run came to be looked at between the two readings. */
function sumOf(
  sent: SentThrough | undefined,
  network: Network,
  layer: LayerId,
  unit: number,
): NeuronSum | null {
  if (sent?.read.network !== network) return null;
  return neuronSum(network, sent.read.tensors, sent.forward, layer, unit) ?? null;
}
