/**
 * A training run from its first weight to its end, on whatever engine: what it is given, and how it begins.
 *
 * Decides what an engine does not: which examples, in which order, when to evaluate, when to report, when to wait. It
 * knows neither workers nor windows: time, events and orders come from outside. `trainingSession` does the work.
 */
import type { Dataset } from '../core/data/dataset';
import type { Network } from '../core/network/network';
import { splitExamples } from '../core/training/batches';
import type { Checkpoint } from '../core/training/checkpoint';
import { initialWeights } from '../core/training/initialWeights';
import type { RunEvent } from '../core/training/runEvents';
import type { FirstOrder, ScheduledChange } from '../core/training/steering';
import type { WeightMap } from '../core/weights/weightMap';
import { messageOf } from '../core/wording';
import { EngineError, type Engine, type Model } from './engine';
import type { OrderQueue } from './orderQueue';
import type { ReadingQueue } from './readingQueue';
import { checkCheckpoint, checkDataset } from './trainingChecks';
import { TrainingSession } from './trainingSession';

/** Where a run begins; weights and checkpoints are those of the network (`decodeCheckpoint`). */
export type TrainingStart =
  | { readonly kind: 'initialWeights' }
  | { readonly kind: 'weights'; readonly weights: WeightMap }
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint };

export interface TrainingOptions {
  readonly engine: Engine;
  /** Why this engine, for the `runStarted` event. */
  readonly reason: string;
  /** Its `training` settings are the ones that count: whoever overrides them does so before. */
  readonly network: Network;
  /** SHA-256 (hex) over layers and edges, for the files. */
  readonly networkHash: string;
  readonly dataset: Dataset;
  readonly start: TrainingStart;
  readonly first: FirstOrder;
  /** In the order of their steps; those before the start are in the checkpoint. */
  readonly schedule: readonly ScheduledChange[];
  readonly checkpoints: { readonly taken: boolean; readonly everySteps: number };
  /** Waits for orders when a number is not finite, and after its end. */
  readonly attended: boolean;
  /** Sends the initial weights and those after each epoch as safetensors bytes. */
  readonly exportWeights: boolean;
  readonly orders: OrderQueue;
  /** Questions about the weights; the caller closes it when the run is over. */
  readonly readings: ReadingQueue;
  readonly emit: (event: RunEvent) => void;
  /** Milliseconds from any origin. */
  readonly now: () => number;
  /** Lets messages come in. Must not be a timer that a hidden page slows down. */
  readonly yieldToEvents: () => Promise<void>;
}

/**
 * Trains and reports. Resolves when nobody can take the run further, for a reason that the last event says; never
 * rejects. The engine stays open.
 */
export async function runTraining(options: TrainingOptions): Promise<void> {
  const { engine, network, dataset, start, emit } = options;
  let model: Model | undefined;
  let session: TrainingSession | undefined;
  try {
    checkDataset(network, dataset);
    const { validationSize, trainingSize } = network.training;
    const split = splitExamples(dataset.training.count, validationSize, trainingSize);
    if (start.kind === 'checkpoint') checkCheckpoint(start.checkpoint, network, split, dataset);
    model = await compile(engine, network, start);
    session = new TrainingSession(options, model, split);
    await session.run();
  } catch (error) {
    session?.flush();
    const cause = error instanceof EngineError ? error.kind : 'other';
    emit({ type: 'runFailed', message: messageOf(error), cause });
  } finally {
    model?.dispose();
  }
}

function compile(engine: Engine, network: Network, start: TrainingStart): Promise<Model> {
  switch (start.kind) {
    case 'initialWeights':
      return engine.compile(network, initialWeights(network, network.training.seed));
    case 'weights':
      return engine.compile(network, start.weights);
    case 'checkpoint':
      return engine.compile(network, start.checkpoint.weights, start.checkpoint.optimizerState);
  }
}
