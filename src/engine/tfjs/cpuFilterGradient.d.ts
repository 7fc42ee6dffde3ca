import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
/** Puts this kernel, for this backend, in the place of tfjs's. */
export declare function installCpuFilterGradient(backend: MathBackendCPU): void;
