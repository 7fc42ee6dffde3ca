/**
 * The runs whose curves are drawn beside those of the run in the panel, and the first step at which it parts from the
 * one that it repeats.
 */
import { firstDifference } from '../../core/training/stepLosses';
import { messageOf } from '../../core/wording';
import type { ComparedRun, Comparison } from '../../protocol/training';
import { compareLabels } from './runs/compareLabels';
import type { RunRecord } from './store/runRecord';

export interface ComparisonSources {
  record(runId: string): RunRecord | undefined;
  /** @throws Error when they cannot be read. */
  readLosses(runId: string): Promise<Float32Array>;
}

/** What is asked of the run in the panel. */
export type ShownRecord = Pick<RunRecord, 'runId' | 'origin'>;

export class Comparisons {
  private chosen: readonly string[] = [];
  private readonly losses = new Map<string, Float32Array>();
  /** Losses of the run in the panel that were found to be those of the run that it repeats. */
  private same = 0;
  private parting: Comparison['parting'] = null;
  private repeated: string | undefined;
  private asked = 0;

  constructor(
    private readonly sources: ComparisonSources,
    private readonly show: (comparison: Comparison) => void,
    private readonly fail: (message: string) => void,
  ) {}

  get runIds(): readonly string[] {
    return this.chosen;
  }

  /**
   * Draws these runs and no others.
   * @param current The run in the panel, which is drawn anyway.
   * @param losses Its losses so far.
   */
  async choose(
    runIds: readonly string[],
    current: ShownRecord | undefined,
    losses: () => Float32Array,
  ): Promise<void> {
    const asked = ++this.asked;
    this.chosen = [...new Set(runIds)];
    for (const runId of this.losses.keys()) {
      if (!this.chosen.includes(runId)) this.losses.delete(runId);
    }
    for (const runId of this.chosen) {
      if (this.losses.has(runId)) continue;
      try {
        this.losses.set(runId, await this.sources.readLosses(runId));
      } catch (error) {
        this.chosen = this.chosen.filter((one) => one !== runId);
        this.fail(messageOf(error));
      }
    }
    if (asked !== this.asked) return;
    if (this.repeated !== undefined && !this.losses.has(this.repeated)) this.parting = null;
    this.compare(0, losses());
    this.present(current);
  }

  /** Another run is in the panel. */
  runShown(current: ShownRecord | undefined): void {
    const { origin } = current ?? {};
    this.repeated = origin?.kind === 'repeat' ? origin.of : undefined;
    this.same = 0;
    this.parting = null;
    this.present(current);
  }

  /** The run in the panel has more losses, or other ones from `from` on. */
  lossesWritten(from: number, losses: Float32Array, current: ShownRecord | undefined): void {
    if (this.compare(from, losses)) this.present(current);
  }

  /** Whether there is something new to say about where the two runs part. */
  private compare(from: number, losses: Float32Array): boolean {
    const other = this.repeated === undefined ? undefined : this.losses.get(this.repeated);
    if (other === undefined || typeof this.parting?.step === 'number') return false;
    const start = Math.min(this.same, from);
    const different = firstDifference(losses.subarray(start), other.subarray(start));
    this.same = Math.min(losses.length, other.length);
    const next = { with: this.repeated ?? '', step: different === undefined ? null : start + different };
    if (this.parting?.with === next.with && this.parting.step === next.step) return false;
    this.parting = next;
    return true;
  }

  private present(current: ShownRecord | undefined): void {
    const records = this.chosen
      .filter((runId) => runId !== current?.runId)
      .map((runId) => this.sources.record(runId))
      .filter((record) => record !== undefined);
    const own = current === undefined ? undefined : this.sources.record(current.runId);
    const labelled = own === undefined ? records : [own, ...records];
    const texts = compareLabels(labelled);
    const labels = new Map(labelled.map(({ runId }, place) => [runId, texts[place] ?? runId]));
    const runs = records.map(({ runId, run }): ComparedRun => ({
      runId,
      label: labels.get(runId) ?? runId,
      stepsPerEpoch: run.started?.stepsPerEpoch ?? 1,
      losses: this.losses.get(runId) ?? new Float32Array(0),
      epochs: run.epochs,
    }));
    const { parting } = this;
    this.show({
      runs,
      parting:
        parting === null ? null : { with: labels.get(parting.with) ?? parting.with, step: parting.step },
    });
  }
}
