import type { KernelBackend } from '@tensorflow/tfjs-core';
import type { EngineName } from '../../core/training/engineName';
/**
 * Registers the backend in place of whatever has the name, and makes it tfjs's current one.
 * @throws EngineError when tfjs cannot start it.
 */
export declare function registerBackend(name: EngineName, tfjsName: string, factory: () => KernelBackend | Promise<KernelBackend>): Promise<void>;
