/** A host whose answers a test gives by hand. */
import type { Unavailable } from '../../../../../src/protocol/inspectedMoment';

interface Open<Answer> {
  readonly resolve: (answer: Answer | Unavailable) => void;
  readonly reject: (error: Error) => void;
}

export class Questions<Question, Answer> {
  readonly asked: Question[] = [];
  readonly #open: Open<Answer>[] = [];

  readonly read = (question: Question): Promise<Answer | Unavailable> => {
    this.asked.push(question);
    return new Promise((resolve, reject) => this.#open.push({ resolve, reject }));
  };

  /** Answers the question with that number, from 0. */
  answer(at: number, answer: Answer | Unavailable): void {
    this.#open[at]?.resolve(answer);
  }

  fail(at: number, message: string): void {
    this.#open[at]?.reject(new Error(message));
  }
}

/** Why there is nothing to see. */
export function told(reason: string): Unavailable {
  return { kind: 'unavailable', reason, command: null };
}

/** When all that was answered has arrived. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
