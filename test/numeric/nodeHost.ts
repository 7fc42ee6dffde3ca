/**
 * The place where engines run in these tests: Node, with tfjs's WebAssembly binaries from its package.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { EngineHost } from '../../src/engine/tfjs/openEngine';

const binaries = path.join('node_modules', '@tensorflow', 'tfjs-backend-wasm', 'dist');

export const nodeHost: EngineHost = {
  async loadWasm(fileName) {
    return new Uint8Array(await readFile(path.join(binaries, fileName)));
  },
};
