/**
 * Runs one program and ends it, with everything it started, as soon as this process's stdin closes. That happens even
 * when the launcher is killed outright, so that no server outlives it. Then it removes the server's temporary folder.
 * A launcher that ends in good order sends a byte first.
 *
 * Usage: node guard.mjs FOLDER PROGRAM [ARGUMENT…]
 */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { killTree } from '../setup/commands.mjs';
import { isWindows } from '../paths.mjs';

const [folder, program, ...args] = process.argv.slice(2);
if (folder === undefined || program === undefined) {
  throw new Error('Usage: node guard.mjs FOLDER PROGRAM [ARGUMENT…]');
}
const child = spawn(program, args, {
  stdio: ['ignore', 'inherit', 'inherit'],
  detached: !isWindows,
  windowsHide: true,
});

/** Whether the launcher asked for the end, rather than vanish. */
let orderly = false;

/** @param {number} status */
async function end(status) {
  killTree(child.pid);
  const remove = () => rm(String(folder), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  await remove();
  if (!orderly) {
    // The launcher's browser, dying of the same cause, may have written its last files in the meantime.
    await sleep(1000);
    await remove();
  }
  process.exit(status);
}

child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  void end(1);
});
child.on('exit', (status) => void end(status ?? 1));
process.stdin.on('data', () => {
  orderly = true;
});
process.stdin.on('end', () => void end(0));
// A terminal's Ctrl+C reaches this process too; the launcher decides when to end.
process.on('SIGINT', () => {});
