/**
 * A compiled network on one of tfjs's backends: weights and optimiser state as tensors, mini-batch after mini-batch.
 *
 * tfjs holds one global stack of scopes and one current backend; therefore every piece of work here is synchronous,
 * inside one `tf.tidy`, and only the reading back is awaited.
 */
import * as tf from '@tensorflow/tfjs-core';
// tfjs-core alone can record operations, but knows no gradients.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { ExampleSet } from '../../core/data/dataset';
import type { LayerId } from '../../core/graph/graph';
import type { Network } from '../../core/network/network';
import type { WeightSpec } from '../../core/layers/weights';
import { weightSpecs } from '../../core/network/network';
import { elementCount } from '../../core/shape';
import { countCorrect } from '../../core/training/targets';
import type { WeightMap, WeightTensor } from '../../core/weights/weightMap';
import { EngineError } from '../engine';
import type { Evaluation, Model, TrainingStep } from '../engine';
import { imageBatch, targetBatch } from './examples';
import { ForwardPass } from './forwardPass';
import type { Pass, PassMode } from './forwardPass';
import { meanLoss } from './losses';
import { stateSize, updateWeight } from './optimizers';

/** What a model needs of its engine. */
export interface TfjsBackend {
  /** Makes the backend tfjs's current one; throws an EngineError when it is gone. */
  activate(): void;
  /** Throws an EngineError when the device has failed since. */
  check(): void;
}

/** What one mini-batch says; `tf.tidy` looks for tensors in plain objects and arrays only. */
interface LossAndGradients extends tf.TensorContainerObject {
  readonly loss: Scalar;
  /** In the order of the trainable weights. */
  readonly gradients: Tensor[];
}

export class TfjsModel implements Model {
  private readonly specs: readonly WeightSpec[];
  private readonly trainable: readonly WeightSpec[];
  private readonly pass: ForwardPass;
  private readonly units: number;
  private readonly weights = new Map<string, Tensor>();
  private readonly optimizerState = new Map<string, readonly Tensor[]>();
  private updates = 0;

  constructor(
    private readonly backend: TfjsBackend,
    private readonly network: Network,
    weights: WeightMap,
  ) {
    this.specs = weightSpecs(network);
    this.trainable = this.specs.filter((spec) => spec.trainable);
    this.pass = new ForwardPass(network);
    this.units = elementCount(network.outputShape);
    const missing = this.specs.find((spec) => !weights.has(spec.name));
    if (missing !== undefined) throw new EngineError(`The weights lack the tensor "${missing.name}".`);
    this.writeWeights(weights);
    for (const { name, shape } of this.trainable) {
      const state = Array.from({ length: stateSize(network.training.optimizer) }, () => tf.zeros([...shape]));
      this.optimizerState.set(name, state);
    }
  }

  async train(examples: ExampleSet, steps: readonly TrainingStep[]): Promise<Float64Array> {
    this.backend.activate();
    const losses = steps.map((step) => this.trainStep(examples, step));
    if (losses.length === 0) return new Float64Array(0);
    const all = tf.tidy(() => tf.stack(losses));
    tf.dispose(losses);
    return Float64Array.from(await this.readAndDispose(all));
  }

  async evaluate(examples: ExampleSet, start: number, end: number): Promise<Evaluation> {
    const indices = Uint32Array.from({ length: end - start }, (_, index) => start + index);
    this.backend.activate();
    const { loss, output } = tf.tidy(() => {
      const { last } = this.forwardPass(examples, indices, { kind: 'inference' });
      const y = targetBatch(examples, indices, this.units);
      return { loss: this.loss(last, y), output: tf.clone(last.a) };
    });
    const [lossValue = Number.NaN] = await this.readAndDispose(loss);
    const outputs = await this.readAndDispose(output);
    return {
      loss: lossValue,
      accuracy: countCorrect(outputs, examples, indices, this.units) / indices.length,
    };
  }

  async forward(
    examples: ExampleSet,
    indices: Uint32Array,
    layers: readonly LayerId[],
  ): Promise<Map<LayerId, Float32Array>> {
    this.backend.activate();
    const asked = tf.tidy(() => {
      const { outputs } = this.forwardPass(examples, indices, { kind: 'inference' });
      return layers.map((id) => {
        const output = outputs.get(id);
        if (output === undefined) throw new EngineError(`The network has no layer "${id}".`);
        return tf.clone(output.a);
      });
    });
    const values = await Promise.all(asked.map((tensor) => this.readAndDispose(tensor)));
    return new Map(layers.map((id, index) => [id, values[index] ?? new Float32Array(0)]));
  }

  async gradients(examples: ExampleSet, step: TrainingStep): Promise<WeightMap> {
    this.backend.activate();
    const movingStatistics = new Map<string, Tensor>();
    const { loss, gradients } = tf.tidy(() => this.lossAndGradients(examples, step, movingStatistics));
    tf.dispose([loss, ...movingStatistics.values()]);
    return this.readAll(this.trainable, gradients, (tensor) => this.readAndDispose(tensor));
  }

  async readWeights(): Promise<WeightMap> {
    this.backend.activate();
    const tensors = this.specs.map(({ name }) => this.weight(name));
    return this.readAll(this.specs, tensors, async (tensor) => {
      const values = await tensor.data<'float32'>();
      this.backend.check();
      // A copy: the CPU backend hands out the very array that the tensor holds.
      return values.slice();
    });
  }

  writeWeights(weights: WeightMap): void {
    this.backend.activate();
    for (const spec of this.specs) {
      const given = weights.get(spec.name);
      if (given !== undefined) this.replaceWeight(spec.name, weightTensor(spec, given));
    }
  }

  memory(): { readonly tensors: number; readonly bytes: number } {
    const { numTensors, numBytes } = tf.memory();
    return { tensors: numTensors, bytes: numBytes };
  }

  dispose(): void {
    for (const tensor of this.weights.values()) tensor.dispose();
    for (const state of this.optimizerState.values()) tf.dispose([...state]);
    this.weights.clear();
    this.optimizerState.clear();
  }

  /** One mini-batch update; returns its mean loss, still on the device. */
  private trainStep(examples: ExampleSet, step: TrainingStep): Scalar {
    this.updates++;
    const { optimizer } = this.network.training;
    const movingStatistics = new Map<string, Tensor>();
    const { loss, updates } = tf.tidy(() => {
      const { loss, gradients } = this.lossAndGradients(examples, step, movingStatistics);
      const updates = gradients.map((gradient, index) => {
        const name = this.trainable[index]?.name ?? '';
        const state = this.optimizerState.get(name) ?? [];
        const update = updateWeight(optimizer, this.weight(name), gradient, state, this.updates);
        return { name, weight: update.weight, state: [...update.state] };
      });
      return { loss, updates };
    });
    for (const { name, weight, state } of updates) {
      this.replaceWeight(name, weight);
      tf.dispose([...(this.optimizerState.get(name) ?? [])]);
      this.optimizerState.set(name, state);
    }
    for (const [name, moved] of movingStatistics) this.replaceWeight(name, moved);
    return loss;
  }

  /** @param movingStatistics Receives BatchNormalization's new statistics, which are the caller's to dispose. */
  private lossAndGradients(
    examples: ExampleSet,
    step: TrainingStep,
    movingStatistics: Map<string, Tensor>,
  ): LossAndGradients {
    const y = targetBatch(examples, step.indices, this.units);
    const lossOfPass = (): Scalar => {
      const mode: PassMode = { kind: 'training', step: step.step, movingStatistics };
      return this.loss(this.forwardPass(examples, step.indices, mode).last, y);
    };
    // tfjs has no gradient with respect to nothing.
    if (this.trainable.length === 0) return { loss: lossOfPass(), gradients: [] };
    const weights = this.trainable.map(({ name }) => this.weight(name));
    const { value, grads } = tf.valueAndGrads(lossOfPass)(weights);
    return { loss: value, gradients: grads };
  }

  private forwardPass(examples: ExampleSet, indices: Uint32Array, mode: PassMode): Pass {
    const x = imageBatch(examples, indices, this.network.inputShape);
    return this.pass.run(x, (name) => this.weight(name), mode);
  }

  private loss(last: Pass['last'], y: Tensor): Scalar {
    return meanLoss(this.network.training.loss, last, y);
  }

  private weight(name: string): Tensor {
    const tensor = this.weights.get(name);
    if (tensor === undefined)
      throw new EngineError(`The model has no tensor "${name}"; it may have been disposed.`);
    return tensor;
  }

  private replaceWeight(name: string, next: Tensor): void {
    this.weights.get(name)?.dispose();
    this.weights.set(name, next);
  }

  private async readAndDispose(tensor: Tensor): Promise<Float32Array> {
    try {
      const values = await tensor.data<'float32'>();
      this.backend.check();
      return values;
    } finally {
      tensor.dispose();
    }
  }

  /** Reads the tensors that belong to the specs, one each. */
  private async readAll(
    specs: readonly WeightSpec[],
    tensors: readonly Tensor[],
    read: (tensor: Tensor) => Promise<Float32Array>,
  ): Promise<WeightMap> {
    const values = await Promise.all(tensors.map(read));
    return new Map(
      specs.map(({ name, shape }, index) => [name, { shape, values: values[index] ?? new Float32Array(0) }]),
    );
  }
}

function weightTensor(spec: WeightSpec, given: WeightTensor): Tensor {
  if (given.shape.join() !== spec.shape.join()) {
    throw new EngineError(
      `Tensor "${spec.name}" has shape [${given.shape.join(', ')}], but the network needs [${spec.shape.join(', ')}].`,
    );
  }
  // A copy: the CPU backend would keep the caller's array.
  return tf.tensor(given.values.slice(), [...given.shape]);
}
