/**
 * What every engine does, whatever it runs on: compile a `Network`, train it step by step, evaluate it, give its
 * numbers back.
 *
 * Engines decide nothing: initial weights, the order of examples and dropout masks all come from `src/core/training`,
 * so that every engine starts from the same numbers and a seed means the same run.
 */
import type { ExampleSet } from '../core/data/dataset';
import type { LayerId } from '../core/graph/graph';
import type { Network } from '../core/network/network';
import type { EngineName } from '../core/training/engineName';
import type { WeightMap } from '../core/weights/weightMap';

/** An engine that can run on this machine. */
export interface Engine {
  readonly name: EngineName;
  /** The processor it runs on, as the platform names it, e.g. "NVIDIA GeForce RTX 4070" or "SwiftShader (software)". */
  readonly adapter: string;
  /** True for a graphics processor, false for a software adapter and for the CPU engines. */
  readonly hardware: boolean;
  /** Why this engine cannot train this network, in one sentence, or `undefined` when it can. */
  whyNot(network: Network): string | undefined;
  /**
   * Makes a model with the given weights, in training state "step 0" of the network's optimiser.
   * @throws EngineError when the engine cannot train the network or the device refuses.
   */
  compile(network: Network, weights: WeightMap): Promise<Model>;
  dispose(): void;
}

/** One mini-batch update. */
export interface TrainingStep {
  /** Number of this step since the run began, from 0; seeds the dropout masks. */
  readonly step: number;
  /** The mini-batch: indices into the example set. */
  readonly indices: Uint32Array;
}

export interface Evaluation {
  /** Mean loss an example, dropout off, moving statistics in BatchNormalization. */
  readonly loss: number;
  /** Share of examples that are told right (`core/training/targets`), in [0, 1]. */
  readonly accuracy: number;
}

/** A compiled network with its weights and its optimiser's state. */
export interface Model {
  /**
   * Runs the steps in order and resolves with the mean loss of each mini-batch, taken before its update.
   * Reads back from the device once for all of them.
   */
  train(examples: ExampleSet, steps: readonly TrainingStep[]): Promise<Float64Array>;
  /** Evaluates examples [start, end) of the set, all at once: the caller asks for no more than fit into memory. */
  evaluate(examples: ExampleSet, start: number, end: number): Promise<Evaluation>;
  /** Outputs of the asked layers, in inference mode: each [indices.length, ...outputShape], row-major. */
  forward(
    examples: ExampleSet,
    indices: Uint32Array,
    layers: readonly LayerId[],
  ): Promise<Map<LayerId, Float32Array>>;
  /** ∂C/∂w of every trainable weight for one mini-batch, in training mode, averaged over it; changes nothing. */
  gradients(examples: ExampleSet, step: TrainingStep): Promise<WeightMap>;
  readWeights(): Promise<WeightMap>;
  /** Replaces the named weights; the optimiser's state stays. */
  writeWeights(weights: WeightMap): void;
  /** What the model and its engine hold now; flat from epoch to epoch. */
  memory(): { readonly tensors: number; readonly bytes: number };
  dispose(): void;
}

/** An engine's refusal or failure, in words for a person. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}
