/**
 * Measures how well each layer learns, about once a second, and seldom enough that training hardly notices.
 */
import type { ExampleSet } from '../core/data/dataset';
import type { OptimizerConfig } from '../core/hyperparameters/hyperparameters';
import type { Network } from '../core/network/network';
import type { NetworkHealth } from '../core/training/health';
import type { HealthMeasured } from '../core/training/runEvents';
import type { Model } from './engine';
import { healthExamples } from './passSize';

const INTERVAL_MS = 1000;
/** A measurement takes at most this share of the time since the last one, as far as one can know before. */
const SHARE = 0.02;

export class HealthWatch {
  private readonly indices: Uint32Array;
  private readonly batchSize: number;
  private lastAt: number;
  private lastCostMs: number | undefined;

  constructor(
    private readonly model: Model,
    network: Network,
    private readonly examples: ExampleSet,
    trainingCount: number,
    /** How long the run has run, in milliseconds. */
    private readonly now: () => number,
  ) {
    const count = Math.min(healthExamples(network), trainingCount);
    this.indices = Uint32Array.from({ length: count }, (_, index) => index);
    this.batchSize = network.training.batchSize;
    this.lastAt = now();
  }

  /**
   * Whether it is time to measure.
   * @param stepMs What a step takes: it tells what the first measurement will.
   */
  isDue(stepMs: number): boolean {
    const costMs = this.lastCostMs ?? (stepMs * this.indices.length) / this.batchSize;
    return this.now() - this.lastAt >= Math.max(INTERVAL_MS, costMs / SHARE);
  }

  /** The health before the next step, or `undefined` when it has figures that are no numbers. */
  async measure(step: number, optimizer: OptimizerConfig): Promise<HealthMeasured | undefined> {
    const startedAt = this.now();
    const layers = await this.model.measureHealth(this.examples, { step, indices: this.indices }, optimizer);
    this.lastAt = this.now();
    this.lastCostMs = this.lastAt - startedAt;
    if (hasNaN(layers)) return undefined;
    return { type: 'healthMeasured', step, examples: this.indices.length, layers };
  }
}

function hasNaN(layers: NetworkHealth): boolean {
  return Object.values(layers).some(({ saturated, dead, gradientNorm, updateRatio }) =>
    [saturated, dead, gradientNorm, updateRatio].some((value) => Number.isNaN(value)),
  );
}
