/**
 * The settings in force, how they are changed by hand, and the changes that a repeated run makes by itself.
 */
import type { Hyperparameters, OptimizerConfig } from '../core/hyperparameters/hyperparameters';
import type { RunEvent } from '../core/training/runEvents';
import { changeObjection } from '../core/training/settingLimits';
import {
  changedHyperparameters,
  withSteered,
  type HyperparameterChange,
  type ScheduledChange,
} from '../core/training/steering';
import type { RunPlace } from './runPlace';

export class SteeredSettings {
  /** Those that are not yet in force, in the order of their steps. */
  private schedule: readonly ScheduledChange[];

  /** @param written The file's settings, which say what cannot be changed. */
  constructor(
    private readonly written: Hyperparameters,
    private readonly place: RunPlace,
    schedule: readonly ScheduledChange[],
    private readonly emit: (event: RunEvent) => void,
  ) {
    this.schedule = schedule.filter(({ step }) => step >= place.step);
  }

  get optimizer(): OptimizerConfig {
    return withSteered(this.written, this.place.settings).optimizer;
  }

  /** Updates done when the next scheduled change comes into force. */
  get nextChange(): number {
    return this.schedule[0]?.step ?? Number.POSITIVE_INFINITY;
  }

  /** Makes the changes that belong to this very step. */
  applySchedule(): void {
    for (let next = this.schedule[0]; next?.step === this.place.step; next = this.schedule[0]) {
      this.schedule = this.schedule.slice(1);
      this.change(next.change);
    }
  }

  /** A change that is out of limits changes nothing: whoever asks checks it before (`changeObjection`). */
  change(change: HyperparameterChange): void {
    const { place, written } = this;
    if (changeObjection(change, written.optimizer.type, place.epochsBegun) !== undefined) return;
    const hyperparameters = changedHyperparameters(place.settings, change);
    const isSame =
      hyperparameters.learningRate === place.settings.learningRate &&
      hyperparameters.momentum === place.settings.momentum &&
      hyperparameters.epochs === place.settings.epochs;
    if (isSame) return;
    place.settings = hyperparameters;
    this.emit({ type: 'hyperparametersChanged', step: place.step, hyperparameters });
  }
}
