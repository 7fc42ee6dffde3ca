/**
 * A network that is looked into, without a run behind it: its weights, its examples, and what was read of these.
 */
import type { ExampleSet } from '../../../../src/core/data/dataset';
import type { Network } from '../../../../src/core/network/network';
import { elementCount, type Shape } from '../../../../src/core/shape';
import type { WeightMap } from '../../../../src/core/weights/weightMap';
import type { Inspection } from '../../../../src/host/inspection/inspection';
import type { InspectedMoment, Unavailable } from '../../../../src/protocol/inspectedMoment';
import type { ExampleSetName } from '../../../../src/protocol/probe';
import { FILE } from './keptRun';

export const MOMENT: InspectedMoment = { runId: 'r1', step: 7, epoch: 1, source: 'kept', training: false };
export const NOTHING: Unavailable = { kind: 'unavailable', reason: 'Nothing is there.', command: 'train' };

export interface Seen {
  readonly network: Network;
  readonly weights: WeightMap;
  /** Of every quantity but the weights themselves. */
  readonly others?: WeightMap;
  readonly examples?: Readonly<Record<ExampleSetName, ExampleSet>>;
  readonly predictions?: Int16Array;
}

/** What can be seen of the network; `undefined`: its file has no run. */
export function inspectionOf(seen: Seen | undefined): Inspection {
  const of = (file: string): Seen | undefined => (file === FILE ? seen : undefined);
  return {
    momentOf: (file) => (of(file) === undefined ? null : MOMENT),
    networkOf: (file) => of(file)?.network,
    checkpointsOf: () => [],
    readTensors: (file, names, quantity) => {
      const found = of(file);
      if (found === undefined) return Promise.resolve(NOTHING);
      const { network, weights, others = weights } = found;
      const all = quantity === 'weights' ? weights : others;
      const tensors = names === 'all' ? all : new Map([...all].filter(([name]) => names.includes(name)));
      return Promise.resolve({ kind: 'tensors', moment: MOMENT, network, note: quantity, tensors });
    },
    readPictures: () => Promise.resolve(NOTHING),
    examples: (file, set) => Promise.resolve(of(file)?.examples?.[set]),
    predictions: (file) => Promise.resolve(of(file)?.predictions),
    surveyUnits: () => Promise.resolve(NOTHING),
    onDidChange: () => ({ dispose: () => undefined }),
  };
}

/** Examples with these labels; each pixel's byte differs from its neighbours'. */
export function examplesOf(imageShape: Shape, labels: readonly number[]): ExampleSet {
  const images = Uint8Array.from(
    { length: labels.length * elementCount(imageShape) },
    (_, i) => (i * 37) % 256,
  );
  return { count: labels.length, imageShape, images, labels: Uint8Array.from(labels) };
}
