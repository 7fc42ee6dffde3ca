import type { OpenBackend } from './tfjsEngine';
export declare function openWebgl(): Promise<OpenBackend>;
