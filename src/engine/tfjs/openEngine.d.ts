import type { Engine } from '../engine';
import type { EngineName } from '../../core/training/engineName';
/** What an engine needs from the place where it runs. */
export interface EngineHost {
    /** The bytes of one of tfjs's WebAssembly binaries, by file name (one of `WASM_FILES`). */
    loadWasm(fileName: string): Promise<Uint8Array<ArrayBuffer>>;
}
/**
 * Opens the engine and makes it ready to compile. Each engine can be open once at a time; dispose it when done.
 * @throws EngineError that says why the engine cannot run here.
 */
export declare function openEngine(name: EngineName, host: EngineHost): Promise<Engine>;
