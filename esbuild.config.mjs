/**
 * Builds everything that ships into dist/: the extension host's bundle, a page for each webview, the training worker, and
 * the JSON schema of network files.
 *
 * `--watch` rebuilds on change, `--production` minifies. The worker is one file without imports, because a webview may
 * start a worker only from a blob.
 */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { bundledPackages, thirdPartyNotices } from './scripts/thirdPartyNotices.mjs';

const require = createRequire(import.meta.url);
const packageFolder = (name) => path.dirname(require.resolve(`${name}/package.json`));
const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** @type {esbuild.BuildOptions} */
const shared = {
  bundle: true,
  target: 'es2022',
  minify: production,
  sourcemap: production ? false : 'linked',
  // dist/ThirdPartyNotices.txt names them all instead.
  legalComments: 'none',
  metafile: true,
  logLevel: 'info',
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
};

/** @type {esbuild.BuildOptions[]} */
const bundles = [
  {
    ...shared,
    entryPoints: { extension: 'src/extension.ts' },
    outdir: 'dist',
    format: 'cjs',
    // "browser", so that a Node built-in cannot slip in: the same file also runs in VS Code for the Web.
    platform: 'browser',
    external: ['vscode'],
  },
  {
    ...shared,
    entryPoints: {
      editor: 'webview/editor/main.tsx',
      training: 'webview/training/main.tsx',
      weights: 'webview/weights/main.tsx',
    },
    outdir: 'dist',
    format: 'iife',
    platform: 'browser',
    jsx: 'automatic',
  },
  {
    ...shared,
    entryPoints: { worker: 'webview/training/worker/worker.ts' },
    outdir: 'dist',
    format: 'iife',
    platform: 'browser',
  },
];

async function copyAssets() {
  const codicons = path.join(packageFolder('@vscode/codicons'), 'dist');
  const wasm = path.join(packageFolder('@tensorflow/tfjs-backend-wasm'), 'dist');
  await mkdir('dist/wasm', { recursive: true });
  await cp(path.join(codicons, 'codicon.css'), 'dist/codicon.css');
  await cp(path.join(codicons, 'codicon.ttf'), 'dist/codicon.ttf');
  // A webview is never cross-origin isolated, so the threaded build could not start; the other two are the choice.
  for (const file of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) {
    await cp(path.join(wasm, file), path.join('dist/wasm', file));
  }
}

/** Evaluates the schema of network files from the tables of core, so that the two cannot differ. */
async function writeSchema() {
  const { outputFiles } = await esbuild.build({
    bundle: true,
    entryPoints: ['src/core/network/networkSchema.ts'],
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  const { networkSchema } = await import(`data:text/javascript;base64,${code}`);
  await writeFile('dist/nn.schema.json', `${JSON.stringify(networkSchema(), undefined, 2)}\n`);
}

await rm('dist', { recursive: true, force: true });
await copyAssets();
await writeSchema();
if (watch) {
  const contexts = await Promise.all(bundles.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  const results = await Promise.all(bundles.map((options) => esbuild.build(options)));
  const packages = bundledPackages(results.flatMap(({ metafile }) => metafile ?? []));
  const copied = ['node_modules/@tensorflow/tfjs-backend-wasm', 'node_modules/@vscode/codicons'];
  const notices = await thirdPartyNotices([...new Set([...packages, ...copied])].sort());
  await writeFile('dist/ThirdPartyNotices.txt', notices);
}
