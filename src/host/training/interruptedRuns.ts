/**
 * Runs that were cut off, by a reload of the window or the end of the browser: shown, and offered for resumption.
 */
import * as vscode from 'vscode';
import type { RunActions } from './runActions';
import type { RunController } from './runController';
import type { RunLibrary } from './runLibrary';
import type { ShownRun } from './shownRun';
import type { RunRecord } from './store/runRecord';

const RESUME = 'Resume';

interface Parts {
  readonly library: RunLibrary;
  readonly shown: ShownRun;
  readonly actions: RunActions;
  readonly controller: RunController;
}

/** Shows the newest of the runs that were cut off, and offers to resume it; the others wait in the Runs view. */
export async function offerInterrupted(
  [newest, ...others]: readonly RunRecord[],
  { library, shown, actions, controller }: Parts,
): Promise<void> {
  for (const record of others) await library.settle(record);
  if (newest === undefined || controller.state.phase !== 'idle') return;
  await shown.show(newest);
  const choices = newest.run.checkpoints.length > 0 ? [RESUME] : [];
  const answer = await vscode.window.showInformationMessage(interruptedMessage(newest), ...choices);
  if (answer === RESUME) await actions.resume(newest.runId);
  else if (library.get(newest.runId)?.status === 'active') await library.settle(newest);
}

/** What was interrupted, and from where it would go on. */
function interruptedMessage({ run }: RunRecord): string {
  const last = run.checkpoints.at(-1);
  const from =
    last === undefined
      ? 'It has no checkpoint yet; train the file again.'
      : `It can go on from its last checkpoint, after ${last.step} steps (epoch ${last.epoch} of ` +
        `${run.hyperparameters?.epochs ?? '?'}), to the same numbers.`;
  return `The training of "${run.subject.networkName}" was interrupted. ${from}`;
}
