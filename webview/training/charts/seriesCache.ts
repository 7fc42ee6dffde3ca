/** The losses of the run and of those that are compared with it, each with the figures that are kept of it. */
import { LossSeries } from '../../../src/core/training/lossSeries';

export class SeriesCache {
  private readonly series = new Map<string, LossSeries>();

  /** The losses of that run as they are now, smoothed by that weight. */
  of(runId: string, losses: Float32Array, smoothing: number): LossSeries {
    const series = this.series.get(runId) ?? new LossSeries();
    this.series.set(runId, series);
    series.smooth(smoothing);
    series.update(losses);
    return series;
  }

  /** Forgets all other runs. */
  keep(runIds: readonly string[]): void {
    for (const runId of [...this.series.keys()]) {
      if (!runIds.includes(runId)) this.series.delete(runId);
    }
  }
}
