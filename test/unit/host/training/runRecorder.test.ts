import assert from 'node:assert/strict';
import { IDLE, reduceRun, type RunAction, type RunState } from '../../../../src/core/training/runState';
import type { PlannedRun } from '../../../../src/host/training/runPlanner';
import { RunRecorder } from '../../../../src/host/training/runRecorder';
import type { RunRecord } from '../../../../src/host/training/store/runRecord';
import { checkpointAt, ENDED, EPOCH, REQUESTED, settled, STARTED, trained } from './runEvents';

const RECORD: PlannedRun['record'] = {
  version: 1,
  runId: REQUESTED.subject.runId,
  createdAt: 5,
  file: 'file:///a.nn.json',
  request: {
    networkText: '{}',
    networkHash: 'ab',
    overrides: {},
    engine: 'auto',
    schedule: [],
    dataset: { instead: null, folder: null },
    startsWith: 'initialWeights',
  },
  origin: { kind: 'new' },
};

function planned(changes: Partial<PlannedRun> = {}): PlannedRun {
  return {
    record: RECORD,
    subject: REQUESTED.subject,
    request: {
      networkText: '{}',
      networkHash: 'ab',
      overrides: {},
      engine: 'auto',
      start: { kind: 'initialWeights' },
      first: 'run',
      schedule: [],
      checkpoints: { taken: true, everySteps: 0 },
      attended: true,
    },
    loadData: () => Promise.reject(new Error('Not asked here.')),
    checkpoints: { write: () => Promise.resolve([]), read: () => Promise.resolve(new Uint8Array(0)) },
    ...changes,
  };
}

const CHECKPOINT: RunAction = {
  type: 'checkpointKept',
  checkpoint: { step: 10, epoch: 1, reason: 'epoch', testAccuracy: 0.9 },
};

function setUp() {
  const saved: RunRecord[] = [];
  const losses: [number, number[]][] = [];
  const starts: Uint8Array[] = [];
  const shown: [number, number[]][] = [];
  const failures: string[] = [];
  let error: Error | undefined;
  let lossesError: Error | undefined;
  const recorder = new RunRecorder(
    {
      save: (record) => {
        if (error !== undefined) return Promise.reject(error);
        saved.push(record);
        return Promise.resolve();
      },
      writeCheckpoint: () => Promise.reject(new Error('Not asked here.')),
      writeLosses: (_runId, from, all) => {
        if (lossesError !== undefined) return Promise.reject(lossesError);
        losses.push([from, [...all]]);
        return Promise.resolve();
      },
      writeStart: (_runId, bytes) => {
        starts.push(bytes);
        return Promise.resolve();
      },
    },
    {
      recordChanged: () => undefined,
      lossesWritten: (_runId, from, some) => shown.push([from, [...some]]),
      writeFailed: (message) => failures.push(message),
    },
  );
  let state: RunState = IDLE;
  const act = (...actions: readonly RunAction[]): void => {
    for (const action of actions) {
      state = reduceRun(state, action);
      recorder.follow(state);
      if (action.type === 'stepsTrained' || action.type === 'runStarted') recorder.eventHappened(action);
    }
  };
  const failWith = (next: Error | undefined): void => {
    error = next;
  };
  const failLossesWith = (next: Error | undefined): void => {
    lossesError = next;
  };
  return { recorder, act, saved, losses, starts, shown, failures, failWith, failLossesWith };
}

describe('RunRecorder', () => {
  it('keeps the record at every checkpoint and at the end, with all losses so far', async () => {
    const { recorder, act, saved, losses } = setUp();
    recorder.begin(planned());
    act(REQUESTED);
    await settled();
    assert.equal(saved.length, 0);
    for (const action of [STARTED, trained(4, 4), trained(10, 6), EPOCH, CHECKPOINT, trained(12, 2), ENDED]) {
      act(action);
      await settled();
    }
    assert.deepEqual(
      saved.map(({ status, run }) => [status, run.epochs.length, run.checkpoints.length]),
      [
        // Once before anything else of the run, once with its losses.
        ['active', 0, 0],
        ['active', 0, 0],
        ['active', 1, 1],
        ['ended', 1, 1],
      ],
    );
    assert.deepEqual(
      losses.map(([from, all]) => [from, all.length]),
      [
        [0, 0],
        [0, 10],
        [10, 12],
      ],
    );
    assert.deepEqual(losses.at(-1)?.[1], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    assert.equal(saved.at(-1)?.request.networkHash, 'ab');
  });

  it('writes only the newest record while another one is being written, of each run', async () => {
    const { recorder, act, saved, losses } = setUp();
    recorder.begin(planned());
    act(REQUESTED, STARTED, trained(4, 4), EPOCH, CHECKPOINT, ENDED);
    const record = { ...RECORD, runId: 'run-2' };
    const subject = { ...REQUESTED.subject, runId: 'run-2' };
    recorder.begin(planned({ record, subject }));
    act({ ...REQUESTED, subject }, STARTED, ENDED);
    await recorder.freeze();
    assert.deepEqual(
      saved.map(({ runId, status }) => [runId, status]),
      [
        ['run-1', 'active'],
        ['run-1', 'active'],
        ['run-1', 'ended'],
        ['run-2', 'ended'],
        ['run-2', 'ended'],
      ],
    );
    assert.deepEqual(
      losses.map(([, all]) => all.length),
      [4, 4, 0],
    );
  });

  it('hands losses on as they come, and drops those after the checkpoint that a run goes on from', () => {
    const { recorder, act, shown } = setUp();
    recorder.begin(planned());
    act(REQUESTED, STARTED, trained(5, 5));
    act({ type: 'runStopped', epochs: 0, elapsedMs: 1 });
    const kept = recorder.record;
    assert.ok(kept !== undefined);
    const from = { run: kept.run, step: 3, losses: recorder.stepLosses.slice() };
    recorder.begin(planned({ from, losses: from.losses }));
    assert.deepEqual([...recorder.stepLosses], [1, 2, 3]);
    act({ ...REQUESTED, from }, { ...STARTED, step: 3 }, { ...trained(5), losses: Float32Array.of(40, 50) });
    assert.deepEqual([...recorder.stepLosses], [1, 2, 3, 40, 50]);
    assert.deepEqual(shown, [
      [0, []],
      [0, [1, 2, 3, 4, 5]],
      [0, [1, 2, 3]],
      [3, [40, 50]],
    ]);
  });

  it('keeps what another run needs to change its settings at the same steps', () => {
    const { recorder, act } = setUp();
    const schedule = [
      { step: 2, change: { learningRate: 9 } },
      { step: 30, change: { learningRate: 8 } },
    ];
    recorder.begin(planned({ record: { ...RECORD, request: { ...RECORD.request, schedule } } }));
    const hyperparameters = { learningRate: 0.5, momentum: 0.9, epochs: 4 };
    const next = { ...hyperparameters, learningRate: 0.25 };
    act(REQUESTED, STARTED, trained(5), { type: 'hyperparametersChanged', step: 5, hyperparameters });
    act(trained(8), { type: 'hyperparametersChanged', step: 8, hyperparameters: next });
    assert.deepEqual(recorder.record?.request.schedule, [
      // Only what differs from before: a repetition with another number of epochs keeps its own.
      { step: 5, change: { learningRate: 0.5, momentum: 0.9, epochs: 4 } },
      { step: 8, change: { learningRate: 0.25 } },
      { step: 30, change: { learningRate: 8 } },
    ]);
  });

  it('keeps what a run starts from, but not once more when it goes on', async () => {
    const { recorder, act, starts } = setUp();
    const bytes = Uint8Array.of(7);
    const request = { ...planned().request, start: { kind: 'weights', bytes } as const };
    recorder.begin(planned({ request }));
    act(REQUESTED, STARTED);
    const { run } = recorder.record ?? assert.fail('There should be a record.');
    recorder.begin(planned({ request, from: { run, step: 0 } }));
    await settled();
    assert.deepEqual(starts, [bytes]);
  });

  it('tells of a failed write once and goes on', async () => {
    const { recorder, act, saved, failures, failWith } = setUp();
    recorder.begin(planned());
    act(REQUESTED, STARTED);
    await settled();
    failWith(new Error('The disk is full.'));
    act(EPOCH, CHECKPOINT);
    await settled();
    failWith(undefined);
    act(ENDED);
    await settled();
    assert.deepEqual(failures, ['The disk is full.']);
    assert.deepEqual(
      saved.map(({ status }) => status),
      ['active', 'active', 'ended'],
    );
  });

  it('writes losses again whose write failed', async () => {
    const { recorder, act, losses, failLossesWith } = setUp();
    recorder.begin(planned());
    act(REQUESTED, STARTED, trained(4, 4));
    await settled();
    failLossesWith(new Error('The disk is full.'));
    act(trained(10, 6), EPOCH, CHECKPOINT);
    await settled();
    failLossesWith(undefined);
    act(trained(12, 2), ENDED);
    await settled();
    assert.deepEqual(losses.at(-1), [4, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]]);
  });

  it('leaves a run that is cut off as one that can be resumed', async () => {
    const { recorder, act, saved } = setUp();
    recorder.begin(planned());
    act(REQUESTED, STARTED, EPOCH, CHECKPOINT);
    await recorder.freeze();
    act({ type: 'runFailed', message: 'The extension was deactivated.', cause: 'workerLost' });
    await settled();
    assert.equal(saved.at(-1)?.status, 'active');
  });

  it('writes nothing of a run that is only shown', async () => {
    const { recorder, act, saved, shown } = setUp();
    const record: RunRecord = {
      ...RECORD,
      status: 'ended',
      message: null,
      run: { ...runOf(act, recorder), step: 2 },
    };
    await settled();
    saved.length = 0;
    recorder.show(record, Float32Array.of(1, 2));
    act(checkpointNoted());
    await settled();
    assert.deepEqual(saved, []);
    assert.equal(recorder.record, record);
    assert.deepEqual(shown.at(-1), [0, [1, 2]]);
  });
});

function runOf(act: (...actions: readonly RunAction[]) => void, recorder: RunRecorder): RunRecord['run'] {
  recorder.begin(planned());
  act(REQUESTED, STARTED, ENDED);
  return recorder.record?.run ?? assert.fail('There should be a record.');
}

function checkpointNoted(): RunAction {
  const { step, epoch, reason, testAccuracy } = checkpointAt(20);
  return { type: 'checkpointKept', checkpoint: { step, epoch, reason, testAccuracy } };
}
