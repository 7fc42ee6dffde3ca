/**
 * Puts a backend into tfjs's global registry under tfjs's own name, which its kernels are registered for.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { KernelBackend } from '@tensorflow/tfjs-core';
import { EngineError } from '../engine';
import type { EngineName } from '../../core/training/engineName';

/**
 * Registers the backend in place of whatever has the name, and makes it tfjs's current one.
 * @throws EngineError when tfjs cannot start it.
 */
export async function registerBackend(
  name: EngineName,
  tfjsName: string,
  factory: () => KernelBackend | Promise<KernelBackend>,
): Promise<void> {
  // Importing a backend's package registers it with a start-up of its own, which picks adapters and files by itself.
  if (tf.engine().backendNames().includes(tfjsName)) tf.removeBackend(tfjsName);
  tf.registerBackend(tfjsName, factory);
  if (!(await tf.setBackend(tfjsName))) {
    tf.removeBackend(tfjsName);
    throw new EngineError(`${name} cannot run here: tfjs failed to start its ${tfjsName} backend.`);
  }
}
