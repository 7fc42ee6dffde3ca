/**
 * A run in words, as the Runs view and the labels of its curves write it.
 */
import { accuracyText } from '../../../core/training/figureTexts';
import type { Run, RunState } from '../../../core/training/runState';
import { quote } from '../../../core/wording';
import type { RunOrigin, RunRecord } from '../store/runRecord';

/** How a run stands, seen from this session. */
export type RunStanding = 'preparing' | 'running' | 'paused' | 'interrupted' | 'ended' | 'stopped' | 'failed';

const NO_BREAK = '\u00a0';

/** How the run stands. @param state What this session trains, or shows. */
export function standingOf(record: RunRecord, state: RunState): RunStanding {
  if (state.phase !== 'idle' && state.run.subject.runId === record.runId) return state.phase;
  return record.status === 'active' ? 'interrupted' : record.status;
}

/** The newest figures: those of this session, where it shows the run. */
export function figuresOf(record: RunRecord, state: RunState): Run {
  return state.phase !== 'idle' && state.run.subject.runId === record.runId ? state.run : record.run;
}

/** "97.21 % · 3 epochs · η 3 · seed 1": only what is known. */
export function runDescription(run: Run, standing: RunStanding): string {
  const { epochs, hyperparameters, started } = run;
  const isNews = standing !== 'ended' && standing !== 'running';
  return [
    ...(isNews ? [standing] : []),
    ...(epochs.length === 0 ? [] : [accuracyText(epochs.at(-1)?.testAccuracy ?? 0)]),
    ...(epochs.length === 0 ? [] : [epochsText(epochs.length)]),
    ...(hyperparameters === null ? [] : [`η${NO_BREAK}${hyperparameters.learningRate}`]),
    ...(started === null ? [] : [`seed${NO_BREAK}${started.seed}`]),
  ].join(' · ');
}

export function epochsText(count: number): string {
  return `${count}${NO_BREAK}${count === 1 ? 'epoch' : 'epochs'}`;
}

/** "Nov 25, 2026, 2:05 PM", on the clock of this machine. */
export function dateText(time: number): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

/**
 * Where a run came from, in a phrase.
 * @param nameOf What another run is called; `undefined` for one that is not kept any more.
 */
export function originText(origin: RunOrigin, nameOf: (runId: string) => string | undefined): string {
  const other = (runId: string): string => nameOf(runId) ?? 'a run that was deleted';
  switch (origin.kind) {
    case 'new':
      return 'New run';
    case 'repeat': {
      const { change } = origin;
      const changed = change === null ? '' : ` with ${change.setting} ${change.from} → ${change.to}`;
      return `Repeat of ${other(origin.of)}${changed}`;
    }
    case 'branch':
      return `Branch of ${other(origin.of)} from step ${origin.step}`;
    case 'continued': {
      const fresh = origin.fresh === 0 ? '' : `, ${origin.fresh} new`;
      return `Continues with the weights of ${other(origin.of)}: ${origin.carried} tensors carried over${fresh}`;
    }
    case 'loaded':
      return `Began with the weights of ${quote(origin.file)}`;
  }
}

/** A run among others: its network and when it began. */
export function runName({ run, createdAt }: RunRecord): string {
  return `${quote(run.subject.networkName)} of ${dateText(createdAt)}`;
}

/** `mnist-mlp` of `examples/mnist-mlp.nn.json`. */
export function networkFileName(label: string): string {
  return label.replace(/^.*\//, '').replace(/\.nn\.json$/i, '');
}
