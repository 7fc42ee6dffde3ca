/**
 * From sources to `dist/layerwire.vsix`, the file that a user would install. An up-to-date one is kept.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, distFolder, root, vsixFile } from '../paths.mjs';
import { runCommand } from './commands.mjs';
import { withLock } from './lock.mjs';
import { listZip } from './zip.mjs';

/** The packaged extension's limit, in bytes. */
const LARGEST_PACKAGE = 5_000_000;

/** All that the package is made from: files and folders of the project's root. */
const INPUTS = [
  ...['src', 'webview', 'media', 'examples'],
  ...['package.json', 'package-lock.json', 'tsconfig.base.json', 'esbuild.config.mjs', '.vscodeignore'],
  ...['scripts/thirdPartyNotices.mjs', 'README.md', 'CHANGELOG.md', 'LICENSE'],
];

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
  const names = listZip(vsix);
  if (!names.includes('extension/dist/ThirdPartyNotices.txt')) {
    throw new Error('The packaged extension lacks dist/ThirdPartyNotices.txt; see esbuild.config.mjs.');
  }
  const stray = names.find((name) => /(^|\/)node_modules\/|\.vsix$/.test(name));
  if (stray !== undefined) {
    throw new Error(`The packaged extension holds ${stray}, which does not belong in it; see .vscodeignore.`);
  }
}

/** @returns {Promise<string>} SHA-256 over the name and content of every file that the package may depend on */
async function hashInputs() {
  const hash = createHash('sha256');
  for (const input of INPUTS) {
    for (const file of await filesAt(path.join(root, input))) {
      hash.update(`${path.relative(root, file)}\0${await hashFile(file)}\0`);
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} input a file or a folder
 * @returns {Promise<string[]>} the file itself, or all files below the folder, sorted
 */
async function filesAt(input) {
  if ((await stat(input)).isFile()) {
    return [input];
  }
  const entries = await readdir(input, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
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
