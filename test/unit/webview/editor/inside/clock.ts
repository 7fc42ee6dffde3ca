/** A clock that a test moves on by hand. */
interface Due {
  readonly at: number;
  readonly act: () => void;
}

export class Clock {
  #now = 0;
  readonly #due = new Set<Due>();

  readonly later = (act: () => void, ms: number): (() => void) => {
    const entry = { at: this.#now + ms, act };
    this.#due.add(entry);
    return () => {
      this.#due.delete(entry);
    };
  };

  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#due].filter(({ at }) => at <= end).sort((left, right) => left.at - right.at);
      if (next === undefined) break;
      this.#due.delete(next);
      this.#now = next.at;
      next.act();
    }
    this.#now = end;
  }
}
