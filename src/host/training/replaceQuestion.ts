/**
 * What is asked before a run is stopped for another one.
 */
import type { RunSubject } from '../../core/training/runState';

/** A run that is under way, and what would take its place. */
export interface Replacement {
  readonly running: RunSubject;
  /** Whether it writes its weights into a folder. */
  readonly runningKeepsWeights: boolean;
  readonly next: RunSubject;
  /** Whether both are the same file, changed or not. */
  readonly isSameFile: boolean;
}

export interface ReplaceQuestion {
  readonly message: string;
  /** What is lost. */
  readonly detail: string;
  /** The button that stops the run. */
  readonly accept: string;
}

/** Networks go by their names, and by their files where the names are the same. */
export function replaceQuestion(replacement: Replacement): ReplaceQuestion {
  const { running, runningKeepsWeights, next, isSameFile } = replacement;
  const detail = runningKeepsWeights
    ? 'The weights of its finished epochs stay in their folder; the rest of that training is lost.'
    : 'What it has learned so far is lost: its weights are not kept.';
  if (isSameFile) {
    return {
      message: `"${running.networkName}" is being trained already. Start again?`,
      detail,
      accept: 'Start Again',
    };
  }
  const [old, other] =
    running.networkName === next.networkName
      ? [running.file, next.file]
      : [running.networkName, next.networkName];
  return {
    message: `"${old}" is being trained. Stop it and train "${other}"?`,
    detail,
    accept: 'Stop and Train',
  };
}
