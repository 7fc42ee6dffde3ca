import assert from 'node:assert/strict';
import { IDLE, reduceRun, type RunAction, type RunState } from '../../../../src/core/training/runState';
import {
  IN_SIGHT_MS,
  NOTIFICATION_DELAY_MS,
  RunNotification,
  type ProgressStep,
  type ShowProgress,
} from '../../../../src/host/training/runNotification';
import { EPOCH, EVALUATED, failure, REQUESTED, settled, STARTED, trained } from './runEvents';

/** A notification as VS Code would show it. */
class Shown {
  readonly steps: ProgressStep[] = [];
  closed = false;

  constructor(
    readonly title: string,
    readonly pressCancel: () => void,
    private readonly task: Parameters<ShowProgress>[2],
  ) {}

  appear(): void {
    void this.task((step) => this.steps.push(step)).then(() => {
      this.closed = true;
    });
  }
}

function setUp(appearAtOnce = true) {
  const shown: Shown[] = [];
  let cancels = 0;
  const view = { inSight: false };
  const timers: { callback: () => void; delayMs: number }[] = [];
  const notification = new RunNotification(
    (title, cancel, task) => {
      const one = new Shown(title, cancel, task);
      shown.push(one);
      if (appearAtOnce) one.appear();
    },
    () => {
      cancels++;
    },
    (callback, delayMs) => {
      const timer = { callback, delayMs };
      if (delayMs === 0) callback();
      else timers.push(timer);
      return () => {
        const place = timers.indexOf(timer);
        if (place >= 0) timers.splice(place, 1);
      };
    },
    () => view.inSight,
  );
  let state: RunState = IDLE;
  const follow = (...actions: readonly RunAction[]): void => {
    for (const action of actions) {
      state = reduceRun(state, action);
      notification.follow(state);
    }
  };
  return { shown, follow, timers, view, cancelCount: () => cancels };
}

const at = (task: string, fraction: number | null): RunAction => ({
  type: 'preparationReported',
  task,
  fraction,
});

describe('RunNotification', () => {
  it('leaves work of unknown length to the panel', () => {
    const { shown, follow } = setUp();
    follow(REQUESTED, at('Looking for MNIST in the cache', null), STARTED);
    assert.deepEqual(shown, []);
  });

  it('shows one notification, with each task and how much more is done', () => {
    const { shown, follow } = setUp();
    follow(REQUESTED, at('Images', 0), at('Images', 0.25), at('Labels', 0.75));
    assert.equal(shown.length, 1);
    assert.equal(shown[0]?.title, 'Training A net');
    assert.deepEqual(shown[0].steps, [
      { message: 'Images', increment: 0 },
      { message: 'Images', increment: 25 },
      { message: 'Labels', increment: 50 },
    ]);
  });

  it('never goes back', () => {
    const { shown, follow } = setUp();
    follow(REQUESTED, at('Images', 0.5), at('Images', 0.25), at('Images', 0.75));
    assert.deepEqual(
      shown[0]?.steps.map(({ increment }) => increment),
      [50, 25],
    );
  });

  it('closes when the download is done, and opens anew for the next', async () => {
    const { shown, follow } = setUp();
    follow(REQUESTED, at('Images', 0.5));
    await settled();
    assert.equal(shown[0]?.closed, false);
    follow(at('Choosing an engine', null));
    await settled();
    assert.equal(shown[0].closed, true);
    follow(STARTED, failure('Why.'), REQUESTED, at('Images', 0.125));
    assert.equal(shown.length, 2);
    assert.deepEqual(shown[1]?.steps, [{ message: 'Images', increment: 12.5 }]);
    assert.equal(shown[0].steps.length, 1);
  });

  const ends: readonly RunAction[] = [
    { type: 'stopRequested' },
    { type: 'runStopped', epochs: 0, elapsedMs: 1 },
    failure('Why.'),
  ];
  for (const end of ends) {
    it(`closes on ${end.type}`, async () => {
      const { shown, follow } = setUp();
      follow(REQUESTED, at('Images', 0.5), end);
      await settled();
      assert.deepEqual(
        shown.map(({ closed }) => closed),
        [true],
      );
    });
  }

  it('cancels when its button is pressed', () => {
    const { shown, follow, cancelCount } = setUp();
    follow(REQUESTED, at('Images', 0.5));
    assert.equal(cancelCount(), 0);
    shown[0]?.pressCancel();
    assert.equal(cancelCount(), 1);
  });

  it('says the newest when it appears late, and closes even then', async () => {
    const { shown, follow } = setUp(false);
    follow(REQUESTED, at('Images', 0.25), at('Labels', 0.5));
    shown[0]?.appear();
    assert.deepEqual(shown[0]?.steps, [{ message: 'Labels', increment: 50 }]);

    const late = setUp(false);
    late.follow(REQUESTED, at('Images', 0.25), { type: 'stopRequested' });
    late.shown[0]?.appear();
    await settled();
    assert.equal(late.shown[0]?.closed, true);
  });

  it('shows the training after a while: epoch, accuracy, time left', async () => {
    const { shown, follow, timers } = setUp();
    follow(REQUESTED, STARTED, trained(5));
    assert.deepEqual(
      timers.map(({ delayMs }) => delayMs),
      [NOTIFICATION_DELAY_MS, IN_SIGHT_MS],
    );
    assert.equal(shown.length, 0);
    timers[0]?.callback();
    follow(EVALUATED, EPOCH);
    const notification = shown[0] ?? assert.fail('There should be a notification.');
    assert.deepEqual(notification.steps, [
      { message: 'Epoch 1/2 · 1.5\u00a0s left', increment: 25 },
      { message: 'Epoch 1/2 · 95.32\u00a0% · 1.5\u00a0s left', increment: 0 },
      { message: 'Epoch 2/2 · 95.32\u00a0% · 1.0\u00a0s left', increment: 25 },
    ]);
    follow({ type: 'runPaused', step: 10, elapsedMs: 1000, trouble: null });
    await settled();
    assert.equal(notification.closed, true);
  });

  it('spares a single step its notification', () => {
    const { shown, follow, timers } = setUp();
    follow(REQUESTED, STARTED, { type: 'runPaused', step: 1, elapsedMs: 1, trouble: null });
    assert.equal(timers.length, 0);
    assert.deepEqual(shown, []);
  });

  it('goes after a while when the view is in sight, and comes back when it is not', async () => {
    const { shown, follow, timers, view } = setUp();
    view.inSight = true;
    follow(REQUESTED, STARTED, trained(5));
    for (const { callback } of [...timers]) callback();
    assert.equal(shown.length, 1);
    follow(trained(6));
    await settled();
    assert.equal(shown[0]?.closed, true);
    follow(trained(7));
    assert.equal(shown.length, 1);
    view.inSight = false;
    follow(trained(8));
    timers.at(-2)?.callback();
    assert.equal(shown.length, 2);
  });
});
