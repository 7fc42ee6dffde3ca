/**
 * What can happen to a device while it computes, told apart by what helps: a lost device, or too little memory.
 */
import type { EngineError } from '../engine';
export interface DeviceFailure {
    readonly kind: EngineError['kind'];
    /** What happened, as part of a sentence. */
    readonly what: string;
}
/** A failure in the device's own words. */
export declare function deviceFailure(message: string, otherwise: DeviceFailure['kind']): DeviceFailure;
/** For a person: what happened and what to do. */
export declare function failureMessage(engine: string, adapter: string, { kind, what }: DeviceFailure): string;
