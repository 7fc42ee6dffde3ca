/**
 * Runs one golden case on one engine and says how far off each number is. Shared by the tests in Node and the page
 * that runs them in a browser.
 *
 * The error of a tensor is max |actual − expected| / max |expected| over its elements: relative to the tensor's scale,
 * because single elements may cancel to almost nothing. Where everything expected is 0, only 0 will do.
 */
import type { ExampleSet } from '../../src/core/data/dataset';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import { weightSpecs } from '../../src/core/network/network';
import type { Network } from '../../src/core/network/network';
import type { WeightMap } from '../../src/core/weights/weightMap';
import type { Engine, TrainingStep } from '../../src/engine/engine';

/** What the project promises of every engine. */
export const TOLERANCE = 1e-5;

type Tensors = Readonly<Record<string, readonly number[]>>;

/** One entry of golden.json; see generate.py. */
export interface GoldenCase {
  readonly network: {
    readonly name: string;
    readonly layers: Readonly<Record<string, { readonly type: string }>>;
  };
  readonly images: readonly number[];
  readonly labels: readonly number[];
  readonly initialWeights: Tensors;
  readonly losses: readonly number[];
  readonly gradients: Tensors;
  readonly weightsAfterStep1: Tensors;
  readonly weightsAfterStep3: Tensors;
  readonly evaluation: { readonly loss: number; readonly accuracy: number };
  readonly output: readonly number[];
}

export interface GoldenFile {
  readonly count: number;
  readonly batches: readonly (readonly number[])[];
  readonly cases: readonly GoldenCase[];
}

export interface Deviation {
  /** What was compared, e.g. "gradient of hidden.kernel". */
  readonly quantity: string;
  readonly error: number;
}

export interface CaseReport {
  readonly name: string;
  /** Why the engine declines the network, where it does. */
  readonly declined: string | undefined;
  readonly deviations: readonly Deviation[];
}

export async function runGoldenCase(
  engine: Engine,
  file: GoldenFile,
  golden: GoldenCase,
): Promise<CaseReport> {
  const { name } = golden.network;
  const network = networkOf(golden);
  const declined = engine.whyNot(network);
  if (declined !== undefined) return { name, declined, deviations: [] };

  const deviations: Deviation[] = [];
  const compare = (
    quantity: string,
    actual: ArrayLike<number> | undefined,
    expected: readonly number[],
  ): void => {
    deviations.push({ quantity, error: tensorError(actual, expected) });
  };
  const compareAll = (quantity: string, actual: WeightMap, expected: Tensors): void => {
    for (const [tensor, values] of Object.entries(expected)) {
      compare(`${quantity} ${tensor}`, actual.get(tensor)?.values, values);
    }
  };
  const examples = examplesOf(golden, file.count, network);
  const [first, ...others] = file.batches.map((batch, step): TrainingStep => ({
    step,
    indices: Uint32Array.from(batch),
  }));
  if (first === undefined) throw new RangeError('The golden file has no batches.');

  const model = await engine.compile(network, initialWeightsOf(golden, network));
  try {
    compareAll('gradient of', await model.gradients(examples, first), golden.gradients);
    const { optimizer } = network.training;
    const firstStep = await model.train(examples, [first], optimizer);
    compareAll('after one step', await model.readWeights(), golden.weightsAfterStep1);
    const otherSteps = await model.train(examples, others, optimizer);
    compareAll('after three steps', await model.readWeights(), golden.weightsAfterStep3);
    [...firstStep.losses, ...otherSteps.losses].forEach((loss, step) => {
      compare(`loss of step ${step + 1}`, [loss], [golden.losses[step] ?? Number.NaN]);
    });
    const evaluation = await model.evaluate(examples, 0, file.count);
    compare('evaluated loss', [evaluation.loss], [golden.evaluation.loss]);
    compare('accuracy', [evaluation.accuracy], [golden.evaluation.accuracy]);
    const all = Uint32Array.from({ length: file.count }, (_, index) => index);
    const last = network.layers.at(-1)?.id ?? '';
    compare('inference output', (await model.forward(examples, all, [last])).get(last), golden.output);
  } finally {
    model.dispose();
  }
  return { name, declined: undefined, deviations };
}

/** The deviation that is furthest off. */
export function worstOf(reports: readonly CaseReport[]): {
  readonly caseName: string;
  readonly worst: Deviation;
} {
  let found = { caseName: 'no case', worst: { quantity: 'nothing', error: Number.POSITIVE_INFINITY } };
  let greatest = Number.NEGATIVE_INFINITY;
  for (const { name, deviations } of reports) {
    for (const deviation of deviations) {
      if (deviation.error <= greatest) continue;
      greatest = deviation.error;
      found = { caseName: name, worst: deviation };
    }
  }
  return found;
}

/** max |actual − expected| / max |expected|; infinite where lengths differ, or numbers are missing or not finite. */
export function tensorError(actual: ArrayLike<number> | undefined, expected: readonly number[]): number {
  if (actual?.length !== expected.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let scale = 0;
  for (let index = 0; index < expected.length; index++) {
    const wanted = expected[index] ?? Number.NaN;
    const off = Math.abs((actual[index] ?? Number.NaN) - wanted);
    if (!Number.isFinite(off)) return Number.POSITIVE_INFINITY;
    difference = Math.max(difference, off);
    scale = Math.max(scale, Math.abs(wanted));
  }
  if (difference === 0) return 0;
  return scale === 0 ? Number.POSITIVE_INFINITY : difference / scale;
}

/** The case's network, checked. */
export function networkOf(golden: GoldenCase): Network {
  const { network, diagnostics } = checkNnFile(JSON.stringify(golden.network));
  if (network === undefined) {
    const messages = diagnostics.map(({ message }) => message).join(' ');
    throw new Error(`The network of the golden case "${golden.network.name}" is not valid: ${messages}`);
  }
  return network;
}

/** Its images as a set. */
export function examplesOf(golden: GoldenCase, count: number, network: Network): ExampleSet {
  return {
    count,
    imageShape: network.inputShape,
    images: Uint8Array.from(golden.images),
    labels: Uint8Array.from(golden.labels),
  };
}

/** The weights that it begins with. */
export function initialWeightsOf(golden: GoldenCase, network: Network): WeightMap {
  return new Map(
    weightSpecs(network).map(({ name, shape }) => [
      name,
      { shape, values: Float32Array.from(golden.initialWeights[name] ?? []) },
    ]),
  );
}
