/**
 * Where things lie in the working tree. Everything that the scripts make goes into folders that Git ignores.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Programs and profiles fetched on demand; test-electron keeps its VS Code here too. */
export const cacheFolder = path.join(root, '.vscode-test');

/** Bundles of the extension, and the packaged extension itself. */
export const distFolder = path.join(root, 'dist');
export const vsixFile = path.join(distFolder, 'layerwire.vsix');

/** What tests leave: results, screenshots, compiled suites. */
export const outFolder = path.join(root, 'out');

export const isWindows = process.platform === 'win32';
