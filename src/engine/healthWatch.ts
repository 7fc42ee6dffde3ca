/**
 * Measures how well each layer learns, about once a second, and seldom enough that training hardly notices.
 */
import type { ExampleSet } from '../core/data/dataset';
import type { OptimizerConfig } from '../core/hyperparameters/hyperparameters';
import type { NetworkHealth } from '../core/training/health';
import type { HealthMeasured } from '../core/training/runEvents';
import type { Model } from './engine';

const INTERVAL_MS = 1000;
/** A measurement takes at most this share of the time since the last one, as far as the last one tells. */
const SHARE = 0.02;
const EXAMPLES = 128;

export class HealthWatch {
  private readonly indices: Uint32Array;
  private lastAt: number;
  private lastCostMs = 0;

  constructor(
    private readonly model: Model,
    private readonly examples: ExampleSet,
    trainingCount: number,
    private readonly now: () => number,
  ) {
    this.indices = Uint32Array.from({ length: Math.min(EXAMPLES, trainingCount) }, (_, index) => index);
    this.lastAt = now();
  }

  /** The health before the next step, or `undefined` when it is not time, or when it has figures that are no numbers. */
  async measure(step: number, optimizer: OptimizerConfig): Promise<HealthMeasured | undefined> {
    const startedAt = this.now();
    if (startedAt - this.lastAt < Math.max(INTERVAL_MS, this.lastCostMs / SHARE)) return undefined;
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
