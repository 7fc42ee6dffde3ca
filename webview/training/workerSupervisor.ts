/**
 * Gives each attempt at a run a worker of its own and sees to it that every run has an end, whatever becomes of the
 * worker.
 *
 * A worker that crashes has failed its run; one that does not answer a stop is ended from here, while a pause may take
 * as long as it likes. After a run that is attended the worker stays, with its weights, until it is released; otherwise
 * it goes, and with it all that it held on the graphics card. Leaves out how a worker is made, so that it runs in a test.
 */
import { readTensors } from '../../src/core/inspection/tensorReading';
import { checkNnFile } from '../../src/core/network/checkNnFile';
import type { Network } from '../../src/core/network/network';
import type { RunEvent } from '../../src/core/training/runEvents';
import type { Steering } from '../../src/core/training/steering';
import { quote } from '../../src/core/wording';
import { createRpc, type Port, type Rpc } from '../../src/protocol/rpc';
import type { DatasetPayload, RunRequest } from '../../src/protocol/run';
import type {
  PicturesReply,
  PicturesRequest,
  TensorsReply,
  TensorsRequest,
  UnitsReply,
  UnitsRequest,
} from '../../src/protocol/inspection';
import {
  modelReadingReplyValidators,
  trainingWorkerOwnerValidators,
  type RunReport,
  type SteeringOrder,
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
  readonly attempt: number;
  /** Whether it waits for orders after its end. */
  readonly attended: boolean;
  /** The network file's text. */
  readonly networkText: string;
  /** What that says, once somebody has looked into it. */
  network: Network | undefined;
  readonly worker: WorkerHandle;
  readonly rpc: Rpc<TrainingWorkerMethods>;
  epochs: number;
  elapsedMs: number;
  stopTimer: ReturnType<typeof setTimeout> | undefined;
}

export class WorkerSupervisor {
  private current: SupervisedRun | undefined;
  /** The attempt whose worker is being made, and the orders that wait for it. */
  private starting: { readonly attempt: number; readonly orders: Steering[] } | undefined;

  constructor(
    private readonly makeWorker: () => Promise<WorkerHandle>,
    private readonly report: (report: RunReport) => void,
    /** How long a worker may take to stop; one step of a large network on a software adapter takes seconds. */
    private readonly stopTimeoutMs = 15_000,
  ) {}

  /** Hands the request, and the bytes of its data, to a new worker. Whatever ran before is ended. */
  async start(request: RunRequest): Promise<void> {
    this.end();
    const { attempt, attended, networkText } = request;
    const starting = { attempt, orders: [] as Steering[] };
    this.starting = starting;
    const worker = await this.makeWorker();
    if (this.starting !== starting) {
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
      modelReadingReplyValidators,
      (error) => {
        this.endWith(attempt, { type: 'runFailed', message: error.message, cause: 'other' });
      },
    );
    this.current = {
      attempt,
      attended,
      networkText,
      network: undefined,
      worker,
      rpc,
      epochs: 0,
      elapsedMs: 0,
      stopTimer: undefined,
    };
    worker.onCrash((reason) => {
      const message = `The training worker crashed: ${reason}`;
      this.endWith(attempt, { type: 'runFailed', message, cause: 'workerLost' });
    });
    const started = rpc.call('startRun', { request, wasmFiles: worker.wasmFiles }, buffersOf(request.data));
    for (const steering of starting.orders) this.steer({ attempt, steering });
    await started;
  }

  /** Passes the order on to the worker with that number; ends it when it is told to stop and does not. */
  steer({ attempt, steering }: SteeringOrder): void {
    if (this.starting?.attempt === attempt) {
      this.steerStarting(this.starting.orders, attempt, steering);
      return;
    }
    const run = this.current;
    if (run?.attempt !== attempt || run.stopTimer !== undefined) {
      return;
    }
    run.rpc.notify('steerRun', { attempt, steering });
    if (steering.kind === 'stop') {
      run.stopTimer = setTimeout(() => {
        this.endWith(attempt, { type: 'runStopped', epochs: run.epochs, elapsedMs: run.elapsedMs });
      }, this.stopTimeoutMs);
    }
  }

  /**
   * Asks the worker with that number for tensors of its model.
   * @throws Error when it is not there, or goes before it has answered.
   */
  async readTensors(request: TensorsRequest): Promise<TensorsReply> {
    return this.runOf(request.attempt).rpc.call('readTensors', request);
  }

  /**
   * Asks the worker with that number for the tensors of a layer, and makes of them what is shown: here, so that the numbers
   * themselves need not travel to the host.
   * @throws Error when it is not there, goes before it has answered, or sends what is not the layer's.
   */
  async readPictures({ attempt, quantity, layer: id }: PicturesRequest): Promise<PicturesReply> {
    const run = this.runOf(attempt);
    run.network ??= checkNnFile(run.networkText).network;
    const layer = run.network?.layers.find((one) => one.id === id);
    if (run.network === undefined || layer === undefined) {
      throw new Error(`The network that is trained has no layer ${quote(id)}.`);
    }
    const names = layer.weights.map(({ name }) => name);
    const { step, tensors } = await run.rpc.call('readTensors', { attempt, quantity, names });
    const weights = new Map(tensors.map(({ name, shape, values }) => [name, { shape, values }]));
    return { step, tensors: readTensors(run.network, layer, weights) };
  }

  /**
   * Asks the worker with that number how its model's units behave.
   * @throws Error when it is not there, or goes before it has answered.
   */
  async readUnits(request: UnitsRequest): Promise<UnitsReply> {
    return this.runOf(request.attempt).rpc.call('readUnits', request);
  }

  /** Ends the worker with that number and says no more of it. */
  release(attempt: number): void {
    if (this.starting?.attempt === attempt || this.current?.attempt === attempt) {
      this.end();
    }
  }

  private runOf(attempt: number): SupervisedRun {
    const run = this.current;
    if (run?.attempt !== attempt) {
      throw new Error('The worker of this run has ended; look at one of its checkpoints instead.');
    }
    return run;
  }

  private steerStarting(orders: Steering[], attempt: number, steering: Steering): void {
    if (steering.kind !== 'stop') {
      orders.push(steering);
      return;
    }
    this.starting = undefined;
    this.report({ attempt, event: { type: 'runStopped', epochs: 0, elapsedMs: 0 } });
  }

  private receive({ attempt, event }: RunReport): void {
    const run = this.current;
    if (run?.attempt !== attempt) {
      return;
    }
    switch (event.type) {
      case 'runStopped':
      case 'runFailed':
        this.endWith(attempt, event);
        return;
      case 'runEnded':
        if (!run.attended) {
          this.endWith(attempt, event);
          return;
        }
        run.elapsedMs = event.elapsedMs;
        break;
      case 'epochEnded':
        run.epochs = event.epoch;
        run.elapsedMs = event.elapsedMs;
        break;
      case 'stepsTrained':
      case 'runPaused':
        run.elapsedMs = event.elapsedMs;
        break;
      case 'runStarted':
        run.epochs = Math.floor(event.step / event.stepsPerEpoch);
        break;
      case 'testEvaluated':
      case 'healthMeasured':
      case 'hyperparametersChanged':
      case 'checkpointTaken':
      case 'weightsExported':
      case 'runResumed':
        break;
    }
    this.report({ attempt, event });
  }

  /** Ends the worker with that number, and reports the event as its last. */
  private endWith(attempt: number, event: RunEvent): void {
    if (this.current?.attempt === attempt) {
      this.end();
      this.report({ attempt, event });
    }
  }

  private end(): void {
    const run = this.current;
    this.current = undefined;
    this.starting = undefined;
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
