/**
 * The engine that runs everywhere: tfjs's plain JavaScript backend. Slow, complete, and the last resort.
 */
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { installCpuFilterGradient } from './cpuFilterGradient';
import { registerBackend } from './registerBackend';
import type { OpenBackend } from './tfjsEngine';

export async function openCpu(): Promise<OpenBackend> {
  const backend = new MathBackendCPU();
  installCpuFilterGradient(backend);
  await registerBackend('tfjs-cpu', 'cpu', () => backend);
  return { name: 'tfjs-cpu', tfjsName: 'cpu', adapter: 'CPU (JavaScript)', hardware: false };
}
