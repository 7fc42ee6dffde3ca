/**
 * Questions about a model's numbers on their way from whoever looks at it to the session, which answers them between two
 * pieces of work.
 */
import type { WeightQuantity } from '../core/inspection/quantity';
import type { LayerFindings } from '../core/inspection/readings';
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

/** How the units behave over the whole test set. */
export interface UnitsAnswer {
  /** Updates done at the time. */
  readonly step: number;
  /** Examples of the test set. */
  readonly examples: number;
  readonly layers: readonly LayerFindings[];
}

interface Asker<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export class ReadingQueue {
  private readonly tensorAskers: (Asker<TensorAnswer> & { readonly question: TensorQuestion })[] = [];
  private readonly unitsAskers: Asker<UnitsAnswer>[] = [];
  private isClosed = false;
  private wake: () => void = () => undefined;

  /**
   * Waits for the session's answer.
   * @throws Error when the run is over before it comes.
   */
  ask(question: TensorQuestion): Promise<TensorAnswer> {
    return this.answered((asker) => this.tensorAskers.push({ question, ...asker }));
  }

  /**
   * Waits for the session to survey the units; whoever asks while it does so gets the same answer.
   * @throws Error when the run is over before it comes.
   */
  askUnits(): Promise<UnitsAnswer> {
    return this.answered((asker) => this.unitsAskers.push(asker));
  }

  /** Answers the tensor questions that wait, the oldest first; one that cannot be answered is its asker's trouble. */
  async answer(read: (question: TensorQuestion) => Promise<TensorAnswer>): Promise<void> {
    // Only those that wait now: whoever asks without end must not keep the run from going on.
    for (const { question, resolve, reject } of this.tensorAskers.splice(0)) {
      try {
        resolve(await read(question));
      } catch (error) {
        reject(error);
      }
    }
  }

  /** Whether somebody waits for a survey of the units. */
  get awaitsUnits(): boolean {
    return this.unitsAskers.length > 0;
  }

  answerUnits(answer: UnitsAnswer): void {
    for (const { resolve } of this.unitsAskers.splice(0)) resolve(answer);
  }

  refuseUnits(error: unknown): void {
    for (const { reject } of this.unitsAskers.splice(0)) reject(error);
  }

  /** Resolves when a question waits. */
  async arrival(): Promise<void> {
    if (this.tensorAskers.length > 0 || this.awaitsUnits) return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
  }

  /** Nobody answers any more: refuses the questions that wait and those still to come. */
  close(): void {
    this.isClosed = true;
    for (const { reject } of this.tensorAskers.splice(0)) reject(runIsOver());
    this.refuseUnits(runIsOver());
  }

  private answered<Answer>(queue: (asker: Asker<Answer>) => void): Promise<Answer> {
    if (this.isClosed) return Promise.reject(runIsOver());
    return new Promise((resolve, reject) => {
      queue({ resolve, reject });
      this.wake();
    });
  }
}

function runIsOver(): Error {
  return new Error(
    'The run is over, and its worker holds no weights any more; look at one of its checkpoints instead.',
  );
}
