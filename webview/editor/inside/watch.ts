/**
 * A question that is asked again whenever its answer may have become another: what was last answered, for whoever draws
 * it.
 *
 * One question is on its way at a time; whatever changes meanwhile is one more question afterwards, so that a slow answer
 * never makes a queue. A question that went wrong is answered by what went wrong.
 */
import { messageOf } from '../../../src/core/wording';
import type { Unavailable } from '../../../src/protocol/inspectedMoment';

export interface Watched<Question, Answer> {
  readonly question: Question;
  /** To the question, or where that has moved on gradually to one before; `undefined` until there is one. */
  readonly answer: Answer | Unavailable | undefined;
  /** What was asked for `answer`. */
  readonly answered: Question | undefined;
}

export class Watch<Question, Answer> {
  #view: Watched<Question, Answer>;
  #asking = false;
  #again = false;
  /** Grows with each question that throws the answers before it away. */
  #subject = 0;
  readonly #listeners = new Set<() => void>();

  /** Asks at once. */
  constructor(
    question: Question,
    private readonly read: (question: Question) => Promise<Answer | Unavailable>,
  ) {
    this.#view = { question, answer: undefined, answered: undefined };
    this.refresh();
  }

  readonly view = (): Watched<Question, Answer> => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /**
   * Asks something else.
   * @param change `gradual`: the answer before stays until the new one is there, as while a digit is being drawn; `new`:
   *   it goes at once, since it is about something else.
   */
  ask(question: Question, change: 'gradual' | 'new'): void {
    if (change === 'new') this.#subject++;
    const none = { answer: undefined, answered: undefined };
    this.#set({ ...this.#view, ...(change === 'new' ? none : {}), question });
    this.refresh();
  }

  /** Asks again, now or as soon as the question under way is answered. */
  refresh(): void {
    if (this.#asking) this.#again = true;
    else void this.#ask();
  }

  async #ask(): Promise<void> {
    const { question } = this.#view;
    const subject = this.#subject;
    this.#asking = true;
    const answer = await this.read(question).catch((error: unknown): Unavailable => ({
      kind: 'unavailable',
      reason: messageOf(error),
      command: null,
    }));
    this.#asking = false;
    if (subject === this.#subject) this.#set({ ...this.#view, answer, answered: question });
    if (!this.#again) return;
    this.#again = false;
    void this.#ask();
  }

  #set(view: Watched<Question, Answer>): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}
