import assert from 'node:assert/strict';
import { IDLE, reduceRun, type RunAction, type RunState } from '../../../../src/core/training/runState';
import {
  DownloadNotification,
  type ProgressStep,
  type ShowProgress,
} from '../../../../src/host/training/downloadNotification';
import { REQUESTED, settled, STARTED } from './runEvents';

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
  const notification = new DownloadNotification(
    (title, cancel, task) => {
      const one = new Shown(title, cancel, task);
      shown.push(one);
      if (appearAtOnce) one.appear();
    },
    () => {
      cancels++;
    },
  );
  let state: RunState = IDLE;
  const follow = (...actions: readonly RunAction[]): void => {
    for (const action of actions) {
      state = reduceRun(state, action);
      notification.follow(state);
    }
  };
  return { shown, follow, cancelCount: () => cancels };
}

const at = (task: string, fraction: number | null): RunAction => ({
  type: 'preparationReported',
  task,
  fraction,
});

describe('DownloadNotification', () => {
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
      [50, 0, 25],
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
    follow(STARTED, { type: 'runFailed', message: 'Why.' }, REQUESTED, at('Images', 0.125));
    assert.equal(shown.length, 2);
    assert.deepEqual(shown[1]?.steps, [{ message: 'Images', increment: 12.5 }]);
    assert.equal(shown[0].steps.length, 1);
  });

  const ends: readonly RunAction[] = [
    { type: 'stopRequested' },
    { type: 'runStopped', epochs: 0, elapsedMs: 1 },
    { type: 'runFailed', message: 'Why.' },
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
});
