import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayerId } from '../../core/graph/graph';
import type { Network } from '../../core/network/network';
import type { LayerOutput } from './losses';
/** How a pass treats Dropout and BatchNormalization. */
export type PassMode = {
    readonly kind: 'inference';
}
/** `movingStatistics` receives the new moving means and variances by tensor name; they must be kept by the caller. */
 | {
    readonly kind: 'training';
    readonly step: number;
    readonly movingStatistics: Map<string, Tensor>;
};
export interface Pass {
    readonly outputs: ReadonlyMap<LayerId, LayerOutput>;
    readonly last: LayerOutput;
}
/** A network prepared for passes: what can be known before the first batch. */
export declare class ForwardPass {
    private readonly network;
    /** Layers whose inputs depend on something that learns. */
    private readonly needInputGradient;
    private readonly dropoutKeys;
    constructor(network: Network);
    /**
     * @param x [batch, …inputShape]
     * @param weight The tensor of a weight, by name.
     */
    run(x: Tensor, weight: (name: string) => Tensor, mode: PassMode): Pass;
    private runLayer;
    private dropOut;
}
