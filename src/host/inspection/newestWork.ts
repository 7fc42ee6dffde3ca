/**
 * Long work in the host, of which only what was asked for last is wanted.
 *
 * It is done in slices, between which the host answers others: nothing that a person does may wait for it.
 */

/** About a frame: as long as nobody feels. */
const SLICE_MS = 15;

/** Thrown into work that nobody waits for any more. */
class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

export class NewestWork {
  private newest = 0;

  /**
   * Does the work; `undefined` when newer work began before it was done.
   * @param work awaits `breathe` often; what that throws ends it.
   */
  async do<T>(work: (breathe: () => Promise<void>) => Promise<T>): Promise<T | undefined> {
    const own = ++this.newest;
    let since = performance.now();
    const breathe = async (): Promise<void> => {
      if (performance.now() - since >= SLICE_MS) {
        await new Promise<void>((resolve) => setTimeout(resolve, 0));
        since = performance.now();
      }
      if (own !== this.newest) throw new GivenUp();
    };
    try {
      return await work(breathe);
    } catch (error) {
      if (error instanceof GivenUp) return undefined;
      throw error;
    }
  }
}
