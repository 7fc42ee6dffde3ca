/**
 * Orders to a run on their way from whoever gives them to the session, which takes them when it can.
 */
import type { Steering } from '../core/training/steering';

export class OrderQueue {
  private readonly waiting: Steering[] = [];
  private wake: () => void = () => undefined;

  give(order: Steering): void {
    this.waiting.push(order);
    this.wake();
  }

  /** The oldest order, or `undefined` when none waits. */
  take(): Steering | undefined {
    return this.waiting.shift();
  }

  /** Resolves when an order waits. */
  async arrival(): Promise<void> {
    if (this.waiting.length > 0) return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
  }
}
