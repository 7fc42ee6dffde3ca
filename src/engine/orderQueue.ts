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

  /** Waits until there is an order, and takes it. */
  async next(): Promise<Steering> {
    for (;;) {
      const order = this.take();
      if (order !== undefined) return order;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}
