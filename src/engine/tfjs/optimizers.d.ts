import type { Tensor } from '@tensorflow/tfjs-core';
import type { OptimizerConfig } from '../../core/hyperparameters/hyperparameters';
/** What a tensor of the state holds; its name is the weight's with this behind it: `hidden.kernel/velocity`. */
export type StateSlot = 'velocity' | 'mean' | 'variance';
export interface OptimizerStep {
    /** w ← w − step. */
    readonly step: Tensor;
    /** The next state, in the order of `stateSlots`. */
    readonly state: readonly Tensor[];
}
/** What the optimiser keeps for each weight. */
export declare function stateSlots(optimizer: OptimizerConfig): readonly StateSlot[];
/**
 * One step of one weight.
 * @param stateOf The state's tensor in a slot, or `undefined` for zeros.
 * @param t Number of this update, from 1.
 */
export declare function optimizerStep(optimizer: OptimizerConfig, gradient: Tensor, stateOf: (slot: StateSlot) => Tensor | undefined, t: number): OptimizerStep;
