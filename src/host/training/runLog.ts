/**
 * What the output channel keeps of the runs: starts, where the data came from, notes, ends and failures.
 *
 * For whoever does not see the panel, or looks afterwards. Leaves out the epochs but for the last one's accuracy.
 */
import { isActive, type Run, type RunState } from '../../core/training/runState';

/** The part of `vscode.LogOutputChannel` that is used. */
export interface LogSink {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export class RunLog {
  /** The run that is under way, as far as it is written. */
  private written: Run | undefined;

  constructor(private readonly sink: LogSink) {}

  /** Writes what is new since the last state. */
  follow(state: RunState): void {
    if (state.phase === 'idle') {
      return;
    }
    const { run } = state;
    if (this.written === undefined) {
      this.sink.info(`Training ${run.subject.networkName} (${run.subject.file}).`);
    }
    this.writeNews(run, this.written);
    this.written = isActive(state) ? run : undefined;
    if (state.phase === 'failed') {
      this.sink.error(`Failed: ${state.message}`);
    } else if (state.phase === 'ended' || state.phase === 'stopped') {
      const outcome = state.phase === 'ended' ? 'Ended' : 'Stopped';
      this.sink.info(`${outcome} after ${(run.elapsedMs / 1000).toFixed(1)} s and ${epochs(run)}.`);
    }
  }

  private writeNews({ dataOrigin, notes, started }: Run, written: Run | undefined): void {
    if (dataOrigin !== undefined && written?.dataOrigin === undefined) {
      this.sink.info(`Data: ${dataOrigin}.`);
    }
    for (const note of notes.slice(written?.notes.length ?? 0)) {
      this.sink.warn(note);
    }
    if (started !== null && (written?.started ?? null) === null) {
      const { dataset, engine, adapter, reason, seed } = started;
      this.sink.info(`Started on ${dataset} with ${engine} (${adapter}), seed ${seed}. ${reason}`);
    }
  }
}

function epochs({ epochs: all }: Run): string {
  const last = all.at(-1);
  return last === undefined
    ? 'no whole epoch'
    : `${last.epoch} ${last.epoch === 1 ? 'epoch' : 'epochs'}, test accuracy ${(last.testAccuracy * 100).toFixed(2)} %`;
}
