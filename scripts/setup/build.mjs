/**
 * From sources to `dist/layerwire.vsix`, the file that a user would install. An up-to-date one is kept.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, distFolder, root, vsixFile } from '../paths.mjs';
import { runCommand } from './commands.mjs';
import { withLock } from './lock.mjs';
import { listZip } from './zip.mjs';

/** The packaged extension's limit, in bytes. */
const LARGEST_PACKAGE = 5_000_000;

/** Top-level folders whose content cannot change the package. */
const NOT_INPUTS = new Set(['.git', '.ci', '.vscode-test', 'node_modules', 'dist', 'out', 'test']);

/**
 * Bundles the extension and packages it, unless the package at hand was made from the same inputs.
 * @returns {Promise<string>} the package's file name
 * @throws when the build fails, or the package is too large or holds `node_modules`
 */
export async function buildAndPackage() {
  return await withLock('build', async () => {
    const stampFile = path.join(cacheFolder, 'package.sha256');
    const inputs = await hashInputs();
    const stamp = await readFile(stampFile, 'utf8').catch(() => '');
    if (stamp === `${inputs} ${await hashFile(vsixFile)}`) {
      return vsixFile;
    }
    process.stderr.write('Building the extension…\n');
    await rm(distFolder, { recursive: true, force: true });
    await runCommand(process.execPath, ['esbuild.config.mjs', '--production'], { cwd: root, quiet: true });
    const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
    await runCommand(process.execPath, [vsce, 'package', '--no-dependencies', '--out', vsixFile], {
      cwd: root,
      quiet: true,
    });
    checkPackage(await readFile(vsixFile));
    await mkdir(cacheFolder, { recursive: true });
    await writeFile(stampFile, `${inputs} ${await hashFile(vsixFile)}`);
    return vsixFile;
  });
}

/**
 * @param {Buffer} vsix the package's bytes
 * @throws when it is larger than the limit or holds what does not belong in it
 */
function checkPackage(vsix) {
  if (vsix.length >= LARGEST_PACKAGE) {
    throw new Error(
      `The packaged extension has ${String(vsix.length)} bytes; it must stay under ${String(LARGEST_PACKAGE)}.`,
    );
  }
  const stray = listZip(vsix).find((name) => /(^|\/)node_modules\/|\.vsix$/.test(name));
  if (stray !== undefined) {
    throw new Error(`The packaged extension holds ${stray}, which does not belong in it; see .vscodeignore.`);
  }
}

/** @returns {Promise<string>} SHA-256 over the name and content of every file that the package may depend on */
async function hashInputs() {
  const hash = createHash('sha256');
  const entries = await readdir(root, { withFileTypes: true });
  for (const entry of entries.sort(byName)) {
    if (entry.isFile()) {
      hash.update(`${entry.name}\0${await hashFile(path.join(root, entry.name))}\0`);
    } else if (entry.isDirectory() && !NOT_INPUTS.has(entry.name)) {
      const files = await readdir(path.join(root, entry.name), { recursive: true, withFileTypes: true });
      for (const file of files.filter((each) => each.isFile()).sort(byName)) {
        const name = path.join(file.parentPath, file.name);
        hash.update(`${path.relative(root, name)}\0${await hashFile(name)}\0`);
      }
    }
  }
  return hash.digest('hex');
}

/**
 * @param {import('node:fs').Dirent} a
 * @param {import('node:fs').Dirent} b
 */
function byName(a, b) {
  return path.join(a.parentPath, a.name) < path.join(b.parentPath, b.name) ? -1 : 1;
}

/**
 * @param {string} file
 * @returns {Promise<string>} empty when there is no such file
 */
async function hashFile(file) {
  try {
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  } catch {
    return '';
  }
}
