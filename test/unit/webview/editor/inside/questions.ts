/** A host whose answers a test gives by hand. */
import type { Unavailable } from '../../../../../src/protocol/inspectedMoment';
import type { LayerReading, LayerRequest } from '../../../../../src/protocol/inspection';

interface Open {
  readonly resolve: (answer: LayerReading | Unavailable) => void;
  readonly reject: (error: Error) => void;
}

export class Questions {
  readonly asked: LayerRequest[] = [];
  readonly #open: Open[] = [];

  readonly read = (request: LayerRequest): Promise<LayerReading | Unavailable> => {
    this.asked.push(request);
    return new Promise((resolve, reject) => this.#open.push({ resolve, reject }));
  };

  /** Answers the question with that number, from 0. */
  answer(at: number, answer: LayerReading | Unavailable): void {
    this.#open[at]?.resolve(answer);
  }

  fail(at: number, message: string): void {
    this.#open[at]?.reject(new Error(message));
  }
}

/** When all that was answered has arrived. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
