/**
 * How long a run has run: pauses do not count, and what ran before a checkpoint does.
 */
export class RunClock {
  private startedAt: number | undefined;

  /** @param now Milliseconds from any origin. */
  constructor(
    private readonly now: () => number,
    private elapsedBefore: number,
  ) {
    this.startedAt = now();
  }

  get elapsedMs(): number {
    return this.elapsedBefore + (this.startedAt === undefined ? 0 : this.now() - this.startedAt);
  }

  stop(): void {
    this.elapsedBefore = this.elapsedMs;
    this.startedAt = undefined;
  }

  start(): void {
    this.startedAt ??= this.now();
  }
}
