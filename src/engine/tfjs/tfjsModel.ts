/**
 * A compiled network on one of tfjs's backends: weights and optimiser state as tensors, mini-batch after mini-batch.
 *
 * tfjs holds one global stack of scopes and one current backend; therefore every piece of work here is synchronous,
 * inside of `tf.tidy`, and only the reading back is awaited.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { ExampleSet } from '../../core/data/dataset';
import type { LayerId } from '../../core/graph/graph';
import type { OptimizerConfig } from '../../core/hyperparameters/hyperparameters';
import type { Network } from '../../core/network/network';
import type { NetworkHealth } from '../../core/training/health';
import { countCorrect, readOutputs } from '../../core/training/targets';
import type { WeightMap } from '../../core/weights/weightMap';
import { EngineError } from '../engine';
import type { Evaluation, Model, TrainedSteps, TrainingStep } from '../engine';
import { measureHealth } from './health';
import { MiniBatch } from './miniBatch';
import { type Moment, ModelTensors, stateTensors, weightTensors } from './modelTensors';
import { findNonFinite, finiteness } from './nonFinite';

/** What a model needs of its engine. */
export interface TfjsBackend {
  /** Makes the backend tfjs's current one; throws an EngineError when it is gone. */
  activate(): void;
  /** Does a piece of work on the active backend; rejects with an EngineError when the device fails meanwhile. */
  running<T>(work: () => Promise<T>): Promise<T>;
}

export class TfjsModel implements Model {
  private readonly miniBatch: MiniBatch;
  private readonly tensors = new ModelTensors();
  /** The weights before the last step, held; `undefined` where no step led to the present ones. */
  private beforeStep: Moment | undefined;

  constructor(
    private readonly backend: TfjsBackend,
    private readonly network: Network,
    weights: WeightMap,
    optimizerState: WeightMap | undefined,
  ) {
    this.miniBatch = new MiniBatch(network);
    const { specs, trainable } = this.miniBatch;
    const missing = specs.find((spec) => !weights.has(spec.name));
    if (missing !== undefined) throw new EngineError(`The weights lack the tensor "${missing.name}".`);
    const state = stateTensors(trainable, network.training.optimizer, optimizerState);
    this.tensors.moveTo(new Map([...weightTensors(specs, weights), ...state]));
  }

  train(
    examples: ExampleSet,
    steps: readonly TrainingStep[],
    optimizer: OptimizerConfig,
  ): Promise<TrainedSteps> {
    return this.backend.running(() => this.trainFinite(examples, steps, optimizer));
  }

  evaluate(examples: ExampleSet, start: number, end: number): Promise<Evaluation> {
    const { miniBatch } = this;
    const indices = Uint32Array.from({ length: end - start }, (_, index) => start + index);
    return this.backend.running(async () => {
      const { loss, output } = tf.tidy(() => {
        const { last } = miniBatch.infer(this.present(), examples, indices);
        return { loss: miniBatch.loss(last, examples, indices), output: tf.clone(last.a) };
      });
      const [[lossValue = Number.NaN] = [], outputs = new Float32Array(0)] = await this.readAndDispose([
        loss,
        output,
      ]);
      const { predicted, confidence } = readOutputs(outputs, miniBatch.units);
      const accuracy = countCorrect(predicted, examples, indices) / indices.length;
      return { loss: lossValue, accuracy, predicted, confidence };
    });
  }

  forward(
    examples: ExampleSet,
    indices: Uint32Array,
    layers: readonly LayerId[],
  ): Promise<Map<LayerId, Float32Array>> {
    return this.backend.running(async () => {
      const asked = tf.tidy(() => {
        const { outputs } = this.miniBatch.infer(this.present(), examples, indices);
        return layers.map((id) => {
          const output = outputs.get(id);
          if (output === undefined) throw new EngineError(`The network has no layer "${id}".`);
          return tf.clone(output.a);
        });
      });
      const values = await this.readAndDispose(asked);
      return new Map(layers.map((id, index) => [id, values[index] ?? new Float32Array(0)]));
    });
  }

  gradients(examples: ExampleSet, step: TrainingStep, names?: ReadonlySet<string>): Promise<WeightMap> {
    return this.backend.running(() => {
      const found = this.miniBatch.lossAndGradients(this.present(), examples, step);
      tf.dispose([found.loss, ...found.moved.values()]);
      const asked = new Map<string, Tensor>();
      this.miniBatch.trainable.forEach(({ name }, index) => {
        const gradient = found.gradients[index];
        if (gradient === undefined) return;
        if (names === undefined || names.has(name)) asked.set(name, gradient);
        else gradient.dispose();
      });
      return this.readNamedAndDispose(asked);
    });
  }

  measureHealth(
    examples: ExampleSet,
    step: TrainingStep,
    optimizer: OptimizerConfig,
  ): Promise<NetworkHealth> {
    const { network, miniBatch } = this;
    return this.backend.running(() =>
      measureHealth(network, miniBatch, this.present(), examples, step, optimizer, read),
    );
  }

  readWeights(names?: ReadonlySet<string>): Promise<WeightMap> {
    const weights = this.weightsOf(this.present());
    return this.readNamed((name) => weights.has(name) && (names === undefined || names.has(name)));
  }

  readLastUpdate(names: ReadonlySet<string>): Promise<WeightMap> {
    return this.backend.running(() => {
      const updates = new Map<string, Tensor>();
      for (const [name, before] of this.beforeStep ?? []) {
        if (names.has(name)) updates.set(name, tf.sub(this.tensors.get(name), before));
      }
      return this.readNamedAndDispose(updates);
    });
  }

  writeWeights(weights: WeightMap): void {
    this.backend.activate();
    const given = weightTensors(this.miniBatch.specs, weights);
    this.tensors.moveTo(new Map([...this.tensors.now(), ...given]));
    this.rememberBeforeStep(undefined);
  }

  readOptimizerState(): Promise<WeightMap> {
    const weights = this.weightsOf(this.present());
    return this.readNamed((name) => !weights.has(name));
  }

  memory(): { readonly tensors: number; readonly bytes: number } {
    const { numTensors, numBytes } = tf.memory();
    return { tensors: numTensors, bytes: numBytes };
  }

  dispose(): void {
    this.tensors.dispose();
  }

  /**
   * Trains the steps and looks at the end whether all went well. If not, goes back to their start and trains half of
   * them, and so on, until the step that went wrong is alone. What is not finite stays so in the steps behind it: they
   * add to it and multiply it, so that looking at the end is enough, however the steps are divided.
   */
  private async trainFinite(
    examples: ExampleSet,
    steps: readonly TrainingStep[],
    optimizer: OptimizerConfig,
  ): Promise<TrainedSteps> {
    const [firstStep] = steps;
    if (firstStep === undefined) return { losses: new Float64Array(0), nonFinite: undefined };
    const losses = await this.trainSteps(examples, steps, optimizer);
    if (losses !== undefined) return { losses, nonFinite: undefined };
    if (steps.length === 1) {
      const nonFinite = await this.findNonFinite(examples, firstStep, optimizer);
      return { losses: new Float64Array(0), nonFinite };
    }
    const middle = Math.ceil(steps.length / 2);
    const first = await this.trainFinite(examples, steps.slice(0, middle), optimizer);
    if (first.nonFinite !== undefined) return first;
    const second = await this.trainFinite(examples, steps.slice(middle), optimizer);
    return { ...second, losses: Float64Array.of(...first.losses, ...second.losses) };
  }

  /** The steps' losses when all numbers stayed finite; otherwise, and when it throws, all is as it was at the start. */
  private async trainSteps(
    examples: ExampleSet,
    steps: readonly TrainingStep[],
    optimizer: OptimizerConfig,
  ): Promise<Float64Array | undefined> {
    const start = this.tensors.hold(this.present());
    const losses: Scalar[] = [];
    let beforeLast: Moment | undefined;
    let isFinite = false;
    try {
      for (const step of steps) {
        if (losses.length === steps.length - 1) {
          beforeLast = this.tensors.hold(this.weightsOf(this.present()));
        }
        losses.push(this.trainStep(examples, step, optimizer));
      }
      const results = tf.tidy(() => tf.stack([...losses, finiteness(this.present().values())]));
      const [values = new Float32Array(0)] = await this.readAndDispose([results]);
      isFinite = values.length > 0 && values.every(Number.isFinite);
      return isFinite ? Float64Array.from(values.subarray(0, -1)) : undefined;
    } finally {
      if (isFinite) this.rememberBeforeStep(beforeLast);
      else {
        this.tensors.moveTo(start);
        if (beforeLast !== undefined) this.tensors.letGo(beforeLast);
      }
      this.tensors.letGo(start);
      tf.dispose(losses);
    }
  }

  /** One mini-batch update; returns its mean loss, still on the device. */
  private trainStep(examples: ExampleSet, step: TrainingStep, optimizer: OptimizerConfig): Scalar {
    const found = this.miniBatch.lossAndGradients(this.present(), examples, step);
    this.tensors.moveTo(this.miniBatch.momentAfter(this.present(), found, optimizer, step.step));
    return found.loss;
  }

  /** @param held Weights that are held, or `undefined` where no step led to the present ones. */
  private rememberBeforeStep(held: Moment | undefined): void {
    if (this.beforeStep !== undefined) this.tensors.letGo(this.beforeStep);
    this.beforeStep = held;
  }

  private async findNonFinite(
    examples: ExampleSet,
    step: TrainingStep,
    optimizer: OptimizerConfig,
  ): Promise<TrainedSteps['nonFinite']> {
    const { network, miniBatch } = this;
    const found = await findNonFinite(network, miniBatch, this.present(), examples, step, optimizer, read);
    if (found === undefined) {
      throw new EngineError(
        `Step ${step.step + 1} gave a number that is not finite, but not when it was computed once more: this device ` +
          `does not compute reliably. Set "layerwire.engine" to another engine.`,
      );
    }
    return found;
  }

  /** All tensors, for a computation. */
  private present(): Moment {
    return this.tensors.now();
  }

  /** The weights of a moment, without the optimiser's state. */
  private weightsOf(moment: Moment): Moment {
    return new Map(
      this.miniBatch.specs.flatMap(({ name }) => {
        const tensor = moment.get(name);
        return tensor === undefined ? [] : [[name, tensor] as const];
      }),
    );
  }

  private readNamed(wanted: (name: string) => boolean): Promise<WeightMap> {
    return this.backend.running(async () => {
      const named = [...this.present()].filter(([name]) => wanted(name));
      return new Map(
        await Promise.all(
          named.map(async ([name, tensor]) => {
            const values = await read(tensor);
            // A copy: the CPU backend hands out the very array that the tensor holds.
            return [name, { shape: tensor.shape, values: values.slice() }] as const;
          }),
        ),
      );
    });
  }

  private async readNamedAndDispose(tensors: ReadonlyMap<string, Tensor>): Promise<WeightMap> {
    const values = await this.readAndDispose([...tensors.values()]);
    return new Map(
      [...tensors].map(([name, { shape }], index) => [
        name,
        { shape, values: values[index] ?? new Float32Array(0) },
      ]),
    );
  }

  private async readAndDispose(tensors: readonly Tensor[]): Promise<Float32Array[]> {
    try {
      return await Promise.all(tensors.map(read));
    } finally {
      tf.dispose([...tensors]);
    }
  }
}

function read(tensor: Tensor): Promise<Float32Array> {
  return tensor.data<'float32'>();
}
