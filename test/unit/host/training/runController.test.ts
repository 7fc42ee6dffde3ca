import assert from 'node:assert/strict';
import type { RunEvent, WeightsExported } from '../../../../src/core/training/runEvents';
import type { Run } from '../../../../src/core/training/runState';
import { RunController, STOP_TIMEOUT_MS } from '../../../../src/host/training/runController';
import { RunError } from '../../../../src/host/training/runError';
import type { CheckpointKeeper, PreparedData, RunPlan } from '../../../../src/host/training/runPlan';
import {
  checkpointAt,
  ENDED,
  EPOCH,
  EPOCH_2,
  eventTypes,
  failure,
  FakePage,
  REQUESTED,
  settled,
  STARTED,
  trained,
} from './runEvents';

const WEIGHTS: WeightsExported = { type: 'weightsExported', epoch: 0, bytes: Uint8Array.of(1, 2, 3) };
const DRAWN: PreparedData = { data: { kind: 'syntheticDigits' }, origin: 'drawn by Layerwire' };

const NO_KEEPER: CheckpointKeeper = {
  write: () => Promise.resolve([]),
  read: () => Promise.reject(new Error('There is none.')),
};

function plan(changes: Partial<RunPlan> = {}, request: Partial<RunPlan['request']> = {}): RunPlan {
  return {
    subject: REQUESTED.subject,
    request: {
      networkText: '{}',
      networkHash: 'ab',
      overrides: { epochs: 2 },
      engine: 'auto',
      start: { kind: 'initialWeights' },
      first: 'run',
      schedule: [],
      checkpoints: { taken: true, everySteps: 0 },
      attended: false,
      ...request,
    },
    loadData: () => Promise.resolve(DRAWN),
    checkpoints: NO_KEEPER,
    ...changes,
  };
}

/** Timers that go off when the test says so. */
class FakeTimers {
  readonly running = new Map<() => void, number>();
  readonly start = (callback: () => void, delayMs: number): (() => void) => {
    this.running.set(callback, delayMs);
    return () => this.running.delete(callback);
  };
  goOff(): void {
    for (const callback of this.running.keys()) {
      callback();
    }
  }
}

function setUp() {
  const page = new FakePage();
  const events: RunEvent[] = [];
  const timers = new FakeTimers();
  const controller = new RunController(
    page,
    {
      stateChanged: (state) => page.states.push(state),
      eventHappened: (event) => events.push(event),
    },
    timers.start,
  );
  const report = (...reported: readonly RunEvent[]): void => {
    for (const event of reported) {
      controller.receive({ attempt: page.requests.at(-1)?.attempt ?? -1, event });
    }
  };
  return { page, events, timers, controller, report };
}

async function messageOf(run: Promise<unknown>): Promise<string> {
  try {
    await run;
  } catch (error) {
    assert.ok(error instanceof RunError, String(error));
    return error.message;
  }
  return assert.fail('The run should have failed.');
}

describe('RunController', () => {
  it('takes a run from the request to its end', async () => {
    const { page, events, controller, report } = setUp();
    const run = controller.run(plan());
    assert.equal(controller.isActive, true);
    await settled();
    assert.deepEqual(page.requests, [
      {
        ...plan().request,
        attempt: 1,
        excludedEngines: [],
        data: { kind: 'syntheticDigits' },
        exportWeights: false,
      },
    ]);
    report(STARTED, EPOCH, EPOCH_2, ENDED);
    assert.deepEqual(await run, ENDED);
    assert.deepEqual(page.phases, ['preparing', 'running', 'ended']);
    assert.deepEqual(eventTypes(events), ['runStarted', 'epochEnded', 'epochEnded', 'runEnded']);
    assert.equal(controller.isActive, false);
  });

  it('shows what it loads, and keeps the notes and where the data came from', async () => {
    const { page, controller, report } = setUp();
    void controller.run(
      plan({
        loadData: (preparation) => {
          preparation.report('Downloading MNIST', 0.5);
          preparation.note('Something to know.');
          return Promise.resolve(DRAWN);
        },
      }),
    );
    await settled();
    const downloading = page.states.find((state) => state.phase === 'preparing' && state.fraction === 0.5);
    assert.ok(downloading?.phase === 'preparing' && downloading.task === 'Downloading MNIST');
    report(STARTED);
    assert.ok(page.lastState?.phase === 'running');
    assert.deepEqual(page.lastState.run.notes, ['Something to know.']);
    assert.equal(page.lastState.run.dataOrigin, 'drawn by Layerwire');
  });

  it('fails when the view does not open, and keeps the cause', async () => {
    const { page, events, controller } = setUp();
    page.openError = new TypeError('No view.');
    await assert.rejects(
      controller.run(plan()),
      (error) => error instanceof RunError && error.message === 'No view.' && error.cause === page.openError,
    );
    assert.deepEqual(events, [failure('No view.')]);
    assert.deepEqual(page.phases, ['preparing', 'failed']);
  });

  it('fails when the data cannot be had, or the page refuses the request', async () => {
    const { page, controller } = setUp();
    const noData = plan({ loadData: () => Promise.reject(new Error('No data.')) });
    assert.equal(await messageOf(controller.run(noData)), 'No data.');
    assert.deepEqual(page.requests, []);
    page.startError = new Error('No worker.');
    assert.equal(await messageOf(controller.run(plan())), 'No worker.');
  });

  it("fails with the worker's message and can run again", async () => {
    const { page, controller, report } = setUp();
    const first = controller.run(plan());
    await settled();
    report(STARTED, failure('Out of memory.'));
    assert.equal(await messageOf(first), 'Out of memory.');
    const second = controller.run(plan());
    await settled();
    assert.equal(page.requests.at(-1)?.attempt, 2);
    report(STARTED, ENDED);
    assert.deepEqual(await second, ENDED);
  });

  it('runs one at a time', async () => {
    const { controller, report } = setUp();
    const first = controller.run(plan());
    assert.match(await messageOf(controller.run(plan())), /"A net" is being trained; stop it first/);
    await settled();
    report(STARTED, ENDED);
    assert.deepEqual(await first, ENDED);
  });

  it('ignores reports of other runs and after the end', async () => {
    const { page, events, controller, report } = setUp();
    const run = controller.run(plan());
    await settled();
    controller.receive({ attempt: 77, event: ENDED });
    assert.equal(controller.isActive, true);
    report(STARTED, ENDED);
    report(EPOCH, failure('Too late.'));
    await run;
    assert.deepEqual(eventTypes(events), ['runStarted', 'runEnded']);
    assert.equal(page.lastState?.phase, 'ended');
  });

  it('stops a run by asking the worker', async () => {
    const { page, controller, report } = setUp();
    const run = controller.run(plan());
    await settled();
    report(STARTED);
    const stopped = controller.stop();
    assert.deepEqual(page.stops, [1]);
    assert.ok(page.lastState?.phase === 'running' && page.lastState.wish === 'stop');
    report({ type: 'runStopped', epochs: 1, elapsedMs: 500 });
    await stopped;
    assert.deepEqual(await run, { type: 'runStopped', epochs: 1, elapsedMs: 500 });
  });

  it('gives up a run that the page does not end in time, and can run again', async () => {
    const { page, events, timers, controller, report } = setUp();
    const run = controller.run(plan());
    await settled();
    report(STARTED, EPOCH);
    assert.equal(timers.running.size, 0);
    const stopped = controller.stop();
    void controller.stop();
    assert.deepEqual([...timers.running.values()], [STOP_TIMEOUT_MS]);
    timers.goOff();
    await stopped;
    const outcome = await run;
    assert.equal(outcome.type, 'runStopped');
    assert.equal(outcome.epochs, 1);
    assert.ok(page.lastState?.phase === 'stopped');
    assert.match(page.lastState.run.notes.join(), /did not answer when it was asked to stop/);
    assert.equal(controller.isActive, false);
    assert.equal(timers.running.size, 0);

    report({ type: 'runStopped', epochs: 1, elapsedMs: 9 });
    assert.equal(eventTypes(events).filter((type) => type === 'runStopped').length, 1);
    const second = controller.run(plan());
    await settled();
    report(STARTED, ENDED);
    assert.deepEqual(await second, ENDED);
  });

  it('waits no longer for a run that has ended', async () => {
    const { page, timers, controller, report } = setUp();
    const run = controller.run(plan());
    await settled();
    report(STARTED);
    const stopped = controller.stop();
    report({ type: 'runStopped', epochs: 0, elapsedMs: 5 });
    await stopped;
    await run;
    assert.equal(timers.running.size, 0);
    assert.ok(page.lastState?.phase === 'stopped');
    assert.deepEqual(page.lastState.run.notes, []);
  });

  it('stops at once while the data is loaded, and ends the loading', async () => {
    const { page, controller } = setUp();
    let signal: AbortSignal | undefined;
    const run = controller.run(
      plan({
        loadData: (preparation) => {
          signal = preparation.signal;
          return new Promise(() => undefined);
        },
      }),
    );
    await settled();
    assert.equal(signal?.aborted, false);
    await controller.stop();
    assert.equal(signal.aborted, true);
    assert.equal((await run).type, 'runStopped');
    assert.deepEqual(page.requests, []);
    assert.deepEqual(page.stops, []);
  });

  it('does not start a run whose data comes after it was stopped', async () => {
    const { page, controller } = setUp();
    let give: (() => void) | undefined;
    const run = controller.run(
      plan({
        loadData: () =>
          new Promise((resolve) => {
            give = () => {
              resolve(DRAWN);
            };
          }),
      }),
    );
    await settled();
    await controller.stop();
    await run;
    give?.();
    await settled();
    assert.deepEqual(page.requests, []);
    assert.ok(page.lastState?.phase === 'stopped');
    assert.equal(page.lastState.run.dataOrigin, undefined);
  });

  it('has nothing to stop when nothing runs', async () => {
    const { page, controller } = setUp();
    await controller.stop();
    assert.deepEqual(page.states, []);
  });

  it('fails when the view is lost', async () => {
    const { controller, report } = setUp();
    const run = controller.run(plan());
    await settled();
    report(STARTED);
    controller.pageLost('The training view was closed.');
    assert.equal(await messageOf(run), 'The training view was closed.');
    controller.pageLost('Again.');
  });

  it('saves the weights one after the other and ends only when all are saved', async () => {
    const { page, events, controller, report } = setUp();
    const saved: number[] = [];
    let release: (() => void) | undefined;
    const run = controller.run(
      plan({
        saveWeights: async ({ epoch }) => {
          if (epoch === 0) {
            await new Promise<void>((resolve) => {
              release = resolve;
            });
          }
          saved.push(epoch);
        },
      }),
    );
    await settled();
    assert.equal(page.requests[0]?.exportWeights, true);
    report(STARTED, WEIGHTS, { ...WEIGHTS, epoch: 1 }, ENDED);
    await settled();
    assert.deepEqual(saved, []);
    assert.equal(page.lastState?.phase, 'running');
    release?.();
    assert.deepEqual(await run, ENDED);
    assert.deepEqual(saved, [0, 1]);
    assert.deepEqual(eventTypes(events), ['runStarted', 'weightsExported', 'weightsExported', 'runEnded']);
  });

  it('fails, and stops the worker, when weights cannot be saved', async () => {
    const { page, events, controller, report } = setUp();
    const tried: number[] = [];
    const run = controller.run(
      plan({
        saveWeights: ({ epoch }) => {
          tried.push(epoch);
          return Promise.reject(new Error('The disk is full.'));
        },
      }),
    );
    await settled();
    report(STARTED, WEIGHTS, { ...WEIGHTS, epoch: 1 });
    assert.equal(await messageOf(run), 'The disk is full.');
    assert.deepEqual(page.released, [1]);
    assert.deepEqual(tried, [0]);
    assert.deepEqual(events.at(-1), failure('The disk is full.'));
  });

  it('fails even when the last file cannot be saved after the training has ended', async () => {
    const { controller, report } = setUp();
    const run = controller.run(plan({ saveWeights: () => Promise.reject(new Error('The disk is full.')) }));
    await settled();
    report(STARTED, WEIGHTS, ENDED);
    assert.equal(await messageOf(run), 'The disk is full.');
  });

  it('passes orders on, and says what was asked until it is done', async () => {
    const { page, controller, report } = setUp();
    void controller.run(plan({}, { attended: true }));
    await settled();
    report(STARTED);
    controller.steer({ kind: 'pause' });
    assert.ok(page.lastState?.phase === 'running' && page.lastState.wish === 'pause');
    report({ type: 'runPaused', step: 3, elapsedMs: 30, trouble: null });
    const paused = page.states.at(-1);
    assert.ok(paused?.phase === 'paused' && paused.run.step === 3);
    controller.steer({ kind: 'change', change: { learningRate: 0.5 } });
    controller.steer({ kind: 'step' });
    assert.deepEqual(page.steerings, [
      { kind: 'pause' },
      { kind: 'change', change: { learningRate: 0.5 } },
      { kind: 'step' },
    ]);
    assert.equal(controller.isActive, true);
  });

  it('gives orders that come before the worker to the worker', async () => {
    const { page, controller } = setUp();
    void controller.run(plan({}, { attended: true }));
    controller.steer({ kind: 'pause' });
    assert.deepEqual(page.orders, []);
    await settled();
    assert.deepEqual(page.orders, [{ attempt: 1, steering: { kind: 'pause' } }]);
    assert.ok(page.lastState?.phase === 'preparing' && page.lastState.wish === 'pause');
  });

  it('keeps the worker of a run that is attended, and takes it further', async () => {
    const { page, events, controller, report } = setUp();
    const run = controller.run(plan({}, { attended: true }));
    await settled();
    report(STARTED, EPOCH, EPOCH_2, ENDED);
    assert.deepEqual(await run, ENDED);
    assert.equal(controller.isActive, false);
    assert.ok(page.lastState?.phase === 'ended' && page.lastState.live);
    assert.deepEqual(page.released, []);

    controller.steer({ kind: 'epoch' });
    report({ type: 'runResumed', step: 20, evaluating: false });
    assert.equal(controller.isActive, true);
    report(trained(21), ENDED);
    await settled();
    assert.equal(controller.isActive, false);
    assert.equal(eventTypes(events).filter((type) => type === 'runEnded').length, 2);

    void controller.run(plan({ subject: { ...REQUESTED.subject, runId: 'run-2' } }));
    assert.deepEqual(page.released, [1]);
  });

  it('says when a run that was taken further is over', async () => {
    const { controller, report } = setUp();
    const run = controller.run(plan({}, { attended: true }));
    await settled();
    report(STARTED, ENDED);
    await run;
    report({ type: 'runResumed', step: 20, evaluating: false });
    let isOver = false;
    void controller.untilOver().then(() => (isOver = true));
    await settled();
    assert.equal(isOver, false);
    report(ENDED);
    await settled();
    assert.equal(isOver, true);
  });

  it('lets the page go after the end without a failure', async () => {
    const { page, controller, report } = setUp();
    const run = controller.run(plan({}, { attended: true }));
    await settled();
    report(STARTED, ENDED);
    await run;
    controller.pageLost('The training view was closed.');
    assert.ok(page.lastState?.phase === 'ended' && !page.lastState.live);
  });

  it('lets a worker go that crashes after the end, without a failure', async () => {
    const { page, controller, report } = setUp();
    const run = controller.run(plan({}, { attended: true }));
    await settled();
    report(STARTED, ENDED);
    await run;
    report(failure('The training worker crashed.', 'workerLost'));
    assert.ok(page.lastState?.phase === 'ended' && !page.lastState.live);
  });

  it('keeps the checkpoints of a run whose data cannot be had any more', async () => {
    const { page, controller, report } = setUp();
    const first = controller.run(plan());
    await settled();
    report(STARTED, EPOCH, checkpointAt(10, 0.9), { type: 'runStopped', epochs: 1, elapsedMs: 5 });
    await first;
    const { lastState } = page;
    const { run } = lastState?.phase === 'stopped' ? lastState : assert.fail();
    const gone = plan({
      from: { run, step: 10 },
      loadData: () => Promise.reject(new Error('The folder "/data" is gone.')),
    });
    assert.equal(await messageOf(controller.run(gone)), 'The folder "/data" is gone.');
    const failed = page.states.at(-1);
    assert.ok(failed?.phase === 'failed');
    assert.deepEqual(
      failed.run.checkpoints.map(({ step }) => step),
      [10],
    );
    assert.deepEqual(failed.run.epochs, [EPOCH]);
  });

  it('writes checkpoints one after the other, and knows only those that are written', async () => {
    const { page, controller, report } = setUp();
    const written: number[] = [];
    let release: (() => void) | undefined;
    const write: CheckpointKeeper['write'] = async ({ step }) => {
      if (step === 0) await new Promise<void>((resolve) => (release = resolve));
      written.push(step);
      return step === 20 ? [10] : [];
    };
    const run = controller.run(plan({ checkpoints: { ...NO_KEEPER, write } }));
    await settled();
    report(STARTED, checkpointAt(0), checkpointAt(10, 0.9), checkpointAt(20, 0.95), ENDED);
    await settled();
    assert.ok(page.lastState?.phase === 'running');
    assert.deepEqual(page.lastState.run.checkpoints, []);
    release?.();
    await run;
    assert.deepEqual(written, [0, 10, 20]);
    const ended = page.states.at(-1);
    assert.ok(ended?.phase === 'ended');
    assert.deepEqual(
      ended.run.checkpoints.map(({ step, testAccuracy }) => [step, testAccuracy]),
      [
        [0, null],
        [20, 0.95],
      ],
    );
  });

  it('lets only the newest of the regular checkpoints wait while another one is written', async () => {
    const { controller, report } = setUp();
    const written: number[] = [];
    let release: (() => void) | undefined;
    const write: CheckpointKeeper['write'] = async ({ step }) => {
      written.push(step);
      if (step === 1) await new Promise<void>((resolve) => (release = resolve));
      return [];
    };
    const regular = (step: number): RunEvent => ({ ...checkpointAt(step), reason: 'steps' });
    const run = controller.run(plan({ checkpoints: { ...NO_KEEPER, write } }));
    await settled();
    report(STARTED, regular(1));
    await settled();
    report(regular(2), regular(3), checkpointAt(4), regular(5), regular(6), checkpointAt(10), ENDED);
    await settled();
    assert.deepEqual(written, [1]);
    release?.();
    await run;
    assert.deepEqual(written, [1, 4, 6, 10]);
  });

  it('goes on when a checkpoint cannot be written, and says so', async () => {
    const { page, controller, report } = setUp();
    const write = ({ step }: { step: number }): Promise<readonly number[]> =>
      step === 10 ? Promise.reject(new Error('The disk is full.')) : Promise.resolve([]);
    const run = controller.run(plan({ checkpoints: { ...NO_KEEPER, write } }));
    await settled();
    report(STARTED, checkpointAt(0), checkpointAt(10), EPOCH, ENDED);
    assert.deepEqual(await run, ENDED);
    assert.ok(page.lastState?.phase === 'ended');
    assert.deepEqual(page.lastState.run.notes, ['The disk is full.']);
    assert.deepEqual(
      page.lastState.run.checkpoints.map(({ step }) => step),
      [0],
    );
  });

  it('says once that checkpoints cannot be written, and once that they can again', async () => {
    const { page, controller, report } = setUp();
    const full = [10, 20, 40];
    const write = ({ step }: { step: number }): Promise<readonly number[]> =>
      full.includes(step) ? Promise.reject(new Error(`The disk is full at ${step}.`)) : Promise.resolve([]);
    const run = controller.run(plan({ checkpoints: { ...NO_KEEPER, write } }));
    await settled();
    report(STARTED, ...[0, 10, 20, 30, 40, 50].map((step) => checkpointAt(step)), ENDED);
    await run;
    assert.ok(page.lastState?.phase === 'ended');
    assert.deepEqual(page.lastState.run.notes, [
      'The disk is full at 10.',
      'Checkpoints are kept again from step 30.',
    ]);
    assert.deepEqual(
      page.lastState.run.checkpoints.map(({ step }) => step),
      [0, 30, 50],
    );
  });

  describe('when the device is lost', () => {
    const lost = failure('tfjs-webgl failed: the device was lost.', 'deviceLost');
    const gpu = { ...STARTED, engine: 'tfjs-webgl' };
    const read = (step: number): Promise<Uint8Array> => Promise.resolve(Uint8Array.of(step, 7));

    it('goes on from the last checkpoint on the next engine', async () => {
      const { page, events, controller, report } = setUp();
      const run = controller.run(plan({ checkpoints: { ...NO_KEEPER, read } }));
      await settled();
      report(gpu, trained(5), checkpointAt(0), EPOCH, checkpointAt(10, 0.9), trained(13), lost);
      await settled();
      assert.deepEqual(page.released, [1]);
      const second = page.requests.at(-1);
      assert.equal(second?.attempt, 2);
      assert.deepEqual(second.start, { kind: 'checkpoint', bytes: Uint8Array.of(10, 7) });
      assert.deepEqual(second.excludedEngines, [
        { name: 'tfjs-webgl', reason: 'it lost its device in this run' },
      ]);
      assert.ok(page.lastState?.phase === 'preparing');
      assert.equal(page.lastState.run.step, 10);
      assert.equal(page.lastState.run.epochs.length, 1);
      assert.match(
        page.lastState.run.notes.join(),
        /tfjs-webgl lost its device\. The run goes on from step 10/,
      );
      report({ ...STARTED, step: 10 }, EPOCH_2, ENDED);
      assert.deepEqual(await run, ENDED);
      assert.ok(!eventTypes(events).includes('runFailed'));
      assert.equal(
        page.states.some(({ phase }) => phase === 'failed'),
        false,
      );
    });

    it('begins again where there is no checkpoint yet', async () => {
      const { page, controller, report } = setUp();
      void controller.run(plan());
      await settled();
      report(gpu, lost);
      await settled();
      assert.deepEqual(page.requests.at(-1)?.start, { kind: 'initialWeights' });
    });

    it('fails when the engine was asked for by name', async () => {
      const { page, controller, report } = setUp();
      const run = controller.run(plan({ checkpoints: { ...NO_KEEPER, read } }, { engine: 'tfjs-webgl' }));
      await settled();
      report(gpu, checkpointAt(0), lost);
      assert.equal(await messageOf(run), lost.message);
      assert.equal(page.requests.length, 1);
      assert.ok(page.lastState?.phase === 'failed' && page.lastState.run.checkpoints.length === 1);
    });

    it('does what the run was doing, with the changes that were made since', async () => {
      const { page, controller, report } = setUp();
      void controller.run(plan({ checkpoints: { ...NO_KEEPER, read } }, { first: 'pause', attended: true }));
      await settled();
      const hyperparameters = { learningRate: 0.5, momentum: 0, epochs: 2 };
      report(gpu, checkpointAt(0), { type: 'hyperparametersChanged', step: 4, hyperparameters });
      report(trained(5), lost);
      await settled();
      assert.equal(page.requests[1]?.first, 'run');
      assert.deepEqual(page.requests[1].schedule, [{ step: 4, change: { learningRate: 0.5 } }]);
      report(
        { ...gpu, engine: 'tfjs-wasm' },
        { type: 'runPaused', step: 2, elapsedMs: 1, trouble: null },
        lost,
      );
      await settled();
      assert.equal(page.requests[2]?.first, 'pause');
      assert.deepEqual(
        page.requests[2].excludedEngines.map(({ name }) => name),
        ['tfjs-webgl', 'tfjs-wasm'],
      );
      report({ ...gpu, engine: 'tfjs-cpu' });
      controller.steer({ kind: 'pause' });
      report(lost);
      await settled();
      assert.equal(page.requests[3]?.first, 'pause');
    });

    it('fails when the next engine loses its device before it begins', async () => {
      const { page, controller, report } = setUp();
      const run = controller.run(plan({ checkpoints: { ...NO_KEEPER, read } }));
      await settled();
      report(gpu, checkpointAt(0), lost);
      await settled();
      report(lost);
      assert.equal(await messageOf(run), lost.message);
      assert.equal(page.requests.length, 2);
    });

    it('stops when that was asked for', async () => {
      const { page, controller, report } = setUp();
      const run = controller.run(plan({ checkpoints: { ...NO_KEEPER, read } }));
      await settled();
      report(gpu, checkpointAt(0));
      void controller.stop();
      report(lost);
      assert.equal((await run).type, 'runStopped');
      assert.equal(page.requests.length, 1);
    });

    it('fails when the checkpoint cannot be read', async () => {
      const { controller, report } = setUp();
      const run = controller.run(plan());
      await settled();
      report(gpu, checkpointAt(0), lost);
      assert.equal(await messageOf(run), 'There is none.');
    });
  });

  it('shows a run that was kept, but not in the place of one under way', async () => {
    const { page, controller, report } = setUp();
    const run: Run = {
      subject: { ...REQUESTED.subject, runId: 'old' },
      notes: [],
      started: STARTED,
      step: 10,
      hyperparameters: STARTED.hyperparameters,
      changes: [],
      progress: null,
      epochs: [EPOCH],
      test: null,
      health: null,
      checkpoints: [],
      elapsedMs: 5,
      networkChanged: false,
    };
    controller.show({ phase: 'stopped', run });
    assert.deepEqual(page.lastState, { phase: 'stopped', run });
    controller.forget();
    assert.deepEqual(page.lastState, { phase: 'idle' });
    void controller.run(plan());
    await settled();
    report(STARTED);
    controller.show({ phase: 'stopped', run });
    controller.forget();
    assert.equal(page.lastState.phase, 'running');
  });

  it('asks the worker for tensors and units once it has started, and after the end, until it is released', async () => {
    const { page, controller, report } = setUp();
    const refused = { name: 'Error', message: /^No worker holds the weights of this run/ };
    const ask = () => controller.readTensors('gradient', ['output.bias']);
    await assert.rejects(ask(), refused);
    await assert.rejects(controller.readUnits(), refused);
    await assert.rejects(controller.readPictures('weights', 'output'), refused);
    void controller.run(plan({}, { attended: true }));
    await settled();
    assert.equal(controller.hasWorker, false);
    await assert.rejects(ask(), refused);
    report(STARTED);
    assert.equal(controller.hasWorker, true);
    const tensors = [{ name: 'output.bias', shape: [1], values: Float32Array.of(0.5) }];
    assert.deepEqual(await ask(), { step: 7, tensors });
    assert.deepEqual(await controller.readPictures('weights', 'output'), { step: 7, tensors: [] });
    report(EPOCH, EPOCH_2, ENDED);
    await settled();
    assert.equal(controller.hasWorker, true);
    const layers = [{ layer: 'output', units: 1, findings: [] }];
    assert.deepEqual(await controller.readUnits(), { step: 7, examples: 3, layers });
    controller.release();
    assert.equal(controller.hasWorker, false);
    await assert.rejects(ask(), refused);
    await assert.rejects(controller.readUnits(), refused);
    const question = { attempt: 1, quantity: 'gradient', names: ['output.bias'] };
    const pictures = { attempt: 1, quantity: 'weights', layer: 'output' };
    assert.deepEqual(page.questions, [question, pictures, { attempt: 1 }]);
  });

  it('asks no worker that has failed', async () => {
    const { page, controller, report } = setUp();
    const run = controller.run(plan());
    await settled();
    report(STARTED, failure('It went wrong.'));
    assert.equal(controller.hasWorker, false);
    await messageOf(run);
    await assert.rejects(controller.readTensors('weights', []), /^Error: No worker holds/);
    assert.deepEqual(page.questions, []);
  });
});
