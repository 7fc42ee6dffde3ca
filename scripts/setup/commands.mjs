/**
 * Runs a program to its end. Its talk goes to stderr, because stdout may belong to a program that reads JSON lines.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { messageOf, onShutdown } from '../lifetime.mjs';
import { isWindows } from '../paths.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; this process's own when absent
 * @property {number} [timeoutMs] after which the program is killed and the run fails
 * @property {boolean} [quiet] shows the program's talk only when it fails
 */

/** How much of a program's last words an error message carries, in characters. */
const LAST_WORDS = 4000;

/**
 * Runs a program to its end and gives its exit status.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ status: number | null, output: string }>} status `null` when a signal ended it; output's end
 * @throws when the program cannot be started or runs past its time limit
 */
export async function runToEnd(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what the program starts can be ended with it.
    detached: !isWindows,
    windowsHide: true,
  });
  const forget = onShutdown(() => {
    killTree(child.pid);
  });
  let output = '';
  /** @param {Buffer} chunk */
  const listen = (chunk) => {
    output = (output + chunk.toString()).slice(-LAST_WORDS);
    if (options.quiet !== true) {
      process.stderr.write(chunk);
    }
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const timeout = { reached: false };
  const limit = options.timeoutMs;
  const timer =
    limit === undefined
      ? undefined
      : setTimeout(() => {
          timeout.reached = true;
          killTree(child.pid);
        }, limit);
  try {
    /** @type {number | null} */
    const status = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (timeout.reached && limit !== undefined) {
      throw new Error(`it did not end within ${String(Math.round(limit / 1000))} s`);
    }
    return { status, output };
  } catch (error) {
    throw new Error(`${commandLine(command, args)}: ${messageOf(error)}`, { cause: error });
  } finally {
    clearTimeout(timer);
    await forget();
  }
}

/**
 * Runs a program that must succeed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @throws with the program's last words when it ends with any status but 0
 */
export async function runCommand(command, args, options = {}) {
  const { status, output } = await runToEnd(command, args, options);
  if (status !== 0) {
    const end = status === null ? 'was killed' : `ended with status ${String(status)}`;
    throw new Error(`${commandLine(command, args)} ${end}:\n${output.trim()}`);
  }
}

/**
 * Runs npm, whether or not this process was started by it.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export async function runNpm(args, options = {}) {
  const cli = npmProgram();
  const all = [...args, '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const env = cleanEnvironment();
  await (cli === undefined
    ? runCommand(isWindows ? 'npm.cmd' : 'npm', all, { ...options, env })
    : runCommand(process.execPath, [cli, ...all], { ...options, env }));
}

/**
 * npm's own program file, so that it runs under this Node and without a shell.
 * @returns {string | undefined}
 */
function npmProgram() {
  const nodeFolder = path.dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath ?? '',
    path.join(nodeFolder, 'node_modules/npm/bin/npm-cli.js'),
    path.join(nodeFolder, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  return candidates.find((file) => path.basename(file) === 'npm-cli.js' && existsSync(file));
}

/**
 * This process's environment without what `npm start` put there for the project's own folder and loudness; the
 * user's registry, proxy and certificates stay.
 * @returns {NodeJS.ProcessEnv}
 */
function cleanEnvironment() {
  const ours =
    /^(npm_(package|lifecycle|command|execpath|node_execpath)|npm_config_(local_prefix|loglevel)$|INIT_CWD$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

/**
 * Ends a process that leads its group, and the whole group with it. Does nothing when it is gone already.
 * @param {number | undefined} pid
 */
export function killTree(pid) {
  if (pid === undefined) {
    return;
  }
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // No such group: it has ended.
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
function commandLine(command, args) {
  return [path.basename(command), ...args].join(' ');
}
