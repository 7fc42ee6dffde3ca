/**
 * Gives each run a worker of its own and sees to it that every run has an end, whatever becomes of the worker.
 *
 * A worker that crashes has failed its run; one that does not answer a stop is ended from here. After the run the worker
 * goes, and with it all that it held on the graphics card. Leaves out how a worker is made, so that it runs in a test.
 */
import type { RunEvent } from '../../src/core/training/runEvents';
import { createRpc, type Port, type Rpc } from '../../src/protocol/rpc';
import type { DatasetPayload, RunRequest } from '../../src/protocol/run';
import {
  trainingWorkerOwnerValidators,
  type RunReport,
  type TrainingWorkerMethods,
  type TrainingWorkerOwnerMethods,
} from '../../src/protocol/training';

/** A worker that was just made. */
export interface WorkerHandle {
  readonly port: Port;
  readonly wasmFiles: Readonly<Record<string, string>>;
  /** Calls the listener when the worker has died of an error that it did not catch. */
  onCrash(listener: (reason: string) => void): void;
  terminate(): void;
}

interface SupervisedRun {
  readonly runId: number;
  readonly worker: WorkerHandle;
  readonly rpc: Rpc<TrainingWorkerMethods>;
  epochs: number;
  elapsedMs: number;
  stopTimer: ReturnType<typeof setTimeout> | undefined;
}

export class WorkerSupervisor {
  private current: SupervisedRun | undefined;
  /** The run whose worker is being made. */
  private starting: number | undefined;

  constructor(
    private readonly makeWorker: () => Promise<WorkerHandle>,
    private readonly report: (report: RunReport) => void,
    /** How long a worker may take to stop; one step of a large network on a software adapter takes seconds. */
    private readonly stopTimeoutMs = 15_000,
  ) {}

  /** Hands the request, and the bytes of its data, to a new worker. Whatever ran before is ended. */
  async start(request: RunRequest): Promise<void> {
    this.release();
    const { runId } = request;
    this.starting = runId;
    const worker = await this.makeWorker();
    if (this.starting !== runId) {
      worker.terminate();
      return;
    }
    this.starting = undefined;
    const rpc = createRpc<TrainingWorkerOwnerMethods, TrainingWorkerMethods>(
      worker.port,
      {
        runEventReported: (report) => {
          this.receive(report);
        },
      },
      trainingWorkerOwnerValidators,
      {},
      (error) => {
        this.end(runId, { type: 'runFailed', message: error.message });
      },
    );
    this.current = { runId, worker, rpc, epochs: 0, elapsedMs: 0, stopTimer: undefined };
    worker.onCrash((reason) => {
      this.end(runId, { type: 'runFailed', message: `The training worker crashed: ${reason}` });
    });
    await rpc.call('startRun', { request, wasmFiles: worker.wasmFiles }, buffersOf(request.data));
  }

  /** Asks the worker to stop, and ends it when it does not. */
  stop(runId: number): void {
    if (this.starting === runId) {
      this.starting = undefined;
      this.report({ runId, event: { type: 'runStopped', epochs: 0, elapsedMs: 0 } });
      return;
    }
    const run = this.current;
    if (run?.runId !== runId || run.stopTimer !== undefined) {
      return;
    }
    run.rpc.notify('stopRun', runId);
    run.stopTimer = setTimeout(() => {
      this.end(runId, { type: 'runStopped', epochs: run.epochs, elapsedMs: run.elapsedMs });
    }, this.stopTimeoutMs);
  }

  private receive({ runId, event }: RunReport): void {
    const run = this.current;
    if (run?.runId !== runId) {
      return;
    }
    switch (event.type) {
      case 'runEnded':
      case 'runStopped':
      case 'runFailed':
        this.end(runId, event);
        return;
      case 'epochEnded':
        run.epochs = event.epoch;
        run.elapsedMs = event.elapsedMs;
        break;
      case 'stepsTrained':
        run.elapsedMs = event.elapsedMs;
        break;
      case 'runStarted':
      case 'weightsExported':
        break;
    }
    this.report({ runId, event });
  }

  private end(runId: number, event: RunEvent): void {
    if (this.current?.runId === runId) {
      this.release();
      this.report({ runId, event });
    }
  }

  private release(): void {
    const run = this.current;
    this.current = undefined;
    if (run !== undefined) {
      clearTimeout(run.stopTimer);
      run.rpc.dispose();
      run.worker.terminate();
    }
  }
}

/** The buffers to hand over rather than copy, each once. */
function buffersOf(data: DatasetPayload): ArrayBuffer[] {
  if (data.kind === 'syntheticDigits') {
    return [];
  }
  const { training, test } = data.dataset;
  const buffers = [training.images, training.labels, test.images, test.labels].map((bytes) => bytes.buffer);
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}
