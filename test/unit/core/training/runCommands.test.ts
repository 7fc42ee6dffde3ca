/**
 * Which command makes sense when: every state with every command, with and without something to go on from.
 */
import assert from 'node:assert/strict';
import { allowedCommands, RUN_COMMANDS, type RunCommand } from '../../../../src/core/training/runCommands';
import { reduceRun, type RunState } from '../../../../src/core/training/runState';
import { states, type StateName } from './runStates';

/** A wish that waits, or no checkpoint, makes another case of a state. */
type Case =
  | StateName
  | 'pausing'
  | 'stopping'
  | 'stoppingEarly'
  | 'releasedUnkept'
  | 'stoppedUnkept'
  | 'failedUnkept'
  | 'liveUnkept';

function unkept(state: RunState): RunState {
  assert.ok(state.phase !== 'idle');
  return { ...state, run: { ...state.run, checkpoints: [] } };
}

const CASES: Readonly<Record<Case, RunState>> = {
  ...states,
  pausing: reduceRun(states.running, { type: 'pauseRequested' }),
  stopping: reduceRun(states.running, { type: 'stopRequested' }),
  stoppingEarly: reduceRun(states.preparing, { type: 'stopRequested' }),
  liveUnkept: unkept(states.ended),
  releasedUnkept: unkept(states.released),
  stoppedUnkept: unkept(states.stopped),
  failedUnkept: unkept(states.failed),
};

const ON: readonly RunCommand[] = ['step', 'epoch', 'evaluate'];

/** The compiler asks for every case. */
const ALLOWED: Readonly<Record<Case, readonly RunCommand[]>> = {
  idle: ['train', 'step', 'epoch'],
  preparing: ['train', 'stop'],
  running: ['train', 'pause', 'stop'],
  evaluating: ['train', 'pause', 'stop'],
  pausing: ['train', 'stop'],
  stopping: ['train'],
  stoppingEarly: ['train'],
  paused: ['train', 'resume', 'stop', 'reset', ...ON],
  ended: ['train', 'reset', ...ON],
  liveUnkept: ['train', 'reset', ...ON],
  released: ['train', 'reset', ...ON],
  releasedUnkept: ['train', 'reset'],
  stopped: ['train', 'resume', 'reset', ...ON],
  stoppedUnkept: ['train', 'reset'],
  failed: ['train', 'resume', 'reset', ...ON],
  failedUnkept: ['train', 'reset'],
};

describe('the commands of a run', () => {
  for (const [name, state] of Object.entries(CASES) as [Case, RunState][]) {
    for (const command of RUN_COMMANDS) {
      const expected = ALLOWED[name].includes(command);
      it(`${name}: ${command} ${expected ? 'makes sense' : 'does not'}`, () => {
        assert.equal(allowedCommands(state).has(command), expected);
      });
    }
  }
});
