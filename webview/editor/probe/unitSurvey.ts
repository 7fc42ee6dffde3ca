/** Looking through the whole test set for units that are dead or saturated: asked for by hand, since it takes a while. */
import { messageOf } from '../../../src/core/wording';
import type { Unavailable } from '../../../src/protocol/inspectedMoment';
import type { UnitsReading } from '../../../src/protocol/inspection';

export interface SurveyView {
  /** How often it was asked for. */
  readonly asked: number;
  readonly busy: boolean;
  /** What was found last; stays while it is looked through again. */
  readonly answer: UnitsReading | Unavailable | undefined;
}

export class UnitSurvey {
  #view: SurveyView = { asked: 0, busy: false, answer: undefined };
  readonly #listeners = new Set<() => void>();

  constructor(private readonly read: () => Promise<UnitsReading | Unavailable>) {}

  readonly view = (): SurveyView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Looks through the test set, unless that is being done. */
  readonly run = (): void => {
    const { asked, busy } = this.#view;
    this.#set({ asked: asked + 1, busy: true });
    if (!busy) void this.#read();
  };

  async #read(): Promise<void> {
    const answer = await this.read().catch((error: unknown): Unavailable => ({
      kind: 'unavailable',
      reason: messageOf(error),
      command: null,
    }));
    this.#set({ busy: false, answer });
  }

  #set(change: Partial<SurveyView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
