/**
 * The project's own packages: `npm ci` when what is installed is not what `package-lock.json` says.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../paths.mjs';
import { runNpm } from './commands.mjs';
import { withLock } from './lock.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage */

/** Installs the project's packages unless they are all there in their locked versions. */
export async function ensureDependencies() {
  await withLock('packages', async () => {
    if (await areDependenciesInstalled()) {
      return;
    }
    process.stderr.write("Installing the project's packages…\n");
    await runNpm(['ci'], { cwd: root });
  });
}

/**
 * Compares the lock with npm's own record of what it installed, which npm writes last of all: an installation that
 * was broken off has none.
 * @returns {Promise<boolean>}
 */
async function areDependenciesInstalled() {
  const wanted = await readPackages(path.join(root, 'package-lock.json'));
  const installed = await readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || installed === undefined) {
    return false;
  }
  return Object.entries(wanted).every(([folder, locked]) => {
    const found = installed[folder];
    // An optional package for another platform is locked, but rightly not installed.
    return (
      folder === '' ||
      (found === undefined
        ? locked.optional === true
        : found.version === locked.version && found.integrity === locked.integrity)
    );
  });
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, LockedPackage> | undefined>} `undefined` when there is no such file
 */
async function readPackages(file) {
  try {
    /** @type {{ packages?: Record<string, LockedPackage> }} */
    const lock = JSON.parse(await readFile(file, 'utf8'));
    return lock.packages;
  } catch {
    return undefined;
  }
}
