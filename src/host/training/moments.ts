/**
 * Time travel: which moment of the run the panel shows, the newest one or that of a checkpoint, and what the network
 * said of the test set then.
 *
 * A checkpoint that was taken at the end of an epoch holds its measurement. One in between has none: then the last
 * measurement before it is shown, with the step at which it was made.
 */
import type { ExampleSet } from '../../core/data/dataset';
import { readTestPredictions } from '../../core/training/checkpointFile';
import type { RunEvent, TestEvaluated } from '../../core/training/runEvents';
import type { Run } from '../../core/training/runState';
import { messageOf } from '../../core/wording';
import type { ShownMoment, ShownTest } from '../../protocol/training';

export interface MomentSources {
  /** @throws Error when it cannot be read. */
  readCheckpoint(runId: string, step: number): Promise<Uint8Array>;
  /** @throws Error when the dataset cannot be had any more. */
  testSet(run: Run): Promise<ExampleSet>;
}

type Predictions = Omit<ShownTest, 'labels'>;

export class Moments {
  /** The step of the checkpoint that is shown; `null`: the newest moment. */
  private step: number | null = null;
  private newest: TestEvaluated | undefined;
  /** Numbers what was asked for, so that a slow answer does not take a later one's place. */
  private asked = 0;

  constructor(
    private readonly sources: MomentSources,
    private readonly show: (moment: ShownMoment | null) => void,
    private readonly fail: (message: string) => void,
  ) {}

  /** The step of the checkpoint to which the user went back; `null` while the newest moment is shown. */
  get pastStep(): number | null {
    return this.step;
  }

  /** Another run is shown, at its newest moment. */
  runShown(run: Run | undefined): void {
    this.step = null;
    this.newest = undefined;
    this.asked++;
    this.show(null);
    if (run !== undefined && run.checkpoints.length > 0) void this.showNewest(run);
  }

  /** A new measurement of the run that is shown. */
  async eventHappened(event: RunEvent, run: Run): Promise<void> {
    if (event.type !== 'testEvaluated') return;
    this.newest = event;
    if (this.step === null) await this.showNewest(run);
  }

  /** Goes to the checkpoint with that many steps, or with `null` to the newest moment. */
  async travel(step: number | null, run: Run): Promise<void> {
    if (step === null || run.checkpoints.some((checkpoint) => checkpoint.step === step)) this.step = step;
    // A checkpoint that is gone leaves the moment as it is, which is shown again.
    await (this.step === null ? this.showNewest(run) : this.showPast(run, this.step));
  }

  private async showNewest(run: Run): Promise<void> {
    const last = run.checkpoints.at(-1)?.step ?? 0;
    await this.present(run, run.step, false, () =>
      this.newest === undefined ? this.measuredBefore(run, last) : Promise.resolve(this.newest),
    );
  }

  private async showPast(run: Run, step: number): Promise<void> {
    await this.present(run, step, true, () => this.measuredBefore(run, step));
  }

  private async present(
    run: Run,
    step: number,
    isPast: boolean,
    read: () => Promise<Predictions | undefined>,
  ): Promise<void> {
    const asked = ++this.asked;
    const { runId } = run.subject;
    try {
      const predictions = await read();
      const test = predictions === undefined ? null : await this.withLabels(run, predictions);
      if (asked === this.asked) this.show({ runId, step, isPast, test });
    } catch (error) {
      if (asked !== this.asked) return;
      this.show({ runId, step, isPast, test: null });
      this.fail(messageOf(error));
    }
  }

  private async withLabels(run: Run, predictions: Predictions): Promise<ShownTest> {
    const { step, loss, accuracy, predicted, confidence } = predictions;
    const { labels } = await this.sources.testSet(run);
    return { step, loss, accuracy, predicted, confidence, labels };
  }

  private measuredBefore(run: Run, step: number): Promise<Predictions | undefined> {
    return predictionsBefore(run, step, (runId, at) => this.sources.readCheckpoint(runId, at));
  }
}

/**
 * The measurement of the newest checkpoint up to `step` that has one; `undefined` where none has.
 * @throws Error when a checkpoint cannot be read.
 */
export async function predictionsBefore(
  { subject, checkpoints }: Run,
  step: number,
  readCheckpoint: MomentSources['readCheckpoint'],
): Promise<Predictions | undefined> {
  for (const checkpoint of checkpoints.filter((one) => one.step <= step).reverse()) {
    if (checkpoint.testAccuracy === null) continue;
    const test = readTestPredictions(await readCheckpoint(subject.runId, checkpoint.step));
    if (test !== undefined) return { step: checkpoint.step, ...test };
  }
  return undefined;
}
