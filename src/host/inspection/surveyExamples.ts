/**
 * How a network's units behave over a set of examples, when no worker is there that could be asked.
 */
import type { ExampleSet } from '../../core/data/dataset';
import type { LayerFindings } from '../../core/inspection/readings';
import type { Network } from '../../core/network/network';
import { forwardPass, passOf, scaledPixels } from '../../core/pass/forwardPass';
import { UnitSurvey } from '../../core/pass/unitSurvey';
import { elementCount } from '../../core/shape';
import type { WeightMap } from '../../core/weights/weightMap';

/** Sends every example through the network. @param breathe Awaited before each. */
export async function surveyExamples(
  network: Network,
  weights: WeightMap,
  { count, imageShape, images }: ExampleSet,
  breathe: () => Promise<void>,
): Promise<LayerFindings[]> {
  const survey = new UnitSurvey(network);
  const size = elementCount(imageShape);
  for (let index = 0; index < count && survey.layers.length > 0; index++) {
    await breathe();
    const image = images.subarray(index * size, (index + 1) * size);
    const forward = forwardPass(network, weights, scaledPixels(image));
    for (const layer of survey.layers) survey.add(layer, passOf(forward, layer).a);
  }
  return survey.findings();
}
