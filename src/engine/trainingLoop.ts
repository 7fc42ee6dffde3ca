/**
 * A training run from the first weight to the last epoch, on whatever engine.
 *
 * Decides what an engine does not: which examples, in which order, when to evaluate, when to report, when to stop. It
 * knows neither workers nor windows: time, events and the wish to stop come from outside.
 */
import type { Dataset, ExampleSet } from '../core/data/dataset';
import type { Network } from '../core/network/network';
import { elementCount } from '../core/shape';
import { epochBatches, splitExamples } from '../core/training/batches';
import { initialWeights } from '../core/training/initialWeights';
import type { RunEvent, StepsTrained } from '../core/training/runEvents';
import type { WeightMap } from '../core/weights/weightMap';
import { messageOf } from '../core/wording';
import type { Engine, Evaluation, Model } from './engine';
import { checkDataset, divergence } from './trainingChecks';

/** Aim for one call of `train`: long enough to keep the engine busy, short enough to answer a stop at once. */
const CHUNK_MS = 40;
/** `stepsTrained` comes no more often than this. */
const REPORT_INTERVAL_MS = 200;
/**
 * How many examples are evaluated at once, between two looks at the events: as many as keep all activations together
 * within so many numbers, and within these bounds. It follows from the network alone: the slices decide how a mean
 * loss is rounded, which must not differ from one run to the next.
 */
const EVALUATION_SLICE = { activations: 2_000_000, least: 32, most: 250 } as const;

/** What is known when weights are exported. */
export interface WeightsMoment {
  /** 0 for the initial weights. */
  readonly epoch: number;
  /** Mean training loss and test accuracy of the epoch; `undefined` before the first. */
  readonly loss: number | undefined;
  readonly testAccuracy: number | undefined;
}

export interface TrainingOptions {
  readonly engine: Engine;
  /** Why this engine, for the `runStarted` event. */
  readonly reason: string;
  /** Its `training` settings are the ones that count: whoever overrides them does so before. */
  readonly network: Network;
  readonly dataset: Dataset;
  /** When given, called for the initial weights and after each epoch; the bytes go out as `weightsExported`. */
  readonly encodeWeights?: (weights: WeightMap, moment: WeightsMoment) => Uint8Array;
  readonly emit: (event: RunEvent) => void;
  /** Asked between chunks of a few steps. */
  readonly shouldStop: () => boolean;
  /** Milliseconds from any origin. */
  readonly now: () => number;
  /** Lets messages come in. Must not be a timer that a hidden page slows down. */
  readonly yieldToEvents: () => Promise<void>;
}

/**
 * Trains and reports. Resolves when the run has ended, was stopped or failed, whichever the last event says; never
 * rejects. The engine stays open.
 */
export async function runTraining(options: TrainingOptions): Promise<void> {
  let model: Model | undefined;
  try {
    checkDataset(options.network, options.dataset);
    const weights = initialWeights(options.network, options.network.training.seed);
    model = await options.engine.compile(options.network, weights);
    await new TrainingLoop(options, model).run();
  } catch (error) {
    options.emit({ type: 'runFailed', message: messageOf(error) });
  } finally {
    model?.dispose();
  }
}

/** Thrown through the loop when the user has asked to stop. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}

class TrainingLoop {
  private readonly training: ExampleSet;
  private readonly split;
  private readonly stepsPerEpoch: number;
  private readonly startedAt: number;
  private chunkSteps = 1;
  /** The last of `stepsTrained`, reported or not. */
  private trained: Omit<StepsTrained, 'type' | 'elapsedMs'> | undefined;
  private lastReportAt = 0;
  private epochsDone = 0;

  constructor(
    private readonly options: TrainingOptions,
    private readonly model: Model,
  ) {
    const { validationSize, trainingSize, batchSize } = options.network.training;
    this.training = options.dataset.training;
    this.split = splitExamples(this.training.count, validationSize, trainingSize);
    this.stepsPerEpoch = Math.ceil(this.split.trainingCount / batchSize);
    this.startedAt = options.now();
  }

  async run(): Promise<void> {
    const { emit, network } = this.options;
    this.emitStarted();
    try {
      await this.exportWeights({ epoch: 0, loss: undefined, testAccuracy: undefined });
      let testAccuracy = Number.NaN;
      for (let epoch = 1; epoch <= network.training.epochs; epoch++)
        testAccuracy = await this.runEpoch(epoch);
      emit({ type: 'runEnded', epochs: this.epochsDone, testAccuracy, elapsedMs: this.elapsedMs() });
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      emit({ type: 'runStopped', epochs: this.epochsDone, elapsedMs: this.elapsedMs() });
    }
  }

  private emitStarted(): void {
    const { engine, reason, network, dataset, emit } = this.options;
    const { trainingCount, validationStart, validationEnd } = this.split;
    emit({
      type: 'runStarted',
      engine: engine.name,
      adapter: engine.adapter,
      reason,
      dataset: dataset.name,
      trainingExamples: trainingCount,
      validationExamples: validationEnd - validationStart,
      testExamples: dataset.test.count,
      parameters: network.parameterCount,
      seed: network.training.seed,
      epochs: network.training.epochs,
      stepsPerEpoch: this.stepsPerEpoch,
    });
  }

  /** Trains and evaluates one epoch; returns its test accuracy. */
  private async runEpoch(epoch: number): Promise<number> {
    const { dataset, emit } = this.options;
    const { trainingCount, validationStart, validationEnd } = this.split;
    const { loss, trainingMs } = await this.trainEpoch(epoch);
    const validation =
      validationEnd > validationStart
        ? await this.evaluate(this.training, validationStart, validationEnd)
        : undefined;
    const { accuracy: testAccuracy } = await this.evaluate(dataset.test, 0, dataset.test.count);
    this.epochsDone = epoch;
    emit({
      type: 'epochEnded',
      epoch,
      loss,
      validationLoss: validation?.loss ?? null,
      validationAccuracy: validation?.accuracy ?? null,
      testAccuracy,
      examplesPerSecond: perSecond(trainingCount, trainingMs),
      elapsedMs: this.elapsedMs(),
    });
    await this.exportWeights({ epoch, loss, testAccuracy });
    return testAccuracy;
  }

  /** All mini-batches of an epoch, a few at a time; `loss` is the mean of their mean losses. */
  private async trainEpoch(epoch: number): Promise<{ loss: number; trainingMs: number }> {
    const { network, now } = this.options;
    const { batchSize, shuffle, seed } = network.training;
    const batches = epochBatches({ count: this.split.trainingCount, batchSize, shuffle, seed }, epoch);
    const firstStep = (epoch - 1) * this.stepsPerEpoch;
    let summedLoss = 0;
    let trainingMs = 0;
    for (let done = 0; done < batches.length;) {
      await this.breathe();
      const chunk = batches.slice(done, done + this.chunkSteps);
      const chunkStart = done;
      const startedAt = now();
      const losses = await this.model.train(
        this.training,
        chunk.map((indices, index) => ({ step: firstStep + chunkStart + index, indices })),
      );
      const chunkMs = now() - startedAt;
      const diverged = losses.findIndex((loss) => !Number.isFinite(loss));
      if (diverged >= 0)
        throw divergence(network, epoch, done + diverged + 1, batches.length, losses[diverged]);
      for (const loss of losses) summedLoss += loss;
      trainingMs += chunkMs;
      done += chunk.length;
      this.chunkSteps = nextChunkSteps(chunk.length, chunkMs);
      const examples = Math.min(done * batchSize, this.split.trainingCount);
      this.trained = {
        epoch,
        steps: done,
        loss: summedLoss / done,
        examplesPerSecond: perSecond(examples, trainingMs),
      };
      this.report();
    }
    return { loss: summedLoss / batches.length, trainingMs };
  }

  private report(): void {
    const elapsedMs = this.elapsedMs();
    if (this.trained === undefined || elapsedMs - this.lastReportAt < REPORT_INTERVAL_MS) return;
    this.lastReportAt = elapsedMs;
    this.options.emit({ type: 'stepsTrained', ...this.trained, elapsedMs });
  }

  /** Reports as training does: a whole test set may take minutes, and whoever listens should see that time goes on. */
  private async evaluate(examples: ExampleSet, start: number, end: number): Promise<Evaluation> {
    const slice = evaluationSlice(this.options.network);
    let loss = 0;
    let accuracy = 0;
    for (let from = start; from < end;) {
      await this.breathe();
      const to = Math.min(from + slice, end);
      const part = await this.model.evaluate(examples, from, to);
      loss += part.loss * (to - from);
      accuracy += part.accuracy * (to - from);
      from = to;
      this.report();
    }
    // The sum of the slices' shares is a number of examples but for rounding.
    return { loss: loss / (end - start), accuracy: Math.round(accuracy) / (end - start) };
  }

  private async exportWeights(moment: WeightsMoment): Promise<void> {
    const { encodeWeights, emit } = this.options;
    if (encodeWeights === undefined) return;
    const bytes = encodeWeights(await this.model.readWeights(), moment);
    emit({ type: 'weightsExported', epoch: moment.epoch, bytes });
  }

  /** Lets messages in, then stops if one of them asked for it. */
  private async breathe(): Promise<void> {
    await this.options.yieldToEvents();
    if (this.options.shouldStop()) throw new Stopped();
  }

  private elapsedMs(): number {
    return this.options.now() - this.startedAt;
  }
}

/** As many steps as fit the chunk's time, at most twice as many as now: the first steps may be slow or strangely fast. */
function nextChunkSteps(steps: number, elapsedMs: number): number {
  const fitting = elapsedMs > 0 ? Math.floor((steps * CHUNK_MS) / elapsedMs) : Number.POSITIVE_INFINITY;
  return Math.max(1, Math.min(fitting, steps * 2));
}

function perSecond(count: number, elapsedMs: number): number {
  return elapsedMs > 0 ? (count * 1000) / elapsedMs : 0;
}

function evaluationSlice({ layers }: Network): number {
  const activations = layers.reduce((sum, { outputShape }) => sum + elementCount(outputShape), 0);
  const slice = Math.floor(EVALUATION_SLICE.activations / activations);
  return Math.min(EVALUATION_SLICE.most, Math.max(EVALUATION_SLICE.least, slice));
}
