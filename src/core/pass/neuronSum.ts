/**
 * The weighted sum of one neuron, or of one filter where it answers most, written out term by term.
 */
import type { LayerId } from '../graph/graph';
import type { NeuronSum, SumTerm } from '../inspection/readings';
import type { Network, NetworkLayer } from '../network/network';
import type { WeightMap } from '../weights/weightMap';
import { gridOf, passOf } from './forwardPass';
import { inputLabels } from './inputLabels';
import { requiredWeightOf, weightOf } from './layerWeights';
import type { ForwardResult, LayerPass } from './passTypes';
import { tapsOf } from './windowTaps';

/**
 * z = Σ wₖaₖ + b of one unit with its greatest terms; `undefined` where the layer has no kernel.
 * @param unit A Dense neuron, or a Conv2D filter.
 * @param count How many terms are written out.
 */
export function neuronSum(
  network: Network,
  weights: WeightMap,
  forward: ForwardResult,
  layer: LayerId,
  unit: number,
  count = 8,
): NeuronSum | undefined {
  const found = network.layers.find(({ id }) => id === layer);
  if (found === undefined) throw new RangeError(`The network has no layer "${layer}".`);
  const { config } = found;
  if (config.type !== 'Dense' && config.type !== 'Conv2D') return undefined;
  const units = found.outputShape.at(-1) ?? 0;
  if (!Number.isInteger(unit) || unit < 0 || unit >= units) {
    throw new RangeError(`Layer "${layer}" has units 0 to ${units - 1}, but unit ${unit} was asked for.`);
  }
  const pass = passOf(forward, layer);
  const window = config.type === 'Dense' ? 0 : strongestWindow(pass, unit, units);
  const columns = found.outputShape[1] ?? 1;
  const place = config.type === 'Dense' ? null : ([Math.floor(window / columns), window % columns] as const);
  const terms = termsOf(network, found, weights, forward, unit, place).sort(
    (left, right) => Math.abs(right.product) - Math.abs(left.product),
  );
  const rest = terms.slice(count);
  return {
    place,
    terms: terms.slice(0, count),
    restCount: rest.length,
    restSum: rest.reduce((sum, { product }) => sum + product, 0),
    bias: weightOf(found, 'bias', weights)?.[unit] ?? null,
    z: pass.z[window * units + unit] ?? Number.NaN,
    a: pass.a[window * units + unit] ?? Number.NaN,
    activation: pass.activation,
  };
}

/** The window where the filter's z is greatest, the first of equals. */
function strongestWindow({ z }: LayerPass, unit: number, units: number): number {
  let best = 0;
  for (let window = 1; window < z.length / units; window++) {
    if ((z[window * units + unit] ?? 0) > (z[best * units + unit] ?? 0)) best = window;
  }
  return best;
}

function termsOf(
  network: Network,
  layer: NetworkLayer,
  weights: WeightMap,
  forward: ForwardResult,
  unit: number,
  place: readonly [number, number] | null,
): SumTerm[] {
  const kernel = requiredWeightOf(layer, 'kernel', weights);
  const units = layer.outputShape.at(-1) ?? 0;
  const { a } = passOf(forward, layer.inputs[0] ?? '');
  const term = (index: number, input: number, label: string): SumTerm => {
    const weight = kernel[index * units + unit] ?? Number.NaN;
    return { index, label, weight, input, product: weight * input };
  };
  const label = inputLabels(network, layer);
  const { config } = layer;
  if (config.type !== 'Conv2D' || place === null) {
    return Array.from(a, (input, index) => term(index, input, label(index)));
  }
  const terms: SumTerm[] = [];
  const grid = gridOf(layer, config);
  const channels = grid.image[2] ?? 0;
  tapsOf(grid, place[0], place[1], (_window, pixel, tap) => {
    for (let channel = 0; channel < channels; channel++) {
      const index = tap * channels + channel;
      terms.push(term(index, a[pixel * channels + channel] ?? Number.NaN, label(index)));
    }
  });
  return terms;
}
