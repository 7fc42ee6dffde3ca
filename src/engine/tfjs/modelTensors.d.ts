import type { Tensor } from '@tensorflow/tfjs-core';
import type { OptimizerConfig } from '../../core/hyperparameters/hyperparameters';
import type { WeightSpec } from '../../core/layers/weights';
import type { WeightMap } from '../../core/weights/weightMap';
import { type StateSlot } from './optimizers';
/** All tensors of a model between two steps. */
export type Moment = ReadonlyMap<string, Tensor>;
/** The name of a tensor of the optimiser's state. */
export declare function stateName(weight: string, slot: StateSlot): string;
export declare class ModelTensors {
    private tensors;
    /** Moments that are needed besides the present one, and how often. */
    private readonly held;
    /** The present moment; it stays as it is when the model moves on. */
    now(): Moment;
    get(name: string): Tensor;
    /** Keeps the tensors of a moment, or of a part of one, until it is let go as often as it was held. */
    hold(moment: Moment): Moment;
    letGo(moment: Moment): void;
    /** Moves to another moment, and frees what only the one before needed. */
    moveTo(next: Moment): void;
    /** Frees everything, whoever holds it. */
    dispose(): void;
    private free;
}
/**
 * The weights as tensors.
 * @throws EngineError when a tensor has not the shape that the network needs.
 */
export declare function weightTensors(specs: readonly WeightSpec[], given: WeightMap): Map<string, Tensor>;
/**
 * The optimiser's state as tensors: zeros where none is given. The velocities of `sgd` may be missing all together: a
 * momentum that is 0 keeps none.
 * @throws EngineError when a tensor is missing, is none of this optimiser's, or has not its weight's shape.
 */
export declare function stateTensors(trainable: readonly WeightSpec[], optimizer: OptimizerConfig, given: WeightMap | undefined): Map<string, Tensor>;
