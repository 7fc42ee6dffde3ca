import type { OpenBackend } from './tfjsEngine';
export declare function openWasm(host: {
    loadWasm(fileName: string): Promise<Uint8Array<ArrayBuffer>>;
}): Promise<OpenBackend>;
