import type { ExampleSet } from '../../core/data/dataset';
import type { LayerId } from '../../core/graph/graph';
import type { OptimizerConfig } from '../../core/hyperparameters/hyperparameters';
import type { Network } from '../../core/network/network';
import type { NetworkHealth } from '../../core/training/health';
import type { WeightMap } from '../../core/weights/weightMap';
import type { Evaluation, Model, TrainedSteps, TrainingStep } from '../engine';
/** What a model needs of its engine. */
export interface TfjsBackend {
    /** Makes the backend tfjs's current one; throws an EngineError when it is gone. */
    activate(): void;
    /** Does a piece of work on the active backend; rejects with an EngineError when the device fails meanwhile. */
    running<T>(work: () => Promise<T>): Promise<T>;
}
export declare class TfjsModel implements Model {
    private readonly backend;
    private readonly network;
    private readonly miniBatch;
    private readonly tensors;
    /** The weights before the last step, held; `undefined` where no step led to the present ones. */
    private beforeStep;
    constructor(backend: TfjsBackend, network: Network, weights: WeightMap, optimizerState: WeightMap | undefined);
    train(examples: ExampleSet, steps: readonly TrainingStep[], optimizer: OptimizerConfig): Promise<TrainedSteps>;
    evaluate(examples: ExampleSet, start: number, end: number): Promise<Evaluation>;
    forward(examples: ExampleSet, indices: Uint32Array, layers: readonly LayerId[]): Promise<Map<LayerId, Float32Array>>;
    gradients(examples: ExampleSet, step: TrainingStep, names?: ReadonlySet<string>): Promise<WeightMap>;
    measureHealth(examples: ExampleSet, step: TrainingStep, optimizer: OptimizerConfig): Promise<NetworkHealth>;
    readWeights(names?: ReadonlySet<string>): Promise<WeightMap>;
    readLastUpdate(names: ReadonlySet<string>): Promise<WeightMap>;
    writeWeights(weights: WeightMap): void;
    readOptimizerState(): Promise<WeightMap>;
    memory(): {
        readonly tensors: number;
        readonly bytes: number;
    };
    dispose(): void;
    /**
     * Trains the steps and looks at the end whether all went well. If not, goes back to their start and trains half of
     * them, and so on, until the step that went wrong is alone. What is not finite stays so in the steps behind it: they
     * add to it and multiply it, so that looking at the end is enough, however the steps are divided.
     */
    private trainFinite;
    /** The steps' losses when all numbers stayed finite; otherwise, and when it throws, all is as it was at the start. */
    private trainSteps;
    /** One mini-batch update; returns its mean loss, still on the device. */
    private trainStep;
    /** @param held Weights that are held, or `undefined` where no step led to the present ones. */
    private rememberBeforeStep;
    private findNonFinite;
    /** All tensors, for a computation. */
    private present;
    /** The weights of a moment, without the optimiser's state. */
    private weightsOf;
    private readNamed;
    private readNamedAndDispose;
    private readAndDispose;
}
