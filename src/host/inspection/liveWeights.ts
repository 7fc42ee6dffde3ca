/**
 * All weights of the worker, which a probe is sent through many times a second.
 *
 * Questions that come together are answered by one reading, and while nothing trains that reading stays good for as long
 * as the run stands where it does.
 */
import type { Run } from '../../core/training/runState';
import type { TensorsReply } from '../../protocol/inspection';

interface Reading {
  readonly run: Run;
  readonly training: boolean;
  readonly reply: Promise<TensorsReply>;
}

export class LiveWeights {
  private last: Reading | undefined;

  /** @param read asks the worker for all weights. */
  of(run: Run, training: boolean, read: () => Promise<TensorsReply>): Promise<TensorsReply> {
    if (this.last !== undefined && answers(this.last, run, training)) return this.last.reply;
    const reading = { run, training, reply: read() };
    this.last = reading;
    const forget = (): void => {
      if (this.last === reading) this.last = undefined;
    };
    reading.reply.then(() => {
      if (training) forget();
    }, forget);
    return reading.reply;
  }
}

/** A run under way is another object with every report, and one that pauses has other weights than before. */
function answers(last: Reading, run: Run, training: boolean): boolean {
  if (last.training !== training) return false;
  return training ? last.run.subject.runId === run.subject.runId : last.run === run;
}
