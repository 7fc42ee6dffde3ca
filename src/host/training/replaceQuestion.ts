/**
 * What is asked before a run is stopped for another one.
 */
import type { RunSubject } from '../../core/training/runState';

/** A run that is under way, and what would take its place. */
export interface Replacement {
  readonly running: RunSubject;
  readonly next: RunSubject;
  /** Whether both are the same file, changed or not. */
  readonly isSameFile: boolean;
}

/** `stop`: stop the run and begin the next one now; `afterwards`: begin when the run is over. */
export type ReplaceAnswer = 'stop' | 'afterwards';

export interface ReplaceQuestion {
  readonly message: string;
  /** What becomes of the run. */
  readonly detail: string;
  readonly buttons: readonly { readonly label: string; readonly answer: ReplaceAnswer }[];
}

const DETAIL = 'What it has learned stays: the run is kept under Runs, where it can be resumed.';

/** Networks go by their names, and by their files where the names are the same. */
export function replaceQuestion({ running, next, isSameFile }: Replacement): ReplaceQuestion {
  if (isSameFile) {
    return {
      message: `"${running.networkName}" is being trained already. Start again?`,
      detail: DETAIL,
      buttons: [
        { label: 'Start Again', answer: 'stop' },
        { label: 'Start Afterwards', answer: 'afterwards' },
      ],
    };
  }
  const [old, other] =
    running.networkName === next.networkName
      ? [running.file, next.file]
      : [running.networkName, next.networkName];
  return {
    message: `"${old}" is being trained. Stop it and train "${other}"?`,
    detail: DETAIL,
    buttons: [
      { label: 'Stop and Train', answer: 'stop' },
      { label: 'Train Afterwards', answer: 'afterwards' },
    ],
  };
}
