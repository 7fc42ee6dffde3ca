/**
 * One measurement of a row of examples, a slice at a time, so that a run can pause in the middle and go on.
 */
import type { ExampleSet } from '../core/data/dataset';
import type { Network } from '../core/network/network';
import type { Evaluation, Model } from './engine';
import { evaluationSlice } from './passSize';

export class EvaluationPass {
  private readonly slice: number;
  private at: number;
  private loss = 0;
  private accuracy = 0;
  private readonly predicted: Int16Array;
  private readonly confidence: Float32Array;

  /** Examples [start, end) of the set. */
  constructor(
    private readonly model: Model,
    network: Network,
    private readonly examples: ExampleSet,
    private readonly start: number,
    private readonly end: number,
  ) {
    this.slice = evaluationSlice(network);
    this.at = start;
    this.predicted = new Int16Array(end - start);
    this.confidence = new Float32Array(end - start);
  }

  /** Measures what is left. When `before`, called before each slice, throws, the pass can be finished another time. */
  async finish(before: () => Promise<void>): Promise<Evaluation> {
    while (this.at < this.end) {
      await before();
      await this.measureSlice();
    }
    const count = this.end - this.start;
    return {
      loss: this.loss / count,
      // The sum of the slices' shares is a number of examples but for rounding.
      accuracy: Math.round(this.accuracy) / count,
      predicted: this.predicted,
      confidence: this.confidence,
    };
  }

  private async measureSlice(): Promise<void> {
    const to = Math.min(this.at + this.slice, this.end);
    const part = await this.model.evaluate(this.examples, this.at, to);
    this.loss += part.loss * (to - this.at);
    this.accuracy += part.accuracy * (to - this.at);
    this.predicted.set(part.predicted, this.at - this.start);
    this.confidence.set(part.confidence, this.at - this.start);
    this.at = to;
  }
}
