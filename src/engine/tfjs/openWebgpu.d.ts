import type { OpenBackend } from './tfjsEngine';
export declare function openWebgpu(): Promise<OpenBackend>;
