/**
 * A clock for tests of what is told now and then.
 */
import assert from 'node:assert/strict';

/** A clock that stands still until it is moved. */
export class StillClock {
  #now = 0;
  #waiting: { readonly at: number; readonly task: () => void } | undefined;

  readonly now = (): number => this.#now;
  readonly after = (ms: number, task: () => void): (() => void) => {
    assert.equal(this.#waiting, undefined, 'one timer at a time');
    const waiting = { at: this.#now + ms, task };
    this.#waiting = waiting;
    return () => {
      if (this.#waiting === waiting) this.#waiting = undefined;
    };
  };

  pass(ms: number): void {
    this.#now += ms;
    const waiting = this.#waiting;
    if (waiting === undefined || waiting.at > this.#now) return;
    this.#waiting = undefined;
    waiting.task();
  }

  get waits(): boolean {
    return this.#waiting !== undefined;
  }
}
