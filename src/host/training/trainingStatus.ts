/**
 * A run in a few words, for the status bar.
 */
import type { RunState } from '../../core/training/runState';

/** Text with an icon, e.g. `$(loading~spin) Epoch 3/10 · 95.32 %`; `undefined` when nothing is being trained. */
export function statusText(state: RunState): string | undefined {
  if (state.phase !== 'preparing' && state.phase !== 'running') {
    return undefined;
  }
  const { started, epochs } = state.run;
  if (state.stopping) {
    return '$(loading~spin) Stopping the training';
  }
  if (state.phase === 'preparing' || started === null) {
    return '$(loading~spin) Preparing to train';
  }
  const epoch = Math.min(epochs.length + 1, started.epochs);
  const last = epochs.at(-1);
  const accuracy = last === undefined ? '' : ` · ${(last.testAccuracy * 100).toFixed(2)} %`;
  return `$(loading~spin) Epoch ${epoch}/${started.epochs}${accuracy}`;
}
