/**
 * One look inside a layer: what was last read of it, read again whenever the moment has moved on.
 *
 * One question is on its way at a time; whatever passes meanwhile is one more question afterwards, so that a slow answer
 * never makes a queue.
 */
import type { LayerId } from '../../../src/core/graph/graph';
import type { WeightQuantity } from '../../../src/core/inspection/quantity';
import { messageOf } from '../../../src/core/wording';
import type { Unavailable } from '../../../src/protocol/inspectedMoment';
import type { LayerReading, LayerRequest } from '../../../src/protocol/inspection';

export type ReadLayer = (request: LayerRequest) => Promise<LayerReading | Unavailable>;

/** What a look shows now; `answer` is `undefined` until the first one has come. */
export interface Look {
  readonly quantity: WeightQuantity;
  readonly answer: LayerReading | Unavailable | undefined;
}

export class LayerWatch {
  #look: Look = { quantity: 'weights', answer: undefined };
  #asking = false;
  #again = false;
  readonly #listeners = new Set<() => void>();

  /** Asks at once. */
  constructor(
    readonly layer: LayerId,
    private readonly read: ReadLayer,
  ) {
    this.refresh();
  }

  readonly look = (): Look => this.#look;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Shows another quantity; what was read of the one before goes at once. */
  show(quantity: WeightQuantity): void {
    if (quantity === this.#look.quantity) return;
    this.#set({ quantity, answer: undefined });
    this.refresh();
  }

  /** Asks again, now or as soon as the question under way is answered. */
  refresh(): void {
    if (this.#asking) this.#again = true;
    else void this.#ask();
  }

  async #ask(): Promise<void> {
    const { quantity } = this.#look;
    this.#asking = true;
    const answer = await this.read({ layer: this.layer, quantity }).catch((error: unknown): Unavailable => ({
      kind: 'unavailable',
      reason: messageOf(error),
      command: null,
    }));
    this.#asking = false;
    if (quantity === this.#look.quantity) this.#set({ quantity, answer });
    if (!this.#again) return;
    this.#again = false;
    void this.#ask();
  }

  #set(look: Look): void {
    this.#look = look;
    for (const listener of this.#listeners) listener();
  }
}
