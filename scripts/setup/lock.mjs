/**
 * Lets only one process at a time prepare a thing that all share: `npm start` and `npm test` may run side by side.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onShutdown } from '../lifetime.mjs';
import { cacheFolder } from '../paths.mjs';

/** How long to wait for another process's work, in milliseconds. */
const PATIENCE = 15 * 60_000;

/**
 * Runs `work` while no other process runs work under the same name. A lock whose holder has died is taken over.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(name, work) {
  const file = path.join(cacheFolder, `${name}.lock`);
  await mkdir(cacheFolder, { recursive: true });
  const deadline = Date.now() + PATIENCE;
  let told = false;
  while (!(await tryToTake(file))) {
    if (!told) {
      process.stderr.write(`Waiting for another process that prepares ${name}…\n`);
      told = true;
    }
    if (Date.now() > deadline) {
      throw new Error(`Another process has been preparing ${name} for too long; if none is, delete ${file}.`);
    }
    await sleep(300);
  }
  const release = onShutdown(() => rm(file, { force: true }));
  try {
    return await work();
  } finally {
    await release();
  }
}

/**
 * @param {string} file
 * @returns {Promise<boolean>}
 */
async function tryToTake(file) {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    if (holder > 0 && !isAlive(holder)) {
      await rm(file, { force: true });
    }
    return false;
  }
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: alive, but another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
