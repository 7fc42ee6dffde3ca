/**
 * The commands of a run as the workbench knows them.
 */
import type { RunCommand } from '../../core/training/runCommands';

export const RUN_COMMAND_IDS = {
  train: 'layerwire.train',
  pause: 'layerwire.pauseTraining',
  resume: 'layerwire.resumeTraining',
  step: 'layerwire.stepTraining',
  epoch: 'layerwire.trainOneEpoch',
  stop: 'layerwire.stopTraining',
  reset: 'layerwire.resetWeights',
  evaluate: 'layerwire.evaluateOnTestSet',
} as const satisfies Record<RunCommand, string>;
