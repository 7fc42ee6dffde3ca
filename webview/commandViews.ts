/** How pages name and draws what a user can do with a run. */
import type { RunCommand } from '../src/core/training/runCommands';

export interface CommandView {
  readonly label: string;
  /** A codicon's name. */
  readonly icon: string;
  readonly tooltip: string;
}

export const COMMAND_VIEWS: Readonly<Record<RunCommand, CommandView>> = {
  train: { label: 'Train', icon: 'play', tooltip: 'Train from the beginning, as a new run' },
  pause: { label: 'Pause', icon: 'debug-pause', tooltip: 'Pause after the mini-batch under way' },
  resume: { label: 'Resume', icon: 'debug-continue', tooltip: 'Go on where the run stands' },
  step: { label: 'Single Step', icon: 'debug-step-over', tooltip: 'Train on one mini-batch, then pause' },
  epoch: { label: 'One Epoch', icon: 'run-all', tooltip: 'Train to the end of the epoch, then pause' },
  evaluate: {
    label: 'Evaluate on the Test Set',
    icon: 'beaker',
    tooltip: 'Measure the test set with the weights as they are now',
  },
  stop: { label: 'Stop', icon: 'debug-stop', tooltip: 'End the run; what was learned is kept' },
  reset: {
    label: 'Reset Weights',
    icon: 'discard',
    tooltip: 'Begin a new run at the initial weights, and wait there',
  },
};
