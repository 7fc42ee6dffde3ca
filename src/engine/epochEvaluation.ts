/**
 * What is measured at the end of an epoch: the examples that were held out, then the test set.
 */
import type { Dataset } from '../core/data/dataset';
import type { Network } from '../core/network/network';
import type { ExampleSplit } from '../core/training/batches';
import type { Evaluation, Model } from './engine';
import { EvaluationPass } from './evaluationPass';

export class EpochEvaluation {
  private readonly validation: EvaluationPass | undefined;
  private readonly test: EvaluationPass;

  constructor(
    model: Model,
    network: Network,
    dataset: Dataset,
    { validationStart, validationEnd }: ExampleSplit,
  ) {
    this.validation =
      validationEnd > validationStart
        ? new EvaluationPass(model, network, dataset.training, validationStart, validationEnd)
        : undefined;
    this.test = new EvaluationPass(model, network, dataset.test, 0, dataset.test.count);
  }

  /** Measures what is left; see `EvaluationPass`. */
  async finish(
    before: () => Promise<void>,
  ): Promise<{ readonly validation: Evaluation | undefined; readonly test: Evaluation }> {
    const validation = await this.validation?.finish(before);
    return { validation, test: await this.test.finish(before) };
  }
}
