/**
 * The run as the host last told it, for those parts of the page that draw it.
 *
 * Outside React's state, so that new figures draw only the cards whose badge they change and not the page.
 */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { LayerId } from '../../src/core/graph/graph';
import type { CanvasTraining } from '../../src/protocol/editor';
import { healthBadge, healthHint, type HealthBadge } from './layerHealth';

export class TrainingView {
  #training: CanvasTraining | null = null;
  /** The badges that were asked for, kept the same object while they say the same. */
  readonly #badges = new Map<LayerId, { of: CanvasTraining | null; badge: HealthBadge | undefined }>();
  readonly #listeners = new Set<() => void>();

  show(training: CanvasTraining | null): void {
    this.#training = training;
    for (const listener of this.#listeners) listener();
  }

  readonly training = (): CanvasTraining | null => this.#training;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  badgeOf(id: LayerId): HealthBadge | undefined {
    const known = this.#badges.get(id);
    if (known?.of === this.#training) return known.badge;
    const now = healthBadge(this.#training, id);
    const badge = sameBadge(known?.badge, now) ? known?.badge : now;
    this.#badges.set(id, { of: this.#training, badge });
    return badge;
  }

  hintOf(id: LayerId): string | undefined {
    return healthHint(this.#training, id);
  }
}

function sameBadge(a: HealthBadge | undefined, b: HealthBadge | undefined): boolean {
  return a?.severity === b?.severity && a?.label === b?.label && a?.spoken === b?.spoken;
}

export const TrainingContext = createContext(new TrainingView());

/** The badge of a layer; draws anew only when it says something else. */
export function useHealthBadge(id: LayerId): HealthBadge | undefined {
  const view = useContext(TrainingContext);
  return useSyncExternalStore(view.subscribe, () => view.badgeOf(id));
}
