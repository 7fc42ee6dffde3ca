/**
 * Runs a network on a real engine with orders given at chosen moments, for the tests that compare runs to the last bit.
 */
import type { Dataset } from '../../src/core/data/dataset';
import type { Network } from '../../src/core/network/network';
import { decodeCheckpoint } from '../../src/core/training/checkpointFile';
import type { RunEvent } from '../../src/core/training/runEvents';
import type { Steering } from '../../src/core/training/steering';
import type { WeightMap } from '../../src/core/weights/weightMap';
import type { Engine } from '../../src/engine/engine';
import { OrderQueue } from '../../src/engine/orderQueue';
import { ReadingQueue } from '../../src/engine/readingQueue';
import { runTraining, type TrainingOptions } from '../../src/engine/trainingLoop';

type Optional = 'start' | 'first' | 'schedule' | 'checkpoints' | 'now';

export interface SteeredRun extends Partial<Pick<TrainingOptions, Optional>> {
  readonly engine: Engine;
  readonly network: Network;
  readonly dataset: Dataset;
  /** Lets orders in before every single step; otherwise steps are trained by as many as double each time. */
  readonly stepByStep?: boolean;
  /** Called whenever the run lets orders in. */
  readonly onYield?: () => Steering | undefined;
  /** Called when the run has paused. */
  readonly onPause?: () => Steering;
  /** Questions that the test asks of the run. */
  readonly readings?: ReadingQueue;
}

/** Runs to the end, or until it is stopped. */
export async function steeredRun(run: SteeredRun): Promise<RunEvent[]> {
  const { engine, network, dataset, stepByStep = false, onYield, onPause } = run;
  const events: RunEvent[] = [];
  const orders = new OrderQueue();
  // By this clock every piece of work takes a second, or no time: what is tested must not depend on the machine.
  let time = 0;
  await runTraining({
    engine,
    reason: 'A test asked for it.',
    network,
    networkHash: 'ab',
    dataset,
    start: run.start ?? { kind: 'initialWeights' },
    first: run.first ?? 'run',
    schedule: run.schedule ?? [],
    checkpoints: run.checkpoints ?? { taken: true, everySteps: 0 },
    attended: false,
    exportWeights: false,
    orders,
    readings: run.readings ?? new ReadingQueue(),
    emit: (event) => {
      events.push(event);
      if (event.type === 'runPaused') orders.give(onPause?.() ?? { kind: 'resume' });
    },
    now: run.now ?? (() => (stepByStep ? (time += 1000) : 0)),
    yieldToEvents: () => {
      const order = onYield?.();
      if (order !== undefined) orders.give(order);
      return Promise.resolve();
    },
  });
  const last = events.at(-1);
  if (last?.type === 'runFailed') throw new Error(last.message);
  return events;
}

/** All that must be the same to the last bit. */
export interface Outcome {
  /** Of every step. */
  readonly losses: readonly number[];
  readonly epochs: readonly (readonly (number | null)[])[];
  readonly predicted: readonly number[];
  readonly confidence: readonly number[];
  /** The bits of every weight and of the optimiser's tensors, by name. */
  readonly tensors: ReadonlyMap<string, readonly number[]>;
}

/**
 * What came of a run that may have been interrupted: `parts` are its attempts, each going on from a checkpoint of the one
 * before.
 */
export function outcomeOf(network: Network, ...parts: readonly (readonly RunEvent[])[]): Outcome {
  let losses: number[] = [];
  let epochs: (number | null)[][] = [];
  for (const event of parts.flat()) {
    if (event.type === 'runStarted') {
      losses = losses.slice(0, event.step);
      epochs = epochs.filter(([step]) => (step ?? 0) <= event.step);
    } else if (event.type === 'stepsTrained') {
      losses.push(...event.losses);
    } else if (event.type === 'epochEnded') {
      const { step, epoch, loss, validationLoss, validationAccuracy, testLoss, testAccuracy } = event;
      epochs.push([step, epoch, loss, validationLoss, validationAccuracy, testLoss, testAccuracy]);
    }
  }
  const last = parts
    .flat()
    .filter((event) => event.type === 'checkpointTaken')
    .at(-1);
  if (last === undefined) throw new Error('The run took no checkpoint.');
  const { weights, optimizerState, test } = decodeCheckpoint(last.bytes, network);
  return {
    losses,
    epochs,
    predicted: [...(test?.predicted ?? [])],
    confidence: [...(test?.confidence ?? [])],
    tensors: new Map([...bitsOf(weights), ...bitsOf(optimizerState)]),
  };
}

function bitsOf(tensors: WeightMap): [string, number[]][] {
  return [...tensors].map(([name, { values }]) => [
    name,
    [...new Uint32Array(values.buffer, values.byteOffset, values.length)],
  ]);
}
