/**
 * Questions about a model's numbers on their way from whoever looks at it to the session, which answers them between two
 * pieces of work.
 */
import type { WeightQuantity } from '../core/inspection/quantity';
import type { WeightMap } from '../core/weights/weightMap';

export interface TensorQuestion {
  readonly quantity: Exclude<WeightQuantity, 'sinceStart'>;
  /** Names of weights; one that the model lacks, or that has no gradient, is left out of the answer. */
  readonly names: readonly string[];
}

export interface TensorAnswer {
  /** Updates done when the tensors were read. */
  readonly step: number;
  readonly tensors: WeightMap;
}

interface OpenQuestion {
  readonly question: TensorQuestion;
  readonly resolve: (answer: TensorAnswer) => void;
  readonly reject: (error: unknown) => void;
}

export class ReadingQueue {
  private readonly waiting: OpenQuestion[] = [];
  private isClosed = false;
  private wake: () => void = () => undefined;

  /**
   * Waits for the session's answer.
   * @throws Error when the run is over before it comes.
   */
  ask(question: TensorQuestion): Promise<TensorAnswer> {
    if (this.isClosed) return Promise.reject(runIsOver());
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      this.wake();
    });
  }

  /** Answers the questions that wait, the oldest first; one that cannot be answered is its asker's trouble. */
  async answer(read: (question: TensorQuestion) => Promise<TensorAnswer>): Promise<void> {
    // Only those that wait now: whoever asks without end must not keep the run from going on.
    for (const { question, resolve, reject } of this.waiting.splice(0)) {
      try {
        resolve(await read(question));
      } catch (error) {
        reject(error);
      }
    }
  }

  /** Resolves when a question waits. */
  async arrival(): Promise<void> {
    if (this.waiting.length > 0) return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
  }

  /** Nobody answers any more: refuses the questions that wait and those still to come. */
  close(): void {
    this.isClosed = true;
    for (const { reject } of this.waiting.splice(0)) reject(runIsOver());
  }
}

function runIsOver(): Error {
  return new Error(
    'The run is over, and its worker holds no weights any more; look at one of its checkpoints instead.',
  );
}
