/**
 * A checkpoint as a `*.safetensors` file, and back, bit for bit; `checkpoint.ts` says what is in it.
 *
 * Position and measurement stand as JSON in `__metadata__`, where a double is written with as many digits as it takes to
 * read the same one back. Decoding treats the file as untrusted: nothing reaches a model that does not fit its network.
 */
import type { OptimizerConfig } from '../hyperparameters/hyperparameters';
import { weightSpecs, type Network } from '../network/network';
import { elementCount } from '../shape';
import { decodeSafetensors, encodeSafetensors, type WeightsFile } from '../weights/safetensors';
import type { WeightMap, WeightTensor } from '../weights/weightMap';
import { weightsMetadata, type WeightsProvenance } from '../weights/weightsMetadata';
import { describeShape, quote, quoteAll } from '../wording';
import type { Checkpoint, TestPredictions } from './checkpoint';
import { CheckpointError, readMeasurement, readPosition } from './checkpointMetadata';

const PREDICTED = 'test/predicted';
const CONFIDENCE = 'test/confidence';

/** What an optimiser keeps of each weight that learns; the sgd has its velocity only with a momentum. */
const STATE_ROLES: Readonly<Record<OptimizerConfig['type'], readonly string[]>> = {
  sgd: ['velocity'],
  adam: ['mean', 'variance'],
  rmsprop: ['variance'],
};

/** Writes a checkpoint; the same moment of the same run gives the same bytes, measured times aside. */
export function encodeCheckpoint(
  { weights, optimizerState, position, test }: Checkpoint,
  provenance: WeightsProvenance,
): Uint8Array<ArrayBuffer> {
  const tensors = new Map<string, WeightTensor>([...weights, ...optimizerState]);
  if (test !== undefined) {
    const shape = [test.predicted.length];
    tensors.set(PREDICTED, { shape, values: Float32Array.from(test.predicted) });
    tensors.set(CONFIDENCE, { shape, values: test.confidence });
  }
  return encodeSafetensors(tensors, {
    ...weightsMetadata(provenance),
    position: JSON.stringify(position),
    // As strings, because JSON has neither NaN nor infinities.
    ...(test === undefined
      ? {}
      : { test: JSON.stringify({ loss: String(test.loss), accuracy: test.accuracy }) }),
  });
}

/**
 * Reads a checkpoint of a run of this network.
 * @throws CheckpointError or SafetensorsError that says what is wrong with the file.
 */
export function decodeCheckpoint(bytes: Uint8Array, network: Network): Checkpoint {
  const file = decodeSafetensors(bytes);
  const position = readPosition(file.metadata, network.training.optimizer.type);
  const specs = weightSpecs(network);
  const weights = takeTensors(
    file.weights,
    specs.map(({ name, shape }) => ({ name, shape })),
  );
  const trainable = specs.filter((spec) => spec.trainable);
  const state = trainable.flatMap(({ name, shape }) =>
    STATE_ROLES[network.training.optimizer.type].map((role) => ({ name: `${name}/${role}`, shape })),
  );
  const isAtRest =
    network.training.optimizer.type === 'sgd' && !state.some(({ name }) => file.weights.has(name));
  const optimizerState: WeightMap = isAtRest ? new Map() : takeTensors(file.weights, state);
  const test = predictionsOf(file, Math.max(2, elementCount(network.outputShape)));
  const known = new Set([
    ...weights.keys(),
    ...optimizerState.keys(),
    ...(test ? [PREDICTED, CONFIDENCE] : []),
  ]);
  const unknown = [...file.weights.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new CheckpointError(
      `The checkpoint has ${quoteAll(unknown)}, which this network and its optimiser do not; it is of another network.`,
    );
  }
  return { weights, optimizerState, position, test };
}

/**
 * What the network said of the test set, or `undefined` where it was not measured; for whoever has no network at hand.
 * @throws CheckpointError or SafetensorsError that says what is wrong with the file.
 */
export function readTestPredictions(bytes: Uint8Array): TestPredictions | undefined {
  return predictionsOf(decodeSafetensors(bytes), 256);
}

/** The named tensors, in that order. */
function takeTensors(
  tensors: WeightMap,
  wanted: readonly { readonly name: string; readonly shape: readonly number[] }[],
): WeightMap {
  const missing = wanted.filter(({ name }) => !tensors.has(name)).map(({ name }) => name);
  if (missing.length > 0) {
    throw new CheckpointError(
      `The checkpoint lacks ${quoteAll(missing)}; it is no checkpoint of this network and its optimiser.`,
    );
  }
  const taken = new Map<string, WeightTensor>();
  for (const { name, shape } of wanted) {
    const tensor = tensors.get(name);
    if (tensor === undefined) continue;
    if (tensor.shape.join() !== shape.join()) {
      throw new CheckpointError(
        `The checkpoint's tensor ${quote(name)} has shape ${describeShape(tensor.shape)}, but the network needs ` +
          `${describeShape(shape)}; it is of another network.`,
      );
    }
    taken.set(name, tensor);
  }
  return taken;
}

/** @param classes Predictions are below it. */
function predictionsOf({ weights, metadata }: WeightsFile, classes: number): TestPredictions | undefined {
  const predicted = weights.get(PREDICTED);
  const confidence = weights.get(CONFIDENCE);
  const measurement = readMeasurement(metadata);
  if (predicted === undefined && confidence === undefined && measurement === undefined) return undefined;
  if (predicted === undefined || confidence === undefined || measurement === undefined) {
    throw new CheckpointError(
      `The checkpoint has only a part of its evaluation; expected "${PREDICTED}", "${CONFIDENCE}" and "test" in its ` +
        'metadata, or none of them.',
    );
  }
  if (predicted.shape.length !== 1 || predicted.shape.join() !== confidence.shape.join()) {
    throw new CheckpointError(
      `The checkpoint's "${PREDICTED}" has shape ${describeShape(predicted.shape)} and its "${CONFIDENCE}" ` +
        `${describeShape(confidence.shape)}; expected one number for each test example in both.`,
    );
  }
  const wrong = predicted.values.find((value) => !Number.isInteger(value) || value < -1 || value >= classes);
  if (wrong !== undefined) {
    throw new CheckpointError(
      `The checkpoint's "${PREDICTED}" holds ${wrong}; expected whole numbers from -1 to ${classes - 1}.`,
    );
  }
  return { ...measurement, predicted: Int16Array.from(predicted.values), confidence: confidence.values };
}
