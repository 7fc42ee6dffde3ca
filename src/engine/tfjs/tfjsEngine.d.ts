import type { Network } from '../../core/network/network';
import type { WeightMap } from '../../core/weights/weightMap';
import type { Engine, Model } from '../engine';
import type { EngineName } from '../../core/training/engineName';
import { type DeviceFailure } from './deviceFailure';
import type { TfjsBackend } from './tfjsModel';
/** What opening a backend finds out about it. */
export interface OpenBackend {
    readonly name: EngineName;
    /** tfjs's own name, under which the backend is registered and ready. */
    readonly tfjsName: string;
    readonly adapter: string;
    readonly hardware: boolean;
    whyNot?(network: Network): string | undefined;
    /** What has gone wrong with the device since it was opened. */
    failure?(): DeviceFailure | undefined;
    /** Resolves when the device is lost; `failure` then says how. */
    readonly lost?: Promise<unknown>;
}
export declare class TfjsEngine implements Engine, TfjsBackend {
    private readonly backend;
    private readonly onDispose;
    readonly name: EngineName;
    readonly adapter: string;
    readonly hardware: boolean;
    private disposed;
    /** What to tell those who wait for the device. */
    private readonly waiting;
    constructor(backend: OpenBackend, onDispose: () => void);
    whyNot(network: Network): string | undefined;
    compile(network: Network, weights: WeightMap, optimizerState?: WeightMap): Promise<Model>;
    activate(): void;
    running<T>(work: () => Promise<T>): Promise<T>;
    dispose(): void;
    /** Throws an EngineError when the engine is disposed or its device has failed. */
    private check;
    /** Settles as the work does, or when the device is lost: tfjs may then wait for ever. */
    private unlessLost;
    /** The error that says what the device has to do with what tfjs has thrown. */
    private explained;
    private errorOf;
}
