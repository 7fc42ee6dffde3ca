/**
 * The survey of the units over the whole test set, for whoever waits to know: a slice of examples at a time, so that
 * orders and other questions come in between. It keeps its place meanwhile; the weights must stay until it is done.
 */
import type { ExampleSet } from '../core/data/dataset';
import type { Network } from '../core/network/network';
import { UnitSurvey } from '../core/pass/unitSurvey';
import type { Model } from './engine';
import { evaluationSlice } from './passSize';
import type { ReadingQueue } from './readingQueue';

interface SurveyUnderWay {
  readonly survey: UnitSurvey;
  /** Examples seen. */
  seen: number;
}

export class TestSurvey {
  private readonly slice: number;
  private current: SurveyUnderWay | undefined;

  constructor(
    private readonly model: Model,
    private readonly network: Network,
    private readonly test: ExampleSet,
    private readonly readings: ReadingQueue,
  ) {
    this.slice = evaluationSlice(network);
  }

  /**
   * Surveys the next slice when somebody waits for it, and answers after the last; a survey that fails is its askers'
   * trouble.
   * @param step Updates done.
   * @returns Whether the survey has slices left.
   */
  async advance(step: number): Promise<boolean> {
    if (!this.readings.awaitsUnits) return false;
    try {
      const current = (this.current ??= { survey: new UnitSurvey(this.network), seen: 0 });
      await this.surveySlice(current);
      if (current.seen < this.test.count) return true;
      this.readings.answerUnits({ step, examples: this.test.count, layers: current.survey.findings() });
    } catch (error) {
      this.readings.refuseUnits(error);
    }
    this.current = undefined;
    return false;
  }

  private async surveySlice(current: SurveyUnderWay): Promise<void> {
    const { model, test } = this;
    const { survey, seen } = current;
    const { layers } = survey;
    const count = Math.min(this.slice, test.count - seen);
    // Without such units there is nothing to look at.
    current.seen = layers.length === 0 ? test.count : seen + count;
    if (layers.length === 0) return;
    const indices = Uint32Array.from({ length: count }, (_, index) => seen + index);
    for (const [layer, activations] of await model.forward(test, indices, layers)) {
      survey.add(layer, activations);
    }
  }
}
