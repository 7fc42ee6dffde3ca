/**
 * Starts the npm-borne VS Code server with a profile of its own and the given extensions, and ends it.
 *
 * The profile is temporary unless the caller names a folder for it. The server listens on this machine only.
 */
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onShutdown } from '../lifetime.mjs';
import { root } from '../paths.mjs';
import { runCommand } from '../setup/commands.mjs';
import { quietSettings } from './settings.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {import('../setup/codeServer.mjs').CodeServer} codeServer
 * @property {string} vsix the packaged extension
 * @property {{ port: number, token: string }} [driver] adds the driver extension, which connects there
 * @property {string} [folder] the folder that the window opens; an empty one when absent
 * @property {Record<string, unknown>} [settings] added to the silencing ones
 */

/**
 * @typedef {object} Server
 * @property {string} url of the workbench, with its folder
 * @property {string} origin
 * @property {string} temporaryFolder removed when the server ends
 * @property {Promise<void>} ended resolves when the server's process is gone
 * @property {() => Promise<void>} close
 */

/** How long the server may take to answer, in milliseconds. */
const START_LIMIT = 60_000;

/**
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 * @throws when the extension cannot be installed or the server does not answer in time
 */
export async function startServer({ codeServer, vsix, driver, folder, settings }) {
  const temporary = await mkdtemp(path.join(shortTemporaryFolder(), 'layerwire-'));
  // The guard removes it with the server; this is for an end before there is a guard.
  onShutdown(() => rm(temporary, { recursive: true, force: true, maxRetries: 10 }));
  const extensions = path.join(temporary, 'extensions');
  const user = path.join(temporary, 'user');
  const workspace = folder ?? path.join(temporary, 'workspace');
  await mkdir(workspace, { recursive: true });
  // To this workbench the server is a remote machine: it takes settings of machine scope from that machine's file only.
  for (const scope of ['User', 'Machine']) {
    await mkdir(path.join(user, scope), { recursive: true });
    const text = JSON.stringify({ ...quietSettings, ...settings }, undefined, 2);
    await writeFile(path.join(user, scope, 'settings.json'), text);
  }
  // An own, empty configuration file keeps the user's ~/.config/code-server out of this.
  const config = path.join(temporary, 'config.yaml');
  await writeFile(config, '');
  if (driver !== undefined) {
    // The server takes in what lies here when it first looks at an extensions folder.
    const installed = path.join(extensions, 'layerwire.layerwire-driver-1.0.0');
    await cp(path.join(root, 'scripts/workbench/driver'), installed, { recursive: true });
    await writeFile(path.join(installed, 'connection.json'), JSON.stringify(driver));
  }
  const common = ['--config', config, '--extensions-dir', extensions, '--user-data-dir', user];
  await runCommand(codeServer.node, [codeServer.entry, ...common, '--install-extension', vsix], {
    quiet: true,
    timeoutMs: START_LIMIT,
  });

  const port = await freePort();
  const origin = `http://127.0.0.1:${String(port)}`;
  const args = [
    ...[
      path.join(root, 'scripts/workbench/guard.mjs'),
      temporary,
      codeServer.node,
      codeServer.entry,
      ...common,
    ],
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${String(port)}`, '--disable-proxy'],
    ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
    ...['--ignore-last-opened', '--disable-getting-started-override'],
  ];
  // Variables of a VS Code around this process would make the server believe it is that one's terminal.
  const env = {
    ...Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|PORT$|CODE_SERVER_)/.test(name)),
    ),
    // The server's sockets go where they are removed with everything else.
    TMPDIR: temporary,
    XDG_RUNTIME_DIR: temporary,
  };
  const guard = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'], env, detached: true });
  // The guard may have ended by itself when it is told to.
  guard.stdin.on('error', () => {});
  let log = '';
  for (const stream of [guard.stdout, guard.stderr]) {
    stream.on('data', (/** @type {Buffer} */ chunk) => {
      log = (log + chunk.toString()).slice(-20_000);
    });
  }
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) =>
    guard.on('close', () => {
      resolve();
    }),
  );
  const close = onShutdown(async () => {
    guard.stdin.end('.');
    await ended;
  });

  const deadline = Date.now() + START_LIMIT;
  while (!(await answers(origin))) {
    if (guard.exitCode !== null || Date.now() > deadline) {
      await close();
      throw new Error(`The VS Code server did not start:\n${log.trim()}`);
    }
    await sleep(100);
  }
  return {
    url: `${origin}/?folder=${encodePath(serverPath(workspace))}`,
    origin,
    temporaryFolder: temporary,
    ended,
    close,
  };
}

/**
 * A file's path as a URI of the workbench writes it.
 * @param {string} file
 */
export function serverPath(file) {
  const slashed = file.split(path.sep).join('/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}

/**
 * A path as the value of a query: "&", "#" and "+" are part of a folder's name there.
 * @param {string} slashed
 */
function encodePath(slashed) {
  return slashed.split('/').map(encodeURIComponent).join('/');
}

/** Names of sockets must stay under about 100 characters, and macOS's own temporary folders take half of that. */
function shortTemporaryFolder() {
  return process.platform === 'darwin' ? '/tmp' : tmpdir();
}

/** @param {string} origin */
async function answers(origin) {
  try {
    const response = await fetch(`${origin}/healthz`);
    return response.ok;
  } catch {
    return false;
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        resolve(address !== null && typeof address === 'object' ? address.port : 0);
      });
    });
  });
}
