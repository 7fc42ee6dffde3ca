/** How long parsing, validating and inferring a network's text takes in this Node, in milliseconds. */
import { performance } from 'node:perf_hooks';
import * as esbuild from 'esbuild';

const ROUNDS = 50;

/**
 * Each round drops out at another rate, so that the text is another one and nothing of an earlier parse can be taken over.
 * @param {string} text of a network without errors
 * @returns {Promise<{ first: number, rest: readonly number[] }>} the first, before the compiler has warmed up, apart
 */
export async function measureChecking(text) {
  const check = await loadCheck();
  const times = Array.from({ length: ROUNDS + 1 }, (_, round) => {
    const varied = text.replace('"rate": 0.1', `"rate": 0.1${String(100 + round)}`);
    const start = performance.now();
    const { diagnostics } = check(varied);
    const time = performance.now() - start;
    if (diagnostics.some(({ severity }) => severity === 'error')) {
      throw new Error('The network of the benchmark has errors; largeNetwork.mjs must make a valid one.');
    }
    return time;
  });
  const [first = NaN, ...rest] = times;
  return { first, rest };
}

/** @returns {Promise<(text: string) => { diagnostics: readonly { severity: string }[] }>} */
async function loadCheck() {
  const { outputFiles } = await esbuild.build({
    bundle: true,
    entryPoints: ['src/core/network/checkNnFile.ts'],
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  /** @type {{ checkNnFile: (text: string) => { diagnostics: readonly { severity: string }[] } }} */
  const { checkNnFile } = await import(`data:text/javascript;base64,${code}`);
  return checkNnFile;
}
