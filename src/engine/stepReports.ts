/**
 * Gathers the losses of single steps and tells of them a few times a second, never once a step.
 */
import type { RunEvent } from '../core/training/runEvents';
import type { RunClock } from './runClock';
import type { RunPlace } from './runPlace';

/** `stepsTrained` comes no more often than this, unless something else is about to be told. */
const INTERVAL_MS = 200;

export class StepReports {
  private losses: number[] = [];
  private lastAt: number;

  constructor(
    private readonly place: RunPlace,
    private readonly clock: RunClock,
    /** Of training examples, in an epoch and in a mini-batch. */
    private readonly counts: { readonly examples: number; readonly batchSize: number },
    private readonly emit: (event: RunEvent) => void,
  ) {
    this.lastAt = clock.elapsedMs;
  }

  add(losses: Float64Array): void {
    for (const loss of losses) this.losses.push(loss);
  }

  /** Reports when it is time; also between steps, so that whoever listens sees that time goes on. */
  report(): void {
    if (this.place.stepsInEpoch > 0 && this.clock.elapsedMs - this.lastAt >= INTERVAL_MS) this.send();
  }

  /** Reports what has not been reported, so that no loss is missing from what comes next. */
  flush(): void {
    if (this.losses.length > 0) this.send();
  }

  private send(): void {
    const { place } = this;
    const elapsedMs = this.clock.elapsedMs;
    const examples = Math.min(place.stepsInEpoch * this.counts.batchSize, this.counts.examples);
    this.emit({
      type: 'stepsTrained',
      epoch: place.epoch,
      steps: place.stepsInEpoch,
      step: place.step,
      loss: place.loss,
      examplesPerSecond: perSecond(examples, place.stepsMs),
      stepMs: place.stepsMs / place.stepsInEpoch,
      elapsedMs,
      losses: Float32Array.from(this.losses),
    });
    this.losses = [];
    this.lastAt = elapsedMs;
  }
}

export function perSecond(count: number, elapsedMs: number): number {
  return elapsedMs > 0 ? (count * 1000) / elapsedMs : 0;
}
