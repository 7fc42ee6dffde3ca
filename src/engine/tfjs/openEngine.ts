/**
 * Opens a tfjs engine by name, if this machine can run it.
 */
import { EngineError } from '../engine';
import type { Engine } from '../engine';
import type { EngineName } from '../../core/training/engineName';
import { messageOf } from '../../core/wording';
import { openCpu } from './openCpu';
import { openWasm } from './openWasm';
import { openWebgl } from './openWebgl';
import { openWebgpu } from './openWebgpu';
import { TfjsEngine } from './tfjsEngine';
import type { OpenBackend } from './tfjsEngine';

/** What an engine needs from the place where it runs. */
export interface EngineHost {
  /** The bytes of one of tfjs's WebAssembly binaries, by file name (one of `WASM_FILES`). */
  loadWasm(fileName: string): Promise<Uint8Array<ArrayBuffer>>;
}

const openers: Record<EngineName, (host: EngineHost) => Promise<OpenBackend>> = {
  'tfjs-webgpu': openWebgpu,
  'tfjs-webgl': openWebgl,
  'tfjs-wasm': openWasm,
  'tfjs-cpu': openCpu,
};

const open = new Set<EngineName>();

/**
 * Opens the engine and makes it ready to compile. Each engine can be open once at a time; dispose it when done.
 * @throws EngineError that says why the engine cannot run here.
 */
export async function openEngine(name: EngineName, host: EngineHost): Promise<Engine> {
  if (open.has(name)) throw new EngineError(`${name} is already open; dispose it before opening it again.`);
  open.add(name);
  try {
    return new TfjsEngine(await openers[name](host), () => open.delete(name));
  } catch (error) {
    open.delete(name);
    if (error instanceof EngineError) throw error;
    throw new EngineError(`${name} cannot run here: ${messageOf(error)}`);
  }
}
