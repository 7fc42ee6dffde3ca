/**
 * An engine that computes next to nothing, takes a known time for it and writes down what it was asked for; and a run
 * on it, with orders given at chosen moments.
 *
 * Its one weight moves by a rule that depends on the step, on the settings and on a velocity, so that a run which goes
 * on from anything but the same state gives other numbers.
 */
import type { Dataset } from '../../../src/core/data/dataset';
import type { LayerId } from '../../../src/core/graph/graph';
import type { OptimizerConfig } from '../../../src/core/hyperparameters/hyperparameters';
import type { Network } from '../../../src/core/network/network';
import { weightSpecs } from '../../../src/core/network/network';
import { elementCount } from '../../../src/core/shape';
import type { NetworkHealth } from '../../../src/core/training/health';
import type { RunEvent } from '../../../src/core/training/runEvents';
import type { Steering } from '../../../src/core/training/steering';
import type { WeightMap, WeightTensor } from '../../../src/core/weights/weightMap';
import type { Engine, Evaluation, Model, TrainedSteps, TrainingStep } from '../../../src/engine/engine';
import { OrderQueue } from '../../../src/engine/orderQueue';
import { ReadingQueue } from '../../../src/engine/readingQueue';
import { runTraining, type TrainingOptions } from '../../../src/engine/trainingLoop';
import { smallDataset, smallNetwork } from './smallNetwork';

export interface Script {
  readonly stepMs?: number;
  /** Instead of a loss that follows from the weights. */
  readonly lossOf?: (step: number) => number;
  readonly evaluatedExampleMs?: number;
  readonly healthMs?: number;
  readonly health?: NetworkHealth;
  /** Whether the step runs into a number that is not finite. */
  readonly failsAt?: (step: number, optimizer: OptimizerConfig) => boolean;
}

const HEALTH: NetworkHealth = {
  output: { saturated: null, dead: null, gradientNorm: 0.5, updateRatio: 0.001 },
};

export class ScriptedEngine implements Engine, Model {
  readonly name = 'tfjs-cpu';
  readonly adapter = 'Script';
  readonly hardware = false;
  readonly steps: TrainingStep[] = [];
  readonly chunks: number[] = [];
  readonly optimizers: OptimizerConfig[] = [];
  readonly evaluations: { readonly count: number; readonly start: number; readonly end: number }[] = [];
  readonly healthSteps: TrainingStep[] = [];
  readonly gradientSteps: TrainingStep[] = [];
  /** Of each pass the steps done before it, and the examples that went through. */
  readonly passes: { readonly step: number; readonly indices: readonly number[] }[] = [];
  disposedModels = 0;
  elapsedMs = 0;
  private weights: WeightMap = new Map();
  private velocities = new Map<string, WeightTensor>();

  constructor(private readonly script: Script = {}) {}

  whyNot(): undefined {
    return undefined;
  }
  compile(network: Network, weights: WeightMap, optimizerState?: WeightMap): Promise<Model> {
    this.weights = new Map(
      weightSpecs(network).map(({ name, shape }) => [
        name,
        { shape, values: Float32Array.from(weights.get(name)?.values ?? []) },
      ]),
    );
    this.velocities = new Map(
      [...this.weights].map(([name, { shape }]) => [
        `${name}/velocity`,
        {
          shape,
          values:
            optimizerState?.get(`${name}/velocity`)?.values.slice() ?? new Float32Array(elementCount(shape)),
        },
      ]),
    );
    return Promise.resolve(this);
  }
  train(_: unknown, steps: readonly TrainingStep[], optimizer: OptimizerConfig): Promise<TrainedSteps> {
    this.chunks.push(steps.length);
    const losses: number[] = [];
    for (const step of steps) {
      this.elapsedMs += this.script.stepMs ?? 1;
      if (this.script.failsAt?.(step.step, optimizer) === true) {
        const nonFinite = { place: 'gradient', layer: 'output', value: 'NaN' } as const;
        return Promise.resolve({ losses: Float64Array.from(losses), nonFinite });
      }
      this.steps.push(step);
      this.optimizers.push(optimizer);
      losses.push(this.script.lossOf?.(step.step) ?? this.lossOfWeights());
      this.move(step, optimizer);
    }
    return Promise.resolve({ losses: Float64Array.from(losses), nonFinite: undefined });
  }
  evaluate({ count }: { count: number }, start: number, end: number): Promise<Evaluation> {
    this.evaluations.push({ count, start, end });
    this.elapsedMs += 5 + (end - start) * (this.script.evaluatedExampleMs ?? 0);
    // A slice's loss is its first index, and its first example is the only one that is right.
    return Promise.resolve({
      loss: start,
      accuracy: 1 / (end - start),
      predicted: Int16Array.from({ length: end - start }, (_unused, index) => (start + index) % 2),
      confidence: Float32Array.from({ length: end - start }, (_unused, index) => (start + index) / 1000),
    });
  }
  measureHealth(_: unknown, step: TrainingStep): Promise<NetworkHealth> {
    this.healthSteps.push(step);
    this.elapsedMs += this.script.healthMs ?? 0;
    return Promise.resolve(this.script.health ?? HEALTH);
  }
  /** Of two units a layer: the first answers 1 to all examples but the first ten and 0.5 to those, the other always 0.5. */
  forward(_: unknown, indices: Uint32Array, layers: readonly LayerId[]): Promise<Map<LayerId, Float32Array>> {
    this.passes.push({ step: this.steps.length, indices: [...indices] });
    this.elapsedMs += 5;
    const activations = Float32Array.from([...indices].flatMap((example) => [example < 10 ? 0.5 : 1, 0.5]));
    return Promise.resolve(new Map(layers.map((layer) => [layer, activations])));
  }
  /** Each is the number of the step that it is of. */
  gradients(_: unknown, { step, indices }: TrainingStep, names?: ReadonlySet<string>): Promise<WeightMap> {
    this.gradientSteps.push({ step, indices });
    return this.filled(step, names);
  }
  readWeights(names?: ReadonlySet<string>): Promise<WeightMap> {
    return Promise.resolve(copyOf(this.weights, names));
  }
  /** Each is the number of steps that were taken. */
  readLastUpdate(names: ReadonlySet<string>): Promise<WeightMap> {
    return this.filled(this.steps.length, names);
  }
  readOptimizerState(): Promise<WeightMap> {
    return Promise.resolve(copyOf(this.velocities));
  }
  writeWeights(): void {
    throw new Error('Not asked for.');
  }
  memory(): { tensors: number; bytes: number } {
    return { tensors: 0, bytes: 0 };
  }
  dispose(): void {
    this.disposedModels++;
  }

  private filled(value: number, names?: ReadonlySet<string>): Promise<WeightMap> {
    const tensors = copyOf(this.weights, names);
    for (const { values } of tensors.values()) values.fill(value);
    return Promise.resolve(tensors);
  }

  private lossOfWeights(): number {
    return Math.abs([...this.weights.values()][0]?.values[0] ?? 0) + 1 / 3;
  }

  private move({ step, indices }: TrainingStep, optimizer: OptimizerConfig): void {
    const momentum = optimizer.type === 'sgd' ? optimizer.momentum : 0;
    const gradient = Math.sin(step + indices.reduce((sum, index, row) => sum + index * (row + 1), 0));
    for (const [name, { values }] of this.weights) {
      const velocity = this.velocities.get(`${name}/velocity`)?.values ?? new Float32Array(values.length);
      values.forEach((value, index) => {
        velocity[index] = momentum * (velocity[index] ?? 0) + gradient + 0.01 * value;
        values[index] = value - optimizer.learningRate * (velocity[index] ?? 0);
      });
    }
  }
}

function copyOf(tensors: WeightMap, names?: ReadonlySet<string>): WeightMap {
  return new Map(
    [...tensors]
      .filter(([name]) => names?.has(name) !== false)
      .map(([name, { shape, values }]) => [name, { shape, values: values.slice() }]),
  );
}

export interface Setup {
  readonly engine: ScriptedEngine;
  readonly network?: Network;
  readonly dataset?: Dataset;
  readonly options?: Partial<
    Pick<
      TrainingOptions,
      'start' | 'first' | 'schedule' | 'checkpoints' | 'attended' | 'exportWeights' | 'engine'
    >
  >;
  /** Called for each event; what it returns is given to the run as orders. */
  readonly answer?: (event: RunEvent, events: readonly RunEvent[]) => readonly Steering[] | undefined;
  /** Called whenever the run lets orders in, with how often it has. */
  readonly onYield?: (turn: number) => readonly Steering[] | undefined;
  /** Questions that the test asks of the run. */
  readonly readings?: ReadingQueue;
}

/** Runs to the last event. */
export async function run(setup: Setup): Promise<RunEvent[]> {
  const { engine, network, dataset, options = {}, answer, onYield } = setup;
  const events: RunEvent[] = [];
  const orders = new OrderQueue();
  const readings = setup.readings ?? new ReadingQueue();
  const give = (given: readonly Steering[] | undefined): void => {
    given?.forEach((order) => {
      orders.give(order);
    });
  };
  let turns = 0;
  await runTraining({
    engine,
    reason: 'It was there.',
    network: network ?? smallNetwork(),
    networkHash: 'ab',
    dataset: dataset ?? smallDataset(10, 3),
    start: { kind: 'initialWeights' },
    first: 'run',
    schedule: [],
    checkpoints: { taken: false, everySteps: 0 },
    attended: false,
    exportWeights: false,
    ...options,
    orders,
    readings,
    emit: (event) => {
      events.push(event);
      give(answer?.(event, events));
    },
    now: () => engine.elapsedMs,
    yieldToEvents: () => {
      give(onYield?.(++turns));
      return Promise.resolve();
    },
  });
  return events;
}

export const typesOf = (events: readonly RunEvent[]): string[] => events.map(({ type }) => type);

/** The events of one type, in their order. */
export function eventsOf<T extends RunEvent['type']>(
  events: readonly RunEvent[],
  type: T,
): Extract<RunEvent, { type: T }>[] {
  return events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type);
}

/** The losses of all steps in one row. */
export function lossesOf(events: readonly RunEvent[]): number[] {
  return eventsOf(events, 'stepsTrained').flatMap(({ losses }) => [...losses]);
}
