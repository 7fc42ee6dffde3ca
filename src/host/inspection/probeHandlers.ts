/**
 * What the host does for a canvas with a probe: sends it through the network and back, and says which pixels an answer
 * rests on.
 */
import { valuesPicture } from '../../core/inspection/valuesPicture';
import { occlusion, saliency } from '../../core/pass/attribution';
import { backwardPass } from '../../core/pass/backwardPass';
import { costOf, outputMaker } from '../../core/pass/cost';
import { passOf } from '../../core/pass/forwardPass';
import { elementCount } from '../../core/shape';
import { readOutputs } from '../../core/training/targets';
import type { Unavailable } from '../../protocol/inspectedMoment';
import type {
  AttributionReading,
  AttributionRequest,
  ProbeHostMethods,
  ProbeReading,
  ProbeRequest,
} from '../../protocol/probe';
import type { Handlers } from '../../protocol/rpc';
import { findExample } from './findExample';
import type { Inspection } from './inspection';
import { NewestWork } from './newestWork';
import { classesOf, noSuchClass, sendThrough, type SentThrough } from './sendThrough';
import { unavailable } from './unavailable';

/** For one canvas. @param file The network file's Uri as text. */
export function probeHandlers(inspection: Inspection, file: string): Handlers<ProbeHostMethods> {
  const occlusions = new NewestWork();

  const readProbe = async ({ probe, target }: ProbeRequest): Promise<ProbeReading | Unavailable> => {
    const sent = await sendThrough(inspection, file, probe);
    if (sent.kind === 'unavailable') return sent;
    const { network } = sent.read;
    if (target !== null && target >= classesOf(network)) return noSuchClass(network, target);
    return probeReading(sent, target);
  };

  const readAttribution = async ({
    probe,
    method,
    about: asked,
  }: AttributionRequest): Promise<AttributionReading | Unavailable> => {
    const attributed = async (breathe: () => Promise<void>): Promise<AttributionReading | Unavailable> => {
      const sent = await sendThrough(inspection, file, probe);
      if (sent.kind === 'unavailable') return sent;
      const { network, tensors, moment } = sent.read;
      const about = asked ?? answerOf(sent).predicted;
      if (about < 0)
        return unavailable('The network answers no number. Go back to a moment before that.', null);
      if (about >= classesOf(network)) return noSuchClass(network, about);
      const values =
        method === 'saliency'
          ? saliency(network, tensors, sent.x, about)
          : await occlusion(network, tensors, sent.x, about, { breathe });
      const picture = valuesPicture(network.inputShape, values);
      return { kind: 'attribution', method, about, moment, picture };
    };
    if (method === 'saliency') return attributed(() => Promise.resolve());
    return (await occlusions.do(attributed)) ?? unavailable('Another picture was asked for.', null);
  };

  return { readProbe, readAttribution, findExample: (search) => findExample(inspection, file, search) };
}

function probeReading(sent: SentThrough, target: number | null): ProbeReading {
  const { read, image, label, forward } = sent;
  const { network, tensors, moment } = read;
  const deltas =
    target === null ? undefined : backwardPass(network, tensors, forward, { kind: 'cost', target }).deltas;
  const cost = target === null ? NaN : costOf(network, forward, target);
  return {
    kind: 'probe',
    moment,
    imageShape: network.inputShape,
    image,
    label,
    layers: network.layers.map(({ id }) => {
      const { shape, a } = passOf(forward, id);
      const delta = deltas?.get(id);
      return {
        layer: id,
        shape,
        activations: Float32Array.from(a),
        deltas: delta === undefined ? null : Float32Array.from(delta),
      };
    }),
    output: outputMaker(network).id,
    classes: classesOf(network),
    ...answerOf(sent),
    target,
    cost: Number.isFinite(cost) ? cost : null,
  };
}

/** The class that is read of the output, and how sure the network is of it. */
function answerOf({
  read: { network },
  forward,
}: SentThrough): Pick<ProbeReading, 'predicted' | 'confidence'> {
  const { a } = passOf(forward, outputMaker(network).id);
  const { predicted, confidence } = readOutputs(Float32Array.from(a), elementCount(network.outputShape));
  return { predicted: predicted[0] ?? -1, confidence: confidence[0] ?? NaN };
}
