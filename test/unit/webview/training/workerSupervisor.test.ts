import assert from 'node:assert/strict';
import type { RunEvent } from '../../../../src/core/training/runEvents';
import type { Steering } from '../../../../src/core/training/steering';
import type { RunRequest } from '../../../../src/protocol/run';
import type { RunReport } from '../../../../src/protocol/training';
import { WorkerSupervisor, type WorkerHandle } from '../../../../webview/training/workerSupervisor';
import { EPOCH, STARTED, STEPS } from '../../core/training/runStates';
import { MLP } from '../editor/files';

const request = (attempt: number, attended = false): RunRequest => ({
  attempt,
  networkText: '{}',
  networkHash: 'ab',
  overrides: {},
  engine: 'auto',
  excludedEngines: [],
  data: { kind: 'syntheticDigits' },
  start: { kind: 'initialWeights' },
  first: 'run',
  schedule: [],
  checkpoints: { taken: false, everySteps: 0 },
  attended,
  exportWeights: false,
});
const STOP: Steering = { kind: 'stop' };
const PAUSE: Steering = { kind: 'pause' };
const ENDED: RunEvent = { type: 'runEnded', epochs: 1, testAccuracy: 0.9, elapsedMs: 30 };
const STOPPED: RunEvent = { type: 'runStopped', epochs: 0, elapsedMs: 5 };

interface Posted {
  readonly rpc: string;
  readonly id?: number;
  readonly method: string;
  readonly argument: {
    readonly request?: RunRequest;
    readonly wasmFiles?: unknown;
    readonly steering?: Steering;
  };
}

/** A worker that answers calls and otherwise does what the test tells it. */
class FakeWorker implements WorkerHandle {
  readonly wasmFiles = { 'a.wasm': 'blob:a' };
  readonly posted: Posted[] = [];
  readonly transferred: ArrayBuffer[] = [];
  terminated = false;
  answers = true;
  /** What it answers. */
  reply: unknown;
  private readonly listeners = new Set<(message: unknown) => void>();
  private crashListener: (reason: string) => void = () => undefined;

  readonly port = {
    post: (message: unknown, transfer: readonly ArrayBuffer[] = []): void => {
      const posted = message as Posted;
      this.posted.push(posted);
      this.transferred.push(...transfer);
      if (posted.rpc === 'call' && this.answers) {
        queueMicrotask(() => {
          this.say({ rpc: 'ok', id: posted.id, value: this.reply });
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
  report(attempt: number, event: unknown): void {
    this.say({ rpc: 'notify', method: 'runEventReported', argument: { attempt, event } });
  }
  /** The orders that it was given. */
  orders(): (Steering | undefined)[] {
    return this.posted.filter(({ method }) => method === 'steerRun').map(({ argument }) => argument.steering);
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
      { attempt: 1, event: STEPS },
      { attempt: 1, event: ENDED },
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

  it('keeps the worker of an attended run after its end, and steers it on', async () => {
    const { workers, reports, supervisor } = setUp();
    await supervisor.start(request(1, true));
    workers[0]?.report(1, ENDED);
    assert.equal(workers[0]?.terminated, false);
    supervisor.steer({ attempt: 1, steering: { kind: 'epoch' } });
    workers[0].report(1, { type: 'runResumed', step: 3, evaluating: false });
    workers[0].report(1, ENDED);
    assert.deepEqual(workers[0].orders(), [{ kind: 'epoch' }]);
    assert.deepEqual(
      reports.map(({ event }) => event.type),
      ['runEnded', 'runResumed', 'runEnded'],
    );
    supervisor.release(1);
    assert.equal(workers[0].terminated, true);
    workers[0].report(1, STEPS);
    assert.equal(reports.length, 3);
  });

  for (const end of [STOPPED, { type: 'runFailed', message: 'Why.', cause: 'deviceLost' } as const]) {
    it(`ends the worker of an attended run with ${end.type}`, async () => {
      const { workers, reports, supervisor } = setUp();
      await supervisor.start(request(1, true));
      workers[0]?.report(1, end);
      assert.equal(workers[0]?.terminated, true);
      assert.deepEqual(reports, [{ attempt: 1, event: end }]);
    });
  }

  it('passes every order on, in order', async () => {
    const { workers, supervisor } = setUp();
    await supervisor.start(request(1));
    const orders: readonly Steering[] = [
      PAUSE,
      { kind: 'resume' },
      { kind: 'step' },
      { kind: 'epoch' },
      { kind: 'evaluate' },
      { kind: 'change', change: { epochs: 3 } },
      STOP,
    ];
    for (const steering of orders) supervisor.steer({ attempt: 1, steering });
    assert.deepEqual(workers[0]?.orders(), orders);
  });

  it('keeps the orders for a worker that is still being made', async () => {
    const { workers, supervisor } = setUp();
    const starting = supervisor.start(request(1));
    supervisor.steer({ attempt: 1, steering: PAUSE });
    supervisor.steer({ attempt: 1, steering: { kind: 'change', change: { epochs: 3 } } });
    await starting;
    assert.deepEqual(
      workers[0]?.posted.map(({ method }) => method),
      ['startRun', 'steerRun', 'steerRun'],
    );
    assert.deepEqual(workers[0].orders(), [PAUSE, { kind: 'change', change: { epochs: 3 } }]);
  });

  it('reports a crash as a failure, once, also while the run waits', async () => {
    for (const before of [
      [],
      [{ type: 'runPaused', step: 3, elapsedMs: 4, trouble: null }],
      [ENDED],
    ] as const) {
      const { workers, reports, supervisor } = setUp();
      await supervisor.start(request(1, true));
      for (const event of before) workers[0]?.report(1, event);
      workers[0]?.crash('out of memory');
      workers[0]?.crash('again');
      assert.equal(workers[0]?.terminated, true);
      const message = 'The training worker crashed: out of memory';
      assert.deepEqual(reports.slice(before.length), [
        { attempt: 1, event: { type: 'runFailed', message, cause: 'workerLost' } },
      ]);
    }
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

  it('lets a worker stop by itself, and tells it so once', async () => {
    const { workers, reports, supervisor } = setUp();
    await supervisor.start(request(1));
    supervisor.steer({ attempt: 1, steering: STOP });
    supervisor.steer({ attempt: 1, steering: STOP });
    supervisor.steer({ attempt: 1, steering: PAUSE });
    assert.deepEqual(workers[0]?.orders(), [STOP]);
    assert.equal(workers[0].terminated, false);
    workers[0].report(1, STOPPED);
    assert.deepEqual(reports, [{ attempt: 1, event: STOPPED }]);
  });

  it('ends a worker that does not stop, with what it had reported', async () => {
    for (const [events, epochs, elapsedMs] of [
      [[STARTED, STEPS], 0, STEPS.elapsedMs],
      [[STARTED, STEPS, EPOCH], 1, EPOCH.elapsedMs],
      [[{ ...STARTED, step: 25 }], 2, 0],
      [[{ type: 'runPaused', step: 3, elapsedMs: 44, trouble: null }], 0, 44],
    ] as const) {
      const { workers, reports, supervisor } = setUp(1);
      await supervisor.start(request(1));
      for (const event of events) workers[0]?.report(1, event);
      supervisor.steer({ attempt: 1, steering: STOP });
      await new Promise((resolve) => setTimeout(resolve, 20));
      assert.equal(workers[0]?.terminated, true);
      assert.deepEqual(reports.at(-1), { attempt: 1, event: { type: 'runStopped', epochs, elapsedMs } });
    }
  });

  it('ends an attended worker that was told to stop and only ends its run', async () => {
    const { workers, reports, supervisor } = setUp(1);
    await supervisor.start(request(1, true));
    supervisor.steer({ attempt: 1, steering: STOP });
    workers[0]?.report(1, ENDED);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(workers[0]?.terminated, true);
    assert.deepEqual(
      reports.map(({ event }) => event.type),
      ['runEnded', 'runStopped'],
    );
  });

  it('lets a pause take as long as it likes', async () => {
    const { workers, reports, supervisor } = setUp(1);
    await supervisor.start(request(1));
    supervisor.steer({ attempt: 1, steering: PAUSE });
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(workers[0]?.terminated, false);
    assert.deepEqual(reports, []);
  });

  it('neither steers nor releases a run with another number', async () => {
    const { workers, supervisor } = setUp();
    await supervisor.start(request(2));
    supervisor.steer({ attempt: 1, steering: STOP });
    supervisor.release(1);
    assert.equal(workers[0]?.posted.length, 1);
    assert.equal(workers[0].terminated, false);
  });

  it('stops a run whose worker is still being made', async () => {
    const { workers, reports, supervisor } = setUp();
    const starting = supervisor.start(request(1));
    supervisor.steer({ attempt: 1, steering: STOP });
    await starting;
    assert.equal(workers[0]?.terminated, true);
    assert.deepEqual(reports, [{ attempt: 1, event: { type: 'runStopped', epochs: 0, elapsedMs: 0 } }]);
  });

  it('releases a worker that is still being made, without a word', async () => {
    const { workers, reports, supervisor } = setUp();
    const starting = supervisor.start(request(1));
    supervisor.release(1);
    await starting;
    assert.equal(workers[0]?.terminated, true);
    assert.deepEqual(workers[0].posted, []);
    assert.deepEqual(reports, []);
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

  const GONE = /^Error: The worker of this run has ended/;

  describe('asked for tensors', () => {
    const question = (attempt: number) =>
      ({ attempt, quantity: 'weights', names: ['hidden.kernel'] }) as const;

    it('passes the question on to the worker with that number, and its answer back', async () => {
      const { workers, supervisor } = setUp();
      await assert.rejects(supervisor.readTensors(question(1)), GONE);
      await supervisor.start(request(1));
      const [worker] = workers;
      assert.ok(worker);
      const values = Float32Array.of(0.25, -1);
      worker.reply = { step: 3, tensors: [{ name: 'hidden.kernel', shape: [2], values }] };
      assert.deepEqual(await supervisor.readTensors(question(1)), worker.reply);
      assert.deepEqual(worker.posted.at(-1)?.argument, question(1));
      await assert.rejects(supervisor.readTensors(question(2)), GONE);
    });

    it('believes no answer that it cannot read', async () => {
      const { workers, supervisor } = setUp();
      await supervisor.start(request(1));
      assert.ok(workers[0]);
      workers[0].reply = { step: 3, tensors: [{ name: 'hidden.kernel', shape: [2], values: [1, 2] }] };
      await assert.rejects(supervisor.readTensors(question(1)), /The answer to "readTensors" cannot be read/);
    });

    it('keeps nobody waiting for a worker that goes', async () => {
      const { workers, supervisor } = setUp();
      await supervisor.start(request(1));
      assert.ok(workers[0]);
      workers[0].answers = false;
      const asked = supervisor.readTensors(question(1));
      supervisor.release(1);
      await assert.rejects(asked, /closed before the answer came/);
      await assert.rejects(supervisor.readTensors(question(1)), GONE);
    });
  });

  describe('asked for pictures', () => {
    const ask = { attempt: 1, quantity: 'weights', layer: 'output' } as const;

    it('makes them of the tensors of that layer', async () => {
      const { workers, supervisor } = setUp();
      await supervisor.start({ ...request(1), networkText: MLP });
      const [worker] = workers;
      assert.ok(worker);
      const values = Float32Array.from({ length: 10 }, (_, at) => at - 4.5);
      worker.reply = { step: 3, tensors: [{ name: 'output.bias', shape: [10], values }] };
      const { step, tensors } = await supervisor.readPictures(ask);
      const names = ['output.kernel', 'output.bias'];
      assert.deepEqual(worker.posted.at(-1)?.argument, { attempt: 1, quantity: 'weights', names });
      assert.equal(step, 3);
      assert.deepEqual(
        tensors.map(({ name, statistics, picture }) => [name, statistics.max, picture.levels[9]]),
        [['output.bias', 4.5, 127]],
      );
    });

    it('refuses what is not of the network that is trained', async () => {
      const { workers, supervisor } = setUp();
      await assert.rejects(supervisor.readPictures(ask), GONE);
      await supervisor.start({ ...request(1), networkText: MLP });
      assert.ok(workers[0]);
      await assert.rejects(supervisor.readPictures({ ...ask, layer: 'newer' }), /has no layer "newer"/);
      const values = Float32Array.of(1, 2);
      workers[0].reply = { step: 3, tensors: [{ name: 'output.bias', shape: [2], values }] };
      await assert.rejects(supervisor.readPictures(ask), /has no weight "output.bias"/);
    });
  });

  describe('asked for units', () => {
    it('passes the question on to the worker with that number, and its answer back', async () => {
      const { workers, supervisor } = setUp();
      await supervisor.start(request(1));
      const [worker] = workers;
      assert.ok(worker);
      const findings = [{ unit: 1, kind: 'dead', share: 1 }];
      worker.reply = { step: 3, examples: 12, layers: [{ layer: 'hidden', units: 2, findings }] };
      assert.deepEqual(await supervisor.readUnits({ attempt: 1 }), worker.reply);
      assert.equal(worker.posted.at(-1)?.method, 'readUnits');
      assert.deepEqual(worker.posted.at(-1)?.argument, { attempt: 1 });
      await assert.rejects(supervisor.readUnits({ attempt: 2 }), GONE);
    });

    it('believes no answer that it cannot read', async () => {
      const { workers, supervisor } = setUp();
      await supervisor.start(request(1));
      assert.ok(workers[0]);
      const findings = [{ unit: 1, kind: 'asleep', share: 1 }];
      workers[0].reply = { step: 3, examples: 12, layers: [{ layer: 'hidden', units: 2, findings }] };
      await assert.rejects(supervisor.readUnits({ attempt: 1 }), /The answer to "readUnits" cannot be read/);
    });
  });
});
