/**
 * One attempt at a run, from the request to its last event: text → Network → engine → training loop.
 */
import type { Dataset } from '../../../src/core/data/dataset';
import { syntheticDigitsDataset } from '../../../src/core/data/syntheticDigits';
import { checkNnFile } from '../../../src/core/network/checkNnFile';
import type { Network } from '../../../src/core/network/network';
import { decodeCheckpoint } from '../../../src/core/training/checkpointFile';
import type { RunEvent } from '../../../src/core/training/runEvents';
import { decodeWeights } from '../../../src/core/training/weightsFile';
import { messageOf } from '../../../src/core/wording';
import { EngineError } from '../../../src/engine/engine';
import type { OrderQueue } from '../../../src/engine/orderQueue';
import type { ReadingQueue } from '../../../src/engine/readingQueue';
import { selectEngine } from '../../../src/engine/selectEngine';
import { openEngine } from '../../../src/engine/tfjs/openEngine';
import { runTraining, type TrainingStart } from '../../../src/engine/trainingLoop';
import type { DatasetPayload, RunRequest, RunStart } from '../../../src/protocol/run';
import type { WorkerStart } from '../../../src/protocol/training';

/** Performs the run and reports it; never rejects, and the last event says how it ended. */
export async function performRun(
  { request, wasmFiles }: WorkerStart,
  orders: OrderQueue,
  readings: ReadingQueue,
  emit: (event: RunEvent) => void,
): Promise<void> {
  try {
    const network = readNetwork(request);
    const start = readStart(request.start, network);
    const dataset = readDataset(request.data);
    const { engine, reason } = await selectEngine(
      request.engine,
      network,
      (name) => openEngine(name, { loadWasm: (fileName) => loadWasm(wasmFiles, fileName) }),
      request.excludedEngines,
    );
    try {
      const { networkHash, first, schedule, checkpoints, attended, exportWeights } = request;
      await runTraining({
        engine,
        reason,
        network,
        networkHash,
        dataset,
        start,
        first,
        schedule,
        checkpoints,
        attended,
        exportWeights,
        orders,
        readings,
        emit,
        now: () => performance.now(),
        yieldToEvents,
      });
    } finally {
      engine.dispose();
    }
  } catch (error) {
    const cause = error instanceof EngineError ? error.kind : 'other';
    emit({ type: 'runFailed', message: messageOf(error), cause });
  } finally {
    readings.close();
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

function readStart(start: RunStart, network: Network): TrainingStart {
  switch (start.kind) {
    case 'initialWeights':
      return start;
    case 'weights':
      return { kind: 'weights', weights: decodeWeights(start.bytes, network) };
    case 'checkpoint':
      return { kind: 'checkpoint', checkpoint: decodeCheckpoint(start.bytes, network) };
  }
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
