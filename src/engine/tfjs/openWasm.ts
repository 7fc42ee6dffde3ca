/**
 * tfjs's WebAssembly backend: one thread, SIMD where the machine has it. The fastest without a graphics processor, for
 * dense networks only.
 */
import * as tf from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { LayerType } from '../../core/layers/layerConfig';
import type { Network } from '../../core/network/network';
import { WASM_FILES } from '../../core/training/wasmFiles';
import { EngineError } from '../engine';
import { registerBackend } from './registerBackend';
import type { OpenBackend } from './tfjsEngine';

const THREADED_FILE = 'tfjs-backend-wasm-threaded-simd.wasm';

/** tfjs 4.22 lacks the filter gradient of convolutions here, and its max-pooling gradient is wrong where a maximum is ≤ 0. */
const TRAINABLE = {
  Input: true,
  Dense: true,
  Activation: true,
  Flatten: true,
  Reshape: true,
  Conv2D: false,
  MaxPooling2D: false,
  AveragePooling2D: false,
  GlobalAveragePooling2D: true,
  Dropout: true,
  BatchNormalization: true,
  Add: true,
  Concatenate: true,
} satisfies Record<LayerType, boolean>;

/** tfjs's own start-up of this backend: the package exports no other way to it. */
const startBackend = tf.findBackendFactory('wasm');

export async function openWasm(host: {
  loadWasm(fileName: string): Promise<Uint8Array<ArrayBuffer>>;
}): Promise<OpenBackend> {
  if (typeof WebAssembly === 'undefined')
    throw new EngineError('tfjs-wasm cannot run here: there is no WebAssembly.');
  // Threads would need SharedArrayBuffer, which webviews do not have, and would make sums depend on their number.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const simd = Boolean(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'));
  const file = simd ? WASM_FILES.simd : WASM_FILES.plain;
  const bytes = await host.loadWasm(file);
  try {
    // tfjs waits for ever when compilation is refused (by a content security policy, say); so try it first.
    await WebAssembly.compile(bytes);
  } catch (error) {
    throw new EngineError(`tfjs-wasm cannot run here: ${file} does not compile (${String(error)}).`);
  }
  await withFetchAnswering(bytes, () => registerBackend('tfjs-wasm', 'wasm', startBackend));
  return {
    name: 'tfjs-wasm',
    tfjsName: 'wasm',
    adapter: simd ? 'CPU (WebAssembly with SIMD)' : 'CPU (WebAssembly)',
    hardware: false,
    whyNot,
  };
}

/** Why this engine cannot train the network, naming the layer at fault. */
function whyNot(network: Network): string | undefined {
  const layer = network.layers.find(({ config }) => !TRAINABLE[config.type]);
  if (layer === undefined) return undefined;
  return (
    `tfjs-wasm cannot train this network: "${layer.id}" is a ${layer.config.type} layer, whose gradient tfjs's ` +
    `WebAssembly backend lacks or gets wrong; it trains dense networks only.`
  );
}

/** Hands tfjs the bytes where it would fetch a file: a worker made from a blob: URL has no folder to fetch from. */
async function withFetchAnswering(bytes: Uint8Array<ArrayBuffer>, start: () => Promise<void>): Promise<void> {
  const { platform } = tf.env();
  const platformFetch = platform.fetch.bind(platform);
  platform.fetch = () => Promise.resolve(new Response(bytes));
  try {
    const files = [WASM_FILES.plain, WASM_FILES.simd, THREADED_FILE];
    setWasmPaths(Object.fromEntries(files.map((file) => [file, file])), true);
    await start();
  } finally {
    platform.fetch = platformFetch;
  }
}
