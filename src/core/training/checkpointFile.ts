/**
 * A checkpoint as a `*.safetensors` file, and back, bit for bit; `checkpoint.ts` says what is in it.
 *
 * Position and measurement stand as JSON in `__metadata__`, where a double is written with as many digits as it takes to
 * read the same one back. Decoding treats the file as untrusted: nothing reaches a model that does not fit its network.
 */
import type { OptimizerConfig } from '../hyperparameters/hyperparameters';
import { weightSpecs, type Network } from '../network/network';
import type { WeightSpec } from '../layers/weights';
import { elementCount, type Shape } from '../shape';
import { decodeSafetensors, encodeSafetensors, type WeightsFile } from '../weights/safetensors';
import type { WeightMap, WeightTensor } from '../weights/weightMap';
import { weightsMetadata, type WeightsProvenance } from '../weights/weightsMetadata';
import { describeShape } from '../wording';
import type { Checkpoint, RunPosition, TestPredictions } from './checkpoint';
import { CheckpointError, readMeasurement, readPosition } from './checkpointMetadata';
import { refuseOthers, takeTensors } from './weightsFile';

const OWNER = 'checkpoint';
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
 * @throws CheckpointError, TensorsError or SafetensorsError that says what is wrong with the file.
 */
export function decodeCheckpoint(bytes: Uint8Array, network: Network): Checkpoint {
  const file = decodeSafetensors(bytes);
  const position = readPosition(file.metadata, network.training.optimizer.type);
  const specs = weightSpecs(network);
  const weights = takeTensors(file.weights, specs, OWNER);
  const state = stateSpecs(specs, network.training.optimizer.type);
  const isAtRest =
    network.training.optimizer.type === 'sgd' && !state.some(({ name }) => file.weights.has(name));
  const optimizerState: WeightMap = isAtRest ? new Map() : takeTensors(file.weights, state, OWNER);
  const evaluation = new Map([...file.weights].filter(([name]) => name === PREDICTED || name === CONFIDENCE));
  refuseOthers(file.weights, [weights, optimizerState, evaluation], OWNER);
  const test = predictionsOf(file, Math.max(2, elementCount(network.outputShape)));
  return { weights, optimizerState, position, test };
}

/**
 * Where the run stood, for whoever needs no more.
 * @throws CheckpointError or SafetensorsError that says what is wrong with the file.
 */
export function positionOfCheckpoint(bytes: Uint8Array, optimizer: OptimizerConfig['type']): RunPosition {
  return readPosition(decodeSafetensors(bytes).metadata, optimizer);
}

/**
 * What the network said of the test set, or `undefined` where it was not measured; for whoever has no network at hand.
 * @throws CheckpointError or SafetensorsError that says what is wrong with the file.
 */
export function readTestPredictions(bytes: Uint8Array): TestPredictions | undefined {
  return predictionsOf(decodeSafetensors(bytes), 256);
}

function stateSpecs(
  specs: readonly WeightSpec[],
  optimizer: OptimizerConfig['type'],
): { readonly name: string; readonly shape: Shape }[] {
  return specs
    .filter(({ trainable }) => trainable)
    .flatMap(({ name, shape }) => STATE_ROLES[optimizer].map((role) => ({ name: `${name}/${role}`, shape })));
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
