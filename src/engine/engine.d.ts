/**
 * What every engine does, whatever it runs on: compile a `Network`, train it step by step, evaluate it, give its
 * numbers back.
 *
 * Engines decide nothing: initial weights, the order of examples and dropout masks all come from `src/core/training`,
 * so that every engine starts from the same numbers and a seed means the same run.
 */
import type { ExampleSet } from '../core/data/dataset';
import type { LayerId } from '../core/graph/graph';
import type { OptimizerConfig } from '../core/hyperparameters/hyperparameters';
import type { Network } from '../core/network/network';
import type { EngineName } from '../core/training/engineName';
import type { NetworkHealth } from '../core/training/health';
import type { NonFinite } from '../core/training/nonFinite';
import type { FailureCause } from '../core/training/runEvents';
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
     * Makes a model with the given weights and, of a run that goes on, the optimiser's state; without it the state is that
     * before the first step.
     * @throws EngineError when the engine cannot train the network or the device refuses.
     */
    compile(network: Network, weights: WeightMap, optimizerState?: WeightMap): Promise<Model>;
    dispose(): void;
}
/** One mini-batch update. */
export interface TrainingStep {
    /** Number of this step since the run began, from 0; seeds the dropout masks, and counts the optimiser's updates. */
    readonly step: number;
    /** The mini-batch: indices into the example set. */
    readonly indices: Uint32Array;
}
export interface Evaluation {
    /** Mean loss an example, dropout off, moving statistics in BatchNormalization. */
    readonly loss: number;
    /** Share of examples that are told right (`core/training/targets`), in [0, 1]. */
    readonly accuracy: number;
    /** The class that is read of each example (`core/training/targets`); −1 where an output is no number. */
    readonly predicted: Int16Array;
    /** How sure of each (`core/training/targets`). */
    readonly confidence: Float32Array;
}
/** What became of some steps. */
export interface TrainedSteps {
    /** The mean loss of each mini-batch whose update was done, taken before the update. */
    readonly losses: Float64Array;
    /**
     * Why the step after those was not taken: the first number in it that is not finite. The weights and the optimiser's
     * state are those before that step.
     */
    readonly nonFinite: Pick<NonFinite, 'place' | 'layer' | 'value'> | undefined;
}
/** A compiled network with its weights and its optimiser's state. */
export interface Model {
    /**
     * Runs the steps in order; reads back from the device once for all of them, as long as all numbers are finite. Numbers
     * do not depend on how steps are divided into calls.
     * @param optimizer The settings in force; its type is the network's. A momentum that begins later begins at rest.
     */
    train(examples: ExampleSet, steps: readonly TrainingStep[], optimizer: OptimizerConfig): Promise<TrainedSteps>;
    /** Evaluates examples [start, end) of the set, all at once: the caller asks for no more than fit into memory. */
    evaluate(examples: ExampleSet, start: number, end: number): Promise<Evaluation>;
    /** Outputs of the asked layers, in inference mode: each [indices.length, ...outputShape], row-major. */
    forward(examples: ExampleSet, indices: Uint32Array, layers: readonly LayerId[]): Promise<Map<LayerId, Float32Array>>;
    /**
     * ∂C/∂w for one mini-batch, in training mode, averaged over it; changes nothing.
     * @param names Reads back only these; without it every trainable weight.
     */
    gradients(examples: ExampleSet, step: TrainingStep, names?: ReadonlySet<string>): Promise<WeightMap>;
    /** The health of every layer (`core/training/health`) at one step that is not taken, in training mode. */
    measureHealth(examples: ExampleSet, step: TrainingStep, optimizer: OptimizerConfig): Promise<NetworkHealth>;
    /** @param names Reads back only these; without it all weights. */
    readWeights(names?: ReadonlySet<string>): Promise<WeightMap>;
    /** Δw of the named weights: what the last step added to each. Empty before the first step since compiling. */
    readLastUpdate(names: ReadonlySet<string>): Promise<WeightMap>;
    /** Replaces the named weights; the optimiser's state stays. */
    writeWeights(weights: WeightMap): void;
    /** The optimiser's tensors by the names of `core/training/checkpoint`; with `compile` it restores them. */
    readOptimizerState(): Promise<WeightMap>;
    /** What the model and its engine hold now; flat from epoch to epoch. */
    memory(): {
        readonly tensors: number;
        readonly bytes: number;
    };
    dispose(): void;
}
/** An engine's refusal or failure, in words for a person. */
export declare class EngineError extends Error {
    readonly kind: Extract<FailureCause, 'deviceLost' | 'outOfMemory' | 'other'>;
    readonly name = "EngineError";
    /** @param kind What another engine, or a smaller network, could do about it. */
    constructor(message: string, kind?: Extract<FailureCause, 'deviceLost' | 'outOfMemory' | 'other'>);
}
