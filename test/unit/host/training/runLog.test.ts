import assert from 'node:assert/strict';
import { IDLE, reduceRun, type RunAction, type RunState } from '../../../../src/core/training/runState';
import { RunLog } from '../../../../src/host/training/runLog';
import { ENDED, EPOCH, EPOCH_2, failure, REQUESTED, STARTED } from './runEvents';

function setUp() {
  const lines: string[] = [];
  const log = new RunLog({
    info: (message) => lines.push(`info ${message}`),
    warn: (message) => lines.push(`warn ${message}`),
    error: (message) => lines.push(`error ${message}`),
  });
  let state: RunState = IDLE;
  const act = (...actions: readonly RunAction[]): readonly string[] => {
    for (const action of actions) {
      state = reduceRun(state, action);
      log.follow(state);
    }
    return lines.splice(0);
  };
  return { log, act, lines };
}

describe('RunLog', () => {
  it('writes a run from its start to its end, each thing once', () => {
    const { log, act, lines } = setUp();
    log.follow(IDLE);
    assert.deepEqual(lines, []);
    assert.deepEqual(act(REQUESTED), ['info Training A net (a.nn.json).']);
    assert.deepEqual(act({ type: 'preparationReported', task: 'Loading', fraction: 0.5 }), []);
    assert.deepEqual(
      act(
        { type: 'noteTaken', note: 'First.' },
        { type: 'dataPrepared', origin: 'from the cache, verified' },
      ),
      ['warn First.', 'info Data: from the cache, verified.'],
    );
    assert.deepEqual(act(STARTED), [
      'info Started on syntheticDigits with tfjs-cpu (CPU), seed 1. It was asked for.',
    ]);
    assert.deepEqual(act(EPOCH, { type: 'noteTaken', note: 'Second.' }), ['warn Second.']);
    assert.deepEqual(act(ENDED), ['info Ended after 2.0 s and 1 epoch, test accuracy 95.32 %.']);
    assert.deepEqual(act(REQUESTED), ['info Training A net (a.nn.json).']);
  });

  it('writes stops and failures', () => {
    const { act } = setUp();
    assert.deepEqual(act(REQUESTED, { type: 'runStopped', epochs: 0, elapsedMs: 1500 }).slice(1), [
      'info Stopped after 1.5 s and no whole epoch.',
    ]);
    act(REQUESTED, { type: 'noteTaken', note: 'First.' });
    assert.deepEqual(act(failure('Out of memory.')), ['error Failed: Out of memory.']);
    assert.deepEqual(
      act(REQUESTED, STARTED, EPOCH, EPOCH_2, { type: 'runStopped', epochs: 2, elapsedMs: 100 }).at(-1),
      'info Stopped after 0.1 s and 2 epochs, test accuracy 95.32 %.',
    );
  });
});
