import type { OpenBackend } from './tfjsEngine';
export declare function openCpu(): Promise<OpenBackend>;
