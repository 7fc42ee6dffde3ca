/**
 * Says on the disk which runs are under way, so that no other window takes one for a run that was cut off: a lease in the
 * run's folder, which whoever trains it prolongs again and again. Windows without a folder share their storage.
 *
 * A lease costs no training: where it cannot be written the run goes on without.
 */
import type { StartTimer } from '../startTimer';
import type { RunFolder } from './runFolder';

/** How long nobody else touches a run after the last sign of life. */
export const LEASE_MS = 6000;
/** Often enough that one sign of life may come late. */
export const RENEWAL_MS = 2000;

export interface LeaseClock {
  /** Milliseconds since 1970, the same in all windows. */
  readonly now: () => number;
  readonly startTimer: StartTimer;
}

export class RunLeases {
  private readonly held = new Map<string, RunFolder>();
  private endTimer: (() => void) | undefined;
  /** Settles when no lease is being written. */
  private writing: Promise<unknown> = Promise.resolve();

  constructor(private readonly clock: LeaseClock) {}

  /** Whether this session trains the run. */
  holds(runId: string): boolean {
    return this.held.has(runId);
  }

  async take(runId: string, folder: RunFolder): Promise<void> {
    if (this.held.has(runId)) return;
    this.held.set(runId, folder);
    await this.renew();
  }

  async release(runId: string): Promise<void> {
    const folder = this.held.get(runId);
    if (folder === undefined) return;
    this.held.delete(runId);
    // A write that comes after the deletion would make the folder of a deleted run again.
    await this.writing;
    await folder.deleteLease();
    if (this.held.size === 0) this.endTimer?.();
  }

  async releaseAll(): Promise<void> {
    for (const runId of [...this.held.keys()]) await this.release(runId);
  }

  /** How many milliseconds the lease of a run that this session does not train still lasts; 0 where it is over. */
  async left(folder: RunFolder): Promise<number> {
    const left = (await folder.readLease()) - this.clock.now();
    // None lasts longer, unless the clock was set back.
    return left > 0 && left <= LEASE_MS ? left : 0;
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.clock.startTimer(resolve, milliseconds);
    });
  }

  private async renew(): Promise<void> {
    this.endTimer?.();
    const until = this.clock.now() + LEASE_MS;
    this.writing = Promise.allSettled([
      this.writing,
      ...[...this.held.values()].map((folder) => folder.writeLease(until)),
    ]);
    await this.writing;
    if (this.held.size > 0) {
      this.endTimer?.();
      this.endTimer = this.clock.startTimer(() => void this.renew(), RENEWAL_MS);
    }
  }
}
