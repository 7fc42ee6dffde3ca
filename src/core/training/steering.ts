/**
 * What can be done to a run that is under way, and the settings that can be changed in it.
 *
 * Changes come with the step from which on they count, so that a run can be repeated with all its changes.
 */
import type { Hyperparameters } from '../hyperparameters/hyperparameters';

/** An order to the worker. */
export type Steering =
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  /** One mini-batch, then a pause. */
  | { readonly kind: 'step' }
  /** To the end of the epoch that is under way (of the next one, between two epochs), then a pause. */
  | { readonly kind: 'epoch' }
  /** Measures the test set at the present weights, then pauses. */
  | { readonly kind: 'evaluate' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'change'; readonly change: HyperparameterChange };

/** What a run does first, once it is ready: `run` to its end, or one order and then a pause. */
export const FIRST_ORDERS = ['run', 'pause', 'step', 'epoch', 'evaluate'] as const;
export type FirstOrder = (typeof FIRST_ORDERS)[number];

/** The settings that a run may change while it goes on. */
export interface SteeredHyperparameters {
  readonly learningRate: number;
  /** `null` where the optimiser has none. */
  readonly momentum: number | null;
  readonly epochs: number;
}

/** Only what changes. */
export interface HyperparameterChange {
  readonly learningRate?: number;
  readonly momentum?: number;
  readonly epochs?: number;
}

/** A change that counts for the steps after `step`. */
export interface ScheduledChange {
  readonly step: number;
  readonly change: HyperparameterChange;
}

export function steeredHyperparameters({ optimizer, epochs }: Hyperparameters): SteeredHyperparameters {
  return {
    learningRate: optimizer.learningRate,
    momentum: optimizer.type === 'sgd' ? optimizer.momentum : null,
    epochs,
  };
}

/** The settings with what a run has changed put in; a momentum goes only to an optimiser that has one. */
export function withSteered(
  settings: Hyperparameters,
  { learningRate, momentum, epochs }: SteeredHyperparameters,
): Hyperparameters {
  const { optimizer } = settings;
  return {
    ...settings,
    epochs,
    optimizer:
      optimizer.type === 'sgd'
        ? { ...optimizer, learningRate, momentum: momentum ?? optimizer.momentum }
        : { ...optimizer, learningRate },
  };
}

/** After the change; what it leaves out, or what the optimiser does not have, stays. */
export function changedHyperparameters(
  settings: SteeredHyperparameters,
  { learningRate, momentum, epochs }: HyperparameterChange,
): SteeredHyperparameters {
  return {
    learningRate: learningRate ?? settings.learningRate,
    momentum: settings.momentum === null ? null : (momentum ?? settings.momentum),
    epochs: epochs ?? settings.epochs,
  };
}
