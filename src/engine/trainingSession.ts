/**
 * A run under way: follows orders, one after the other, and between two of them waits with its weights at hand.
 *
 * An order is followed in small pieces of work, and before each the session looks for what has come in. A pause or a
 * stop is thrown from there (`Interrupted`): whatever it interrupts keeps its place and is taken up again. Questions about
 * the weights and the units are answered there too, and while it waits; no number of the run depends on them.
 */
import type { ExampleSet } from '../core/data/dataset';
import type { ExampleSplit } from '../core/training/batches';
import type { RunPosition, TestPredictions } from '../core/training/checkpoint';
import { nonFiniteAdvice, nonFiniteMessage, type NonFinite } from '../core/training/nonFinite';
import type { CheckpointReason } from '../core/training/runEvents';
import { steeredHyperparameters, type FirstOrder, type Steering } from '../core/training/steering';
import { encodeSafetensors } from '../core/weights/safetensors';
import { weightsMetadata } from '../core/weights/weightsMetadata';
import { CheckpointTaker, type RunProvenance } from './checkpointTaker';
import type { Evaluation, Model, TrainedSteps } from './engine';
import { EpochEvaluation } from './epochEvaluation';
import { EvaluationPass } from './evaluationPass';
import { HealthWatch } from './healthWatch';
import { RunClock } from './runClock';
import { RunPlace } from './runPlace';
import { SteeredSettings } from './steeredSettings';
import { StepChunks } from './stepChunks';
import type { TensorAnswer, TensorQuestion } from './readingQueue';
import { perSecond, StepReports } from './stepReports';
import { startReport } from './startReport';
import { TestSurvey } from './testSurvey';
import type { TrainingOptions } from './trainingLoop';

/** Thrown through the work: an order has come, or a number is not finite. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(readonly by: 'pause' | 'stop' | NonFinite) {
    super('The work was interrupted.');
  }
}

export class TrainingSession {
  private readonly training: ExampleSet;
  private readonly place: RunPlace;
  private readonly clock: RunClock;
  private readonly reports: StepReports;
  private readonly health: HealthWatch;
  private readonly checkpoints: CheckpointTaker;
  private readonly provenance: RunProvenance;
  private readonly settings: SteeredSettings;
  private readonly chunks: StepChunks;
  private readonly survey: TestSurvey;
  /** That of an epoch that has had all its steps, as far as it has come. */
  private evaluation: EpochEvaluation | undefined;
  /** What the network says of the test set with its present weights, where it was asked. */
  private test: TestPredictions | undefined;

  constructor(
    private readonly options: TrainingOptions,
    private readonly model: Model,
    private readonly split: ExampleSplit,
  ) {
    const { network, dataset, engine, networkHash, now, start, emit } = options;
    const from = start.kind === 'checkpoint' ? start.checkpoint : undefined;
    const { batchSize, shuffle, seed } = network.training;
    this.training = dataset.training;
    this.place = new RunPlace(
      Math.ceil(split.trainingCount / batchSize),
      from?.position.hyperparameters ?? steeredHyperparameters(network.training),
      from?.position,
    );
    this.test = from?.test;
    this.settings = new SteeredSettings(network.training, this.place, options.schedule, emit);
    this.chunks = new StepChunks({ count: split.trainingCount, batchSize, shuffle, seed });
    this.survey = new TestSurvey(model, network, dataset.test, options.readings);
    this.clock = new RunClock(now, from?.position.elapsedMs ?? 0);
    this.reports = new StepReports(
      this.place,
      this.clock,
      { examples: split.trainingCount, batchSize },
      emit,
    );
    this.health = new HealthWatch(
      model,
      network,
      this.training,
      split.trainingCount,
      () => this.clock.elapsedMs,
    );
    this.provenance = {
      networkName: network.name,
      networkHash,
      dataset: dataset.name,
      seed,
      engine: engine.name,
    };
    this.checkpoints = new CheckpointTaker(model, this.provenance, from);
  }

  /** Runs until there is nobody to wait for; the last event says why. */
  async run(): Promise<void> {
    this.options.emit(startReport(this.options, this.split, this.place));
    if (this.options.start.kind !== 'checkpoint') {
      await this.exportWeights(undefined);
      await this.takeCheckpoint('start');
    }
    for (let order: FirstOrder | 'stop' = this.options.first; ; order = await this.nextOrder()) {
      if (order === 'stop') {
        await this.stop();
        return;
      }
      if (!(await this.pursue(order))) return;
    }
  }

  /** Reports the steps that have not been reported. */
  flush(): void {
    this.reports.flush();
  }

  /** Follows the order to its end or until something comes between, and says so; `false` when the run is over. */
  private async pursue(order: FirstOrder): Promise<boolean> {
    try {
      await this.follow(order);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      if (error.by === 'stop') {
        await this.stop();
        return false;
      }
      if (error.by !== 'pause') return this.trouble(error.by);
      await this.pause(null);
      return true;
    }
    if (this.place.isComplete) return this.end();
    await this.pause(null);
    return true;
  }

  private async follow(order: FirstOrder): Promise<void> {
    switch (order) {
      case 'pause':
        break;
      case 'run':
        await this.trainTo(Number.POSITIVE_INFINITY);
        break;
      case 'step':
      case 'epoch':
        await this.trainTo(this.targetOf(order));
        break;
      case 'evaluate':
        await this.evaluateTest();
        break;
    }
    if (this.place.isComplete && this.test === undefined) await this.evaluateTest();
  }

  /** The number of steps that the order leads to; takes a run that has ended further. */
  private targetOf(order: 'step' | 'epoch'): number {
    const { place } = this;
    this.settings.applySchedule();
    if (place.isComplete) this.settings.change({ epochs: place.epochsDone + 1 });
    return order === 'epoch' ? place.endOfEpoch : place.step + 1;
  }

  /** Trains until that many steps are done, or all; an epoch that is complete is evaluated before anything else. */
  private async trainTo(target: number): Promise<void> {
    const { place } = this;
    const limit = (): number => Math.min(target, place.settings.epochs * place.stepsPerEpoch);
    for (;;) {
      if (place.isEvaluationDue) await this.finishEpoch();
      this.settings.applySchedule();
      if (place.step >= limit()) return;
      await this.breathe();
      if (place.step >= limit()) continue;
      if (this.health.isDue(this.chunks.stepMs)) await this.measureHealth();
      else await this.trainChunk(limit());
    }
  }

  /** A few steps at once: as many as fit the chunk's time, up to whatever has to happen at an exact step. */
  private async trainChunk(limit: number): Promise<void> {
    const { place } = this;
    const { now, checkpoints } = this.options;
    const { everySteps } = checkpoints;
    const nextCheckpoint = everySteps > 0 ? (Math.floor(place.step / everySteps) + 1) * everySteps : Infinity;
    const startedAt = now();
    const { optimizer, nextChange } = this.settings;
    const steps = this.chunks.next(place, Math.min(limit, nextCheckpoint, nextChange));
    const trained = await this.model.train(this.training, steps, optimizer);
    this.count(trained, now() - startedAt);
    if (place.step === nextCheckpoint && !place.isEvaluationDue) await this.takeCheckpoint('steps');
    this.reports.report();
  }

  private async measureHealth(): Promise<void> {
    const health = await this.health.measure(this.place.step, this.settings.optimizer);
    if (health !== undefined) this.options.emit(health);
  }

  private count({ losses, nonFinite }: TrainedSteps, elapsedMs: number): void {
    const { place } = this;
    if (losses.length > 0) this.test = undefined;
    place.advance(losses, elapsedMs);
    this.reports.add(losses);
    if (nonFinite !== undefined) {
      throw new Interrupted({
        ...nonFinite,
        epoch: place.epoch,
        batch: place.stepsInEpoch + 1,
        batchesPerEpoch: place.stepsPerEpoch,
        step: place.step,
        learningRate: place.settings.learningRate,
      });
    }
    this.chunks.measure(losses.length, elapsedMs);
  }

  /** Measures an epoch that has had all its steps, or what is left of it. */
  private async finishEpoch(): Promise<void> {
    const { dataset, network, emit } = this.options;
    const { place, clock } = this;
    this.evaluation ??= new EpochEvaluation(this.model, network, dataset, this.split);
    const { validation, test } = await this.evaluation.finish(this.breathe);
    this.evaluation = undefined;
    const { loss } = place;
    this.reports.flush();
    this.tellTest(test);
    emit({
      type: 'epochEnded',
      epoch: place.epoch,
      step: place.step,
      loss,
      validationLoss: validation?.loss ?? null,
      validationAccuracy: validation?.accuracy ?? null,
      testLoss: test.loss,
      testAccuracy: test.accuracy,
      examplesPerSecond: perSecond(this.split.trainingCount, place.stepsMs),
      elapsedMs: clock.elapsedMs,
    });
    place.endEpoch();
    await this.exportWeights(loss);
    await this.takeCheckpoint('epoch', loss);
  }

  /** Measures the test set because somebody asked. */
  private async evaluateTest(): Promise<void> {
    const { network, dataset } = this.options;
    const pass = new EvaluationPass(this.model, network, dataset.test, 0, dataset.test.count);
    this.tellTest(await pass.finish(this.breathe));
    await this.takeCheckpoint('evaluation');
  }

  private tellTest(test: Evaluation): void {
    this.test = test;
    this.options.emit({ type: 'testEvaluated', step: this.place.step, ...test });
  }

  /**
   * Lets orders and questions in, until a survey that is asked for is done. What only a waiting run can do is passed over.
   * A whole test set may take minutes: whoever listens should see that time goes on.
   */
  private readonly breathe = async (): Promise<void> => {
    const { orders, readings, yieldToEvents } = this.options;
    do {
      this.reports.report();
      await yieldToEvents();
      await readings.answer(this.read);
      for (let order = orders.take(); order !== undefined; order = orders.take()) {
        if (order.kind === 'change') this.settings.change(order.change);
        else if (order.kind === 'pause' || order.kind === 'stop') throw new Interrupted(order.kind);
      }
    } while (await this.survey.advance(this.place.step));
  };

  /** Waits for an order that leads on. */
  private async nextOrder(): Promise<Exclude<FirstOrder, 'pause'> | 'stop'> {
    for (;;) {
      const order = await this.arrivedOrder();
      if (order.kind === 'change') this.settings.change(order.change);
      else if (order.kind === 'stop') return 'stop';
      else if (order.kind !== 'pause') {
        this.clock.start();
        const evaluating = order.kind === 'evaluate';
        this.options.emit({ type: 'runResumed', step: this.place.step, evaluating });
        return order.kind === 'resume' ? 'run' : order.kind;
      }
    }
  }

  /** Waits for an order and takes it; answers questions meanwhile. */
  private async arrivedOrder(): Promise<Steering> {
    const { orders, readings, yieldToEvents } = this.options;
    for (;;) {
      const order = orders.take();
      if (order !== undefined) return order;
      await Promise.race([orders.arrival(), readings.arrival()]);
      await readings.answer(this.read);
      // A survey has its next slice only when whatever has come meanwhile is in.
      if (await this.survey.advance(this.place.step)) await yieldToEvents();
    }
  }

  private readonly read = async ({ quantity, names }: TensorQuestion): Promise<TensorAnswer> => {
    const { model, place } = this;
    const asked = new Set(names);
    const { step } = place;
    switch (quantity) {
      case 'weights':
        return { step, tensors: await model.readWeights(asked) };
      case 'lastUpdate':
        return { step, tensors: await model.readLastUpdate(asked) };
      case 'gradient': {
        const following = this.chunks.following(place);
        return { step, tensors: await model.gradients(this.training, following, asked) };
      }
    }
  };

  /** Says so before it takes the checkpoint, which is large: whoever asked is answered at once. */
  private async pause(trouble: NonFinite | null): Promise<void> {
    this.reports.flush();
    this.clock.stop();
    const { step } = this.place;
    this.options.emit({ type: 'runPaused', step, elapsedMs: this.clock.elapsedMs, trouble });
    await this.takeCheckpoint('pause');
  }

  private async trouble(trouble: NonFinite): Promise<boolean> {
    if (this.options.attended) {
      await this.pause(trouble);
      return true;
    }
    this.reports.flush();
    await this.takeCheckpoint('stop');
    const message = `${nonFiniteMessage(trouble)} ${nonFiniteAdvice(trouble)}`;
    this.options.emit({ type: 'runFailed', message, cause: 'nonFinite' });
    return false;
  }

  /** All epochs are done; `false` when nobody will take the run further. */
  private end(): boolean {
    this.clock.stop();
    this.options.emit({
      type: 'runEnded',
      epochs: this.place.epochsDone,
      testAccuracy: this.test?.accuracy ?? Number.NaN,
      elapsedMs: this.clock.elapsedMs,
    });
    return this.options.attended;
  }

  private async stop(): Promise<void> {
    this.reports.flush();
    await this.takeCheckpoint('stop');
    const elapsedMs = this.clock.elapsedMs;
    this.options.emit({ type: 'runStopped', epochs: this.place.epochsDone, elapsedMs });
  }

  /** @param loss Mean training loss of the epoch that has just ended. */
  private async takeCheckpoint(reason: CheckpointReason, loss?: number): Promise<void> {
    if (!this.options.checkpoints.taken) return;
    this.reports.flush();
    const position: RunPosition = this.place.position(this.clock.elapsedMs);
    const moment = { position, epoch: this.place.epochsDone, loss, test: this.test };
    const taken = await this.checkpoints.take(moment, reason);
    if (taken !== undefined) this.options.emit(taken);
  }

  /** @param loss Mean training loss of the epoch that has just ended; `undefined` for the initial weights. */
  private async exportWeights(loss: number | undefined): Promise<void> {
    if (!this.options.exportWeights) return;
    const epoch = this.place.epochsDone;
    const metadata = weightsMetadata({ ...this.provenance, epoch, loss, testAccuracy: this.test?.accuracy });
    const bytes = encodeSafetensors(await this.model.readWeights(), metadata);
    this.options.emit({ type: 'weightsExported', epoch, bytes });
  }
}
