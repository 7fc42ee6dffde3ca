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

/** @param canTrain whether the file is free of errors. */
export function runButtons(training: CanvasTraining | null, canTrain: boolean): RunButtons {
  const allows = (command: RunCommand): boolean => training?.commands.includes(command) === true;
  const whose = training === null || training.isThisFile ? 'the training' : 'the training of another network';
  return {
    main: mainButton(training?.phase, whose, allows, canTrain),
    stop: {
      command: 'stop',
      label: 'Stop',
      icon: 'debug-stop',
      tooltip: `Stop ${whose}; what it has learned is kept`,
      enabled: allows('stop'),
    },
  };
}

function mainButton(
  phase: CanvasTraining['phase'] | undefined,
  whose: string,
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
        tooltip: `Pause ${whose}`,
        enabled: allows('pause'),
      };
    case 'paused':
      return {
        command: 'resume',
        label: 'Resume',
        icon: 'debug-continue',
        tooltip: `Resume ${whose}`,
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
