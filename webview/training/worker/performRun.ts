/**
 * One run from the request to its last event: text → Network → engine → training loop.
 */
import type { Dataset } from '../../../src/core/data/dataset';
import { syntheticDigitsDataset } from '../../../src/core/data/syntheticDigits';
import { checkNnFile } from '../../../src/core/network/checkNnFile';
import type { Network } from '../../../src/core/network/network';
import { messageOf } from '../../../src/core/wording';
import { encodeSafetensors } from '../../../src/core/weights/safetensors';
import { weightsMetadata } from '../../../src/core/weights/weightsMetadata';
import { selectEngine } from '../../../src/engine/selectEngine';
import { openEngine } from '../../../src/engine/tfjs/openEngine';
import { runTraining } from '../../../src/engine/trainingLoop';
import type { DatasetPayload, RunRequest } from '../../../src/protocol/run';
import type { RunEvent } from '../../../src/core/training/runEvents';
import type { WorkerStart } from '../../../src/protocol/training';

export interface RunSurroundings {
  readonly emit: (event: RunEvent) => void;
  readonly shouldStop: () => boolean;
}

/** Performs the run and reports it; never rejects, and the last event says how it ended. */
export async function performRun(
  { request, wasmFiles }: WorkerStart,
  { emit, shouldStop }: RunSurroundings,
): Promise<void> {
  try {
    const network = readNetwork(request);
    const dataset = readDataset(request.data);
    const { engine, reason } = await selectEngine(request.engine, network, (name) =>
      openEngine(name, { loadWasm: (fileName) => loadWasm(wasmFiles, fileName) }),
    );
    try {
      await runTraining({
        engine,
        reason,
        network,
        dataset,
        ...(request.exportWeights
          ? {
              encodeWeights: (weights, moment) =>
                encodeSafetensors(
                  weights,
                  weightsMetadata({
                    networkName: network.name,
                    networkHash: request.networkHash,
                    dataset: dataset.name,
                    seed: network.training.seed,
                    engine: engine.name,
                    ...moment,
                  }),
                ),
            }
          : {}),
        emit,
        shouldStop,
        now: () => performance.now(),
        yieldToEvents,
      });
    } finally {
      engine.dispose();
    }
  } catch (error) {
    emit({ type: 'runFailed', message: messageOf(error) });
  }
}

function readNetwork({ networkText, overrides }: RunRequest): Network {
  const { network, diagnostics } = checkNnFile(networkText);
  if (network === undefined) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    throw new Error(`The network file is not valid: ${errors.map(({ message }) => message).join(' ')}`);
  }
  return { ...network, training: { ...network.training, ...overrides } };
}

function readDataset(data: DatasetPayload): Dataset {
  return data.kind === 'examples' ? data.dataset : syntheticDigitsDataset();
}

async function loadWasm(
  wasmFiles: Readonly<Record<string, string>>,
  fileName: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const address = wasmFiles[fileName];
  if (address === undefined) {
    throw new Error(`The extension has no file "${fileName}"; reinstall it.`);
  }
  return new Uint8Array(await (await fetch(address)).arrayBuffer());
}

/** A message to oneself comes after those that wait already, and unlike a timer it is never slowed down. */
function yieldToEvents(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
