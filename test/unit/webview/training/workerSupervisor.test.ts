import assert from 'node:assert/strict';
import type { RunEvent } from '../../../../src/core/training/runEvents';
import type { RunRequest } from '../../../../src/protocol/run';
import type { RunReport } from '../../../../src/protocol/training';
import { WorkerSupervisor, type WorkerHandle } from '../../../../webview/training/workerSupervisor';

const request = (runId: number): RunRequest => ({
  runId,
  networkText: '{}',
  networkHash: 'ab',
  overrides: {},
  engine: 'auto',
  data: { kind: 'syntheticDigits' },
  exportWeights: false,
});
const STEPS: RunEvent = {
  type: 'stepsTrained',
  epoch: 1,
  steps: 5,
  loss: 0.7,
  examplesPerSecond: 9.5,
  elapsedMs: 1234,
};
const ENDED: RunEvent = { type: 'runEnded', epochs: 1, testAccuracy: 0.9, elapsedMs: 30 };

interface Posted {
  readonly rpc: string;
  readonly id?: number;
  readonly method: string;
  readonly argument: { readonly request: RunRequest; readonly wasmFiles: unknown };
}

/** A worker that answers calls and otherwise does what the test tells it. */
class FakeWorker implements WorkerHandle {
  readonly wasmFiles = { 'a.wasm': 'blob:a' };
  readonly posted: Posted[] = [];
  readonly transferred: ArrayBuffer[] = [];
  terminated = false;
  answers = true;
  private readonly listeners = new Set<(message: unknown) => void>();
  private crashListener: (reason: string) => void = () => undefined;

  readonly port = {
    post: (message: unknown, transfer: readonly ArrayBuffer[] = []): void => {
      const posted = message as Posted;
      this.posted.push(posted);
      this.transferred.push(...transfer);
      if (posted.rpc === 'call' && this.answers) {
        queueMicrotask(() => {
          this.say({ rpc: 'ok', id: posted.id });
        });
      }
    },
    onMessage: (listener: (message: unknown) => void) => {
      this.listeners.add(listener);
      return () => this.listeners.delete(listener);
    },
  };
  onCrash(listener: (reason: string) => void): void {
    this.crashListener = listener;
  }
  terminate(): void {
    this.terminated = true;
  }
  crash(reason: string): void {
    this.crashListener(reason);
  }
  report(runId: number, event: unknown): void {
    this.say({ rpc: 'notify', method: 'runEventReported', argument: { runId, event } });
  }
  private say(message: unknown): void {
    for (const listener of [...this.listeners]) {
      listener(message);
    }
  }
}

function setUp(stopTimeoutMs = 10_000) {
  const workers: FakeWorker[] = [];
  const reports: RunReport[] = [];
  const supervisor = new WorkerSupervisor(
    () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return Promise.resolve(worker);
    },
    (report) => reports.push(report),
    stopTimeoutMs,
  );
  return { workers, reports, supervisor };
}

describe('WorkerSupervisor', () => {
  it('gives the request to a new worker, passes its events on, and ends it after the run', async () => {
    const { workers, reports, supervisor } = setUp();
    await supervisor.start(request(1));
    const [worker] = workers;
    assert.ok(worker);
    assert.equal(worker.posted[0]?.method, 'startRun');
    assert.deepEqual(worker.posted[0].argument, { request: request(1), wasmFiles: { 'a.wasm': 'blob:a' } });
    worker.report(1, STEPS);
    assert.equal(worker.terminated, false);
    worker.report(1, ENDED);
    assert.equal(worker.terminated, true);
    worker.report(1, STEPS);
    assert.deepEqual(reports, [
      { runId: 1, event: STEPS },
      { runId: 1, event: ENDED },
    ]);
    await supervisor.start(request(2));
    assert.equal(workers.length, 2);
  });

  it('hands the bytes of the data over, each buffer once', async () => {
    const { workers, supervisor } = setUp();
    const file = new Uint8Array(8);
    const examples = {
      count: 1,
      imageShape: [1, 1, 1],
      images: file.subarray(0, 4),
      labels: file.subarray(4),
    };
    const dataset = { name: 'mnist', classes: 1, training: examples, test: examples };
    await supervisor.start({ ...request(1), data: { kind: 'examples', dataset } });
    assert.deepEqual(workers[0]?.transferred, [file.buffer]);
  });

  it('reports a crash as a failure, once, and refuses the call that waits', async () => {
    const { workers, reports, supervisor } = setUp();
    await supervisor.start(request(1));
    workers[0]?.crash('out of memory');
    workers[0]?.crash('again');
    assert.equal(workers[0]?.terminated, true);
    assert.deepEqual(reports, [
      { runId: 1, event: { type: 'runFailed', message: 'The training worker crashed: out of memory' } },
    ]);
  });

  it('reports a worker whose messages cannot be read as a failure', async () => {
    const { workers, reports, supervisor } = setUp();
    await supervisor.start(request(1));
    workers[0]?.report(1, { type: 'nonsense' });
    await new Promise(setImmediate);
    assert.equal(reports.length, 1);
    assert.equal(reports[0]?.event.type, 'runFailed');
    assert.equal(workers[0]?.terminated, true);
  });

  it('lets a worker stop by itself', async () => {
    const { workers, reports, supervisor } = setUp();
    await supervisor.start(request(1));
    supervisor.stop(1);
    supervisor.stop(1);
    assert.deepEqual(
      workers[0]?.posted.slice(1).map(({ method }) => method),
      ['stopRun'],
    );
    assert.equal(workers[0].terminated, false);
    workers[0].report(1, { type: 'runStopped', epochs: 0, elapsedMs: 5 });
    assert.deepEqual(reports, [{ runId: 1, event: { type: 'runStopped', epochs: 0, elapsedMs: 5 } }]);
  });

  it('ends a worker that does not stop, with what it had reported', async () => {
    const { workers, reports, supervisor } = setUp(1);
    await supervisor.start(request(1));
    workers[0]?.report(1, STEPS);
    supervisor.stop(1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(workers[0]?.terminated, true);
    assert.deepEqual(reports.at(-1), { runId: 1, event: { type: 'runStopped', epochs: 0, elapsedMs: 1234 } });
  });

  it('does not stop a run with another number', async () => {
    const { workers, supervisor } = setUp();
    await supervisor.start(request(2));
    supervisor.stop(1);
    assert.equal(workers[0]?.posted.length, 1);
  });

  it('stops a run whose worker is still being made', async () => {
    const { workers, reports, supervisor } = setUp();
    const starting = supervisor.start(request(1));
    supervisor.stop(1);
    await starting;
    assert.equal(workers[0]?.terminated, true);
    assert.deepEqual(reports, [{ runId: 1, event: { type: 'runStopped', epochs: 0, elapsedMs: 0 } }]);
  });

  it('ends what ran before when a new run comes', async () => {
    const { workers, reports, supervisor } = setUp();
    await supervisor.start(request(1));
    await supervisor.start(request(2));
    assert.equal(workers[0]?.terminated, true);
    workers[0].report(1, ENDED);
    assert.deepEqual(reports, []);
  });

  it('passes the reason on when no worker can be made', async () => {
    const supervisor = new WorkerSupervisor(
      () => Promise.reject(new Error('Not found.')),
      () => undefined,
    );
    await assert.rejects(supervisor.start(request(1)), /Not found/);
  });
});
