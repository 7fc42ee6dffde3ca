import assert from 'node:assert/strict';
import { encodeCheckpoint } from '../../../../src/core/training/checkpointFile';
import type { TestPredictions } from '../../../../src/core/training/checkpoint';
import { IDLE, reduceRun, type Run, type RunAction } from '../../../../src/core/training/runState';
import { Moments } from '../../../../src/host/training/moments';
import type { ShownMoment } from '../../../../src/protocol/training';
import { EPOCH, EVALUATED, REQUESTED, settled, STARTED, trained } from './runEvents';

const LABELS = Uint8Array.of(1, 2, 9);

/** Says the same class of all three test digits, with the accuracy of its epoch. */
const measured = (said: number): TestPredictions => ({
  loss: said,
  accuracy: said / 10,
  predicted: Int16Array.of(said, said, said),
  confidence: Float32Array.of(1, 1, 1),
});

const kept = (step: number, testAccuracy: number | null): RunAction => ({
  type: 'checkpointKept',
  checkpoint: { step, epoch: Math.floor(step / 10), reason: 'epoch', testAccuracy },
});

/** A run of 25 steps: checkpoints at 0, 10, 15 and 20, of which 10 and 20 were measured. */
function runOf(): Run {
  const actions: RunAction[] = [REQUESTED, STARTED, kept(0, null), EPOCH, kept(10, 0.1), kept(15, null)];
  const state = [...actions, kept(20, 0.2), trained(25)].reduce(reduceRun, IDLE);
  return state.phase === 'idle' ? assert.fail() : state.run;
}

function setUp() {
  const shown: (ShownMoment | null)[] = [];
  const failures: string[] = [];
  const waits: (() => void)[] = [];
  const options = { slow: false, gone: false };
  const moments = new Moments(
    {
      readCheckpoint: async (_runId, step) => {
        if (options.slow) await new Promise<void>((resolve) => waits.push(resolve));
        if (options.gone) throw new Error('The checkpoint is gone.');
        return encodeCheckpoint(
          {
            weights: new Map(),
            optimizerState: new Map(),
            position: {
              step,
              summedLoss: 0,
              epochReported: true,
              hyperparameters: STARTED.hyperparameters,
              elapsedMs: 0,
              trainingMs: 0,
            },
            test: step % 10 === 0 && step > 0 ? measured(step / 10) : undefined,
          },
          {
            networkName: 'A net',
            networkHash: 'ab',
            dataset: 'mnist',
            seed: 1,
            epoch: 1,
            loss: 1,
            testAccuracy: undefined,
            engine: 'tfjs-cpu',
          },
        );
      },
      testSet: () =>
        Promise.resolve({ count: 3, imageShape: [1, 1, 1], images: new Uint8Array(3), labels: LABELS }),
    },
    (moment) => shown.push(moment),
    (message) => failures.push(message),
  );
  return { moments, shown, failures, waits, options };
}

describe('Moments', () => {
  it('shows the newest measurement of a run as it comes', async () => {
    const { moments, shown } = setUp();
    moments.runShown(undefined);
    await moments.eventHappened(EVALUATED, runOf());
    const { step, loss, accuracy, predicted, confidence } = EVALUATED;
    assert.deepEqual(shown, [
      null,
      {
        runId: 'run-1',
        step: 25,
        isPast: false,
        test: { step, loss, accuracy, predicted, confidence, labels: LABELS },
      },
    ]);
  });

  it('goes back to a checkpoint, stays there while the run goes on, and comes back', async () => {
    const { moments, shown } = setUp();
    await moments.eventHappened(EVALUATED, runOf());
    await moments.travel(20, runOf());
    assert.equal(moments.pastStep, 20);
    const past = shown.at(-1);
    assert.deepEqual([past?.step, past?.isPast, past?.test?.step], [20, true, 20]);
    assert.deepEqual([...(past?.test?.predicted ?? [])], [2, 2, 2]);
    await moments.eventHappened({ ...EVALUATED, step: 30 }, runOf());
    assert.equal(shown.at(-1), past);
    await moments.travel(null, runOf());
    assert.deepEqual([shown.at(-1)?.isPast, shown.at(-1)?.test?.step], [false, 30]);
    assert.equal(moments.pastStep, null);
  });

  it('shows the last measurement before a checkpoint that has none, with its own step', async () => {
    const { moments, shown } = setUp();
    await moments.travel(15, runOf());
    assert.deepEqual([shown.at(-1)?.step, shown.at(-1)?.test?.step], [15, 10]);
    await moments.travel(0, runOf());
    assert.deepEqual([shown.at(-1)?.step, shown.at(-1)?.test], [0, null]);
  });

  it('shows the last measurement of a run that was kept', async () => {
    const { moments, shown } = setUp();
    moments.runShown(runOf());
    await settled();
    assert.deepEqual([shown.at(-1)?.isPast, shown.at(-1)?.test?.step], [false, 20]);
  });

  it('does not go where there is no checkpoint', async () => {
    const { moments, shown } = setUp();
    await moments.travel(10, runOf());
    await moments.travel(11, runOf());
    assert.equal(moments.pastStep, 10);
    assert.deepEqual(
      shown.map((moment) => moment?.step),
      [10, 10],
    );
  });

  it('shows the moment that was asked for last, whichever is read first', async () => {
    const { moments, shown, waits, options } = setUp();
    options.slow = true;
    const first = moments.travel(20, runOf());
    await settled();
    options.slow = false;
    await moments.travel(10, runOf());
    waits[0]?.();
    await first;
    assert.deepEqual(
      shown.map((moment) => moment?.step),
      [10],
    );
  });

  it('says why a moment cannot be shown', async () => {
    const { moments, shown, failures, options } = setUp();
    options.gone = true;
    await moments.travel(20, runOf());
    assert.deepEqual(failures, ['The checkpoint is gone.']);
    assert.equal(shown.at(-1)?.test, null);
  });
});
