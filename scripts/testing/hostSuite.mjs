/**
 * The suite that runs inside the extension host: bundled here, run by the npm-borne server or by test-electron.
 */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { outFolder, root } from '../paths.mjs';

const sources = path.join(root, 'test/vscode/host');

/**
 * Bundles each test file and the suite's entry on its own: Mocha wants to load them one by one.
 * @returns {Promise<string>} the entry's file name; it exports `run` (for test-electron) and `runSuite`
 */
export async function buildHostSuite() {
  const folder = path.join(outFolder, 'vscode-tests');
  await rm(folder, { recursive: true, force: true });
  const tests = (await readdir(sources)).filter((name) => name.endsWith('.test.ts'));
  if (tests.length === 0) {
    throw new Error(`There are no tests in ${sources}.`);
  }
  await esbuild.build({
    entryPoints: ['index.ts', ...tests].map((name) => path.join(sources, name)),
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    // The CommonJS build of jsonc-parser loads its parts at run time, so that it cannot be bundled.
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return path.join(folder, 'index.js');
}
