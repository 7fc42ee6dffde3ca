/**
 * From the pointer's arrival to the hover: a pointer that goes by opens nothing, and one that rests has the hover with the
 * first numbers in it.
 */

/** Runs something later, unless the returned function is called before. */
export type Later = (act: () => void, ms: number) => () => void;

/** So long a pointer has to be still. */
export const REST_MS = 20;
/** The longest wait for a pointer that is never still, and for numbers that are long in coming. */
export const LATEST_MS = 200;

export class Arrival {
  #rested = false;
  #known = false;
  #cancelRest: () => void = () => undefined;
  readonly #cancelLatest: () => void;

  constructor(
    private readonly later: Later,
    private readonly show: () => void,
  ) {
    this.#cancelLatest = later(() => {
      this.#finish();
    }, LATEST_MS);
    this.stir();
  }

  /** The pointer moves on, still over the same thing. */
  stir(): void {
    this.#cancelRest();
    this.#cancelRest = this.later(() => {
      this.#rested = true;
      if (this.#known) this.#finish();
    }, REST_MS);
  }

  /** There is something to show. */
  know(): void {
    this.#known = true;
    if (this.#rested) this.#finish();
  }

  callOff(): void {
    this.#cancelRest();
    this.#cancelLatest();
  }

  #finish(): void {
    this.callOff();
    this.show();
  }
}
