/**
 * Makes a graphics engine fail in the middle of training, and tells how it says so.
 */
import * as tf from '@tensorflow/tfjs-core';
import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { Network } from '../../src/core/network/network';
import { initialWeights } from '../../src/core/training/initialWeights';
import { EngineError } from '../../src/engine/engine';
import type { Engine } from '../../src/engine/engine';
import { steeredExamples, steeredNetwork, stepsBetween } from '../numeric/steeredNetwork';

export const FAILURES = ['deviceLost', 'outOfMemory'] as const;
export type Failure = (typeof FAILURES)[number];

/** One entry for each call that failed, in order. */
export interface FailureReport {
  readonly errors: readonly {
    readonly name: string;
    readonly kind: string | undefined;
    readonly message: string;
  }[];
}

/** The engine is used up afterwards. */
export async function failWhileTraining(engine: Engine, failure: Failure): Promise<FailureReport> {
  const errors = failure === 'deviceLost' ? await loseDevice(engine) : await askForTooMuch(engine);
  engine.dispose();
  return { errors: errors.map(described) };
}

/** Loses the device while a read is under way, then calls once more. */
async function loseDevice(engine: Engine): Promise<unknown[]> {
  const network = steeredNetwork({ type: 'adam', learningRate: 0.01 });
  const { optimizer } = network.training;
  const model = await engine.compile(network, initialWeights(network, 1));
  await model.train(steeredExamples, stepsBetween(0, 2), optimizer);
  const training = errorOf(model.train(steeredExamples, stepsBetween(2, 10), optimizer));
  const backend = tf.backend();
  if (backend instanceof WebGPUBackend) backend.device.destroy();
  if (backend instanceof MathBackendWebGL) backend.gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext();
  const errors = [await training, await errorOf(model.train(steeredExamples, stepsBetween(2, 3), optimizer))];
  model.dispose();
  return errors;
}

/** Asks for activations of some gigabytes in one piece. */
async function askForTooMuch(engine: Engine): Promise<unknown[]> {
  const count = 20_000;
  const network = wideConvolution();
  const examples = {
    count,
    imageShape: [28, 28, 1],
    images: new Uint8Array(count * 28 * 28),
    labels: new Uint8Array(count),
  };
  const model = await engine.compile(network, initialWeights(network, 1));
  const errors = [await errorOf(model.evaluate(examples, 0, count))];
  model.dispose();
  return errors;
}

function wideConvolution(): Network {
  const layers = {
    input: { type: 'Input', shape: [28, 28, 1] },
    wide: { type: 'Conv2D', filters: 128, kernelSize: 3 },
    mean: { type: 'GlobalAveragePooling2D' },
    output: { type: 'Dense', units: 10, activation: 'softmax' },
  };
  const ids = Object.keys(layers);
  const edges = ids.slice(1).map((id, index) => [ids[index], id]);
  const training = { dataset: { idx: 'blank' }, loss: 'categoricalCrossentropy' };
  const { network, diagnostics } = checkNnFile(JSON.stringify({ version: 1, layers, edges, training }));
  if (network === undefined) throw new Error(diagnostics.map(({ message }) => message).join(' '));
  return network;
}

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error;
  }
}

function described(error: unknown): FailureReport['errors'][number] {
  if (!(error instanceof Error)) return { name: 'none', kind: undefined, message: String(error) };
  return {
    name: error.name,
    kind: error instanceof EngineError ? error.kind : undefined,
    message: error.message,
  };
}
