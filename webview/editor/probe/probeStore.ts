/**
 * The example that is sent through the network, and what it leaves behind: shared by the probe's panel, the lights on the
 * cards, the hovers of wires and the sums of neurons.
 *
 * Outside React's state, so that a stroke draws only what shows its effect.
 */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { LayerId } from '../../../src/core/graph/graph';
import type { Unavailable } from '../../../src/protocol/inspectedMoment';
import type { LayerLight, Probe, ProbeReading, ProbeRequest } from '../../../src/protocol/probe';
import { Watch } from '../inside/watch';

export type ReadProbe = (request: ProbeRequest) => Promise<ProbeReading | Unavailable>;

export interface ProbeView {
  /** `null`: nothing is sent through, and nothing is lit. */
  readonly probe: Probe | null;
  /** The class that should have been answered; `null`: nothing is sent back. */
  readonly target: number | null;
  /** What it left behind, or where it has just changed what the one before did; `undefined` until that is known. */
  readonly answer: ProbeReading | Unavailable | undefined;
  /** What `answer` was asked with: a question before this one while that is on its way. */
  readonly answered: ProbeRequest | undefined;
  /** What of it the cards show, errors only where there is a target. */
  readonly lit: Lit;
}

/** Activations a, or errors δ. */
export type Lit = 'activations' | 'deltas';

const NOTHING: ProbeView = {
  probe: null,
  target: null,
  answer: undefined,
  answered: undefined,
  lit: 'deltas',
};

export class ProbeStore {
  #view = NOTHING;
  #watch: Watch<ProbeRequest, ProbeReading> | undefined;
  /** The answer's, by their layers. */
  #lights: ReadonlyMap<LayerId, LayerLight> = new Map();
  readonly #listeners = new Set<() => void>();

  constructor(private readonly read: ReadProbe) {}

  readonly view = (): ProbeView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  lightOf(layer: LayerId): LayerLight | undefined {
    return this.#lights.get(layer);
  }

  /** Sends another example through; `null` puts the lights out. */
  show(probe: Probe | null, target: number | null): void {
    if (probe === null) {
      this.#watch = undefined;
      this.#set({ ...NOTHING, lit: this.#view.lit });
      return;
    }
    const question = { probe, target };
    if (this.#watch !== undefined) {
      this.#watch.ask(question, 'gradual');
      return;
    }
    const watch = new Watch<ProbeRequest, ProbeReading>(question, this.read);
    const note = (): void => {
      if (this.#watch !== watch) return;
      const { question: shown, answer, answered } = watch.view();
      this.#set({ ...shown, answer, answered });
    };
    this.#watch = watch;
    watch.subscribe(note);
    note();
  }

  /** Chooses what the cards show. */
  light(lit: Lit): void {
    this.#set({ lit });
  }

  /** The moment has moved on: sends it through again. */
  readonly refresh = (): void => {
    this.#watch?.refresh();
  };

  #set(change: Partial<ProbeView>): void {
    const { answer: before } = this.#view;
    this.#view = { ...this.#view, ...change };
    const { answer } = this.#view;
    if (answer !== before) {
      const layers = answer?.kind === 'probe' ? answer.layers : [];
      this.#lights = new Map(layers.map((light) => [light.layer, light]));
    }
    for (const listener of this.#listeners) listener();
  }
}

export const ProbeContext = createContext(
  new ProbeStore(() => Promise.reject(new Error('Nothing is connected that could be read.'))),
);

/** The probe and what it left behind, drawn anew with each answer. */
export function useProbe(): ProbeView {
  const store = useContext(ProbeContext);
  return useSyncExternalStore(store.subscribe, store.view);
}

/** What the probe left in one layer; `undefined` where nothing is known. */
export function useLight(layer: LayerId): LayerLight | undefined {
  const store = useContext(ProbeContext);
  return useSyncExternalStore(store.subscribe, () => store.lightOf(layer));
}
