/**
 * The training worker as a webview can have one: its script and its WebAssembly files are fetched here and handed over
 * as `blob:` addresses, because a webview may start workers from nowhere else.
 */
import { WASM_FILES } from '../../src/core/training/wasmFiles';
import { portOf } from '../../src/protocol/messagePort';
import type { WorkerHandle } from './workerSupervisor';

/** Addresses inside the extension, as the host wrote them into the page. */
export interface WorkerAddresses {
  readonly script: string;
  readonly wasmFolder: string;
}

const WASM_NAMES = Object.values(WASM_FILES);

/** Fetches everything once and makes a new worker at each call. */
export function blobWorkerMaker(addresses: WorkerAddresses): () => Promise<WorkerHandle> {
  let loading: Promise<BlobAddresses> | undefined;
  return async () => {
    loading ??= loadBlobs(addresses);
    let blobs: BlobAddresses;
    try {
      blobs = await loading;
    } catch (error) {
      loading = undefined; // The next run may try again.
      throw error;
    }
    return workerHandle(new Worker(blobs.script), blobs.wasmFiles);
  };
}

interface BlobAddresses {
  readonly script: string;
  readonly wasmFiles: Readonly<Record<string, string>>;
}

async function loadBlobs({ script, wasmFolder }: WorkerAddresses): Promise<BlobAddresses> {
  const [scriptBlob, ...wasmBlobs] = await Promise.all([
    blobAddress(script, 'text/javascript'),
    ...WASM_NAMES.map((file) => blobAddress(`${wasmFolder}/${file}`, 'application/wasm')),
  ]);
  return {
    script: scriptBlob,
    wasmFiles: Object.fromEntries(WASM_NAMES.map((file, index) => [file, wasmBlobs[index] ?? ''])),
  };
}

async function blobAddress(address: string, type: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(
      `A part of the extension could not be loaded (${address}: ${response.status}); reinstall it.`,
    );
  }
  return URL.createObjectURL(new Blob([await response.arrayBuffer()], { type }));
}

function workerHandle(worker: Worker, wasmFiles: Readonly<Record<string, string>>): WorkerHandle {
  return {
    wasmFiles,
    port: portOf(worker, (message, transfer = []) => {
      worker.postMessage(message, [...transfer]);
    }),
    onCrash: (listener) => {
      worker.addEventListener('error', (event) => {
        listener(event.message || 'it could not be started.');
      });
      worker.addEventListener('messageerror', () => {
        listener('a message could not be read.');
      });
    },
    terminate: () => {
      worker.terminate();
    },
  };
}
