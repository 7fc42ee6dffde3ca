/**
 * Which buttons the canvas has for the run as it is. Pure.
 */
import type { RunCommand } from '../../src/core/training/runCommands';
import type { CanvasTraining } from '../../src/protocol/editor';

export interface RunButton {
  readonly command: RunCommand;
  readonly label: string;
  /** A codicon's name. */
  readonly icon: string;
  readonly tooltip: string;
  readonly enabled: boolean;
}

export interface RunButtons {
  /** Train, and in its place Pause or Resume while a run is under way. */
  readonly main: RunButton;
  readonly stop: RunButton;
}

/**
 * The canvas of another file than that of the run offers to train its own: what becomes of the run is asked then.
 * @param canTrain whether the file is free of errors.
 */
export function runButtons(training: CanvasTraining | null, canTrain: boolean): RunButtons {
  const allows = (command: RunCommand): boolean =>
    training?.isThisFile === true && training.commands.includes(command);
  return {
    main: mainButton(training?.isThisFile === true ? training.phase : undefined, allows, canTrain),
    stop: {
      command: 'stop',
      label: 'Stop',
      icon: 'debug-stop',
      tooltip: 'Stop the training; what it has learned is kept',
      enabled: allows('stop'),
    },
  };
}

function mainButton(
  phase: CanvasTraining['phase'] | undefined,
  allows: (command: RunCommand) => boolean,
  canTrain: boolean,
): RunButton {
  switch (phase) {
    case 'preparing':
    case 'running':
      return {
        command: 'pause',
        label: 'Pause',
        icon: 'debug-pause',
        tooltip: 'Pause the training',
        enabled: allows('pause'),
      };
    case 'paused':
      return {
        command: 'resume',
        label: 'Resume',
        icon: 'debug-continue',
        tooltip: 'Resume the training',
        enabled: allows('resume'),
      };
    default:
      return {
        command: 'train',
        label: 'Train',
        icon: 'play',
        tooltip: canTrain ? 'Train this network' : 'Mend the errors first',
        enabled: canTrain,
      };
  }
}
