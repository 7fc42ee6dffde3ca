/**
 * What a user can do with a run, and when: the one table behind the buttons, the menus, the keys and the palette.
 */
import type { RunState } from './runState';

export const RUN_COMMANDS = [
  'train',
  'pause',
  'resume',
  'step',
  'epoch',
  'stop',
  'reset',
  'evaluate',
] as const;
export type RunCommand = (typeof RUN_COMMANDS)[number];

/**
 * The commands that make sense now.
 *
 * `train` begins a new run (and asks, while one is active). `step` and `epoch` begin one when there is none, and take
 * an ended one further. A run that stopped or failed goes on from its last checkpoint. `reset` begins a new run at the
 * initial weights and waits.
 */
export function allowedCommands(state: RunState): ReadonlySet<RunCommand> {
  return new Set(RUN_COMMANDS.filter((command) => isAllowed(command, state)));
}

function isAllowed(command: RunCommand, state: RunState): boolean {
  switch (command) {
    case 'train':
      return true;
    case 'pause':
      return state.phase === 'running' && state.wish === 'none';
    case 'stop':
      return (
        state.phase === 'paused' ||
        ((state.phase === 'running' || state.phase === 'preparing') && state.wish !== 'stop')
      );
    case 'resume':
      return (
        state.phase === 'paused' || ((state.phase === 'stopped' || state.phase === 'failed') && isKept(state))
      );
    case 'step':
    case 'epoch':
      return state.phase === 'idle' || state.phase === 'paused' || isOver(state);
    case 'evaluate':
      return state.phase === 'paused' || isOver(state);
    case 'reset':
      return (
        state.phase === 'paused' ||
        state.phase === 'ended' ||
        state.phase === 'stopped' ||
        state.phase === 'failed'
      );
  }
}

/** Over, with weights to go on from. */
function isOver(state: RunState): boolean {
  switch (state.phase) {
    case 'ended':
      return state.live || isKept(state);
    case 'stopped':
    case 'failed':
      return isKept(state);
    default:
      return false;
  }
}

function isKept(state: Exclude<RunState, { phase: 'idle' }>): boolean {
  return state.run.checkpoints.length > 0;
}
