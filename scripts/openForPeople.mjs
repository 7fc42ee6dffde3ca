/**
 * A window for a person: VS Code on the examples, with a network on the canvas, ready to train.
 *
 * The desktop's VS Code where there is one, with a profile of its own, so that the person's own stays as it is; else
 * the npm-borne server and a browser.
 */
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from './lifetime.mjs';
import { cacheFolder, isWindows, root } from './paths.mjs';
import { onPath } from './setup/browser.mjs';
import { buildAndPackage } from './setup/build.mjs';
import { ensureCodeServer } from './setup/codeServer.mjs';
import { runCommand } from './setup/commands.mjs';
import { DriverLink } from './workbench/driverLink.mjs';
import { startServer } from './workbench/server.mjs';
import { quietSettings } from './workbench/settings.mjs';

const folder = path.join(root, 'examples');
const file = path.join(folder, 'mnist-mlp.nn.json');

/** What shows an address in the person's own browser. */
const OPENER = isWindows ? 'explorer.exe' : process.platform === 'darwin' ? 'open' : 'xdg-open';

/** Opens the window; with the server, stays until the server ends or this process is told to end. */
export async function openForPeople() {
  const vsix = await buildAndPackage();
  const code = findDesktop();
  if (code !== undefined) {
    try {
      await openDesktop(code, vsix);
      return;
    } catch (error) {
      process.stderr.write(
        `The desktop's VS Code could not be used; taking the browser. ${messageOf(error)}\n`,
      );
    }
  }
  await openServer(vsix);
}

/** @returns {Record<string, unknown>} */
function settings() {
  const mnist = process.env.MNIST_DIR;
  return mnist === undefined || mnist === '' ? {} : { 'layerwire.datasetFolder': path.resolve(mnist) };
}

/**
 * The desktop's `code`, where a window can be shown. Inside a remote VS Code's terminal `code` is another program.
 * @returns {string | undefined}
 */
function findDesktop() {
  return hasDisplay() && process.env.VSCODE_IPC_HOOK_CLI === undefined ? onPath('code') : undefined;
}

function hasDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
}

/**
 * @param {string} code
 * @param {string} vsix
 */
async function openDesktop(code, vsix) {
  const user = path.join(cacheFolder, 'desktop-user');
  await mkdir(path.join(user, 'User'), { recursive: true });
  const text = JSON.stringify({ ...quietSettings, ...settings() }, undefined, 2);
  await writeFile(path.join(user, 'User', 'settings.json'), text);
  const profile = [
    ...['--user-data-dir', user, '--extensions-dir', path.join(cacheFolder, 'desktop-extensions')],
    // Chromium's sandbox refuses to work for root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  await runCode(code, [...profile, '--install-extension', vsix, '--force']);
  await runCode(code, [...profile, '--disable-workspace-trust', '--new-window', folder, file]);
  process.stderr.write(
    `VS Code is open on ${folder}. Run "Layerwire: Train Network" from its command palette.\n`,
  );
}

/**
 * @param {string} code
 * @param {readonly string[]} args
 */
async function runCode(code, args) {
  // On Windows `code` is a batch file, which only a shell can run.
  await (isWindows
    ? runCommand('cmd.exe', ['/d', '/c', code, ...args], { timeoutMs: 120_000 })
    : runCommand(code, args, { timeoutMs: 120_000 }));
}

/** @param {string} vsix */
async function openServer(vsix) {
  const codeServer = await ensureCodeServer();
  const driver = await DriverLink.open();
  const server = await startServer({
    codeServer,
    vsix,
    driver: driver.connection,
    folder,
    settings: settings(),
  });
  process.stderr.write(`VS Code is at ${server.url}\nCtrl+C ends it.\n`);
  if (hasDisplay()) {
    openInBrowser(server.url);
  }
  const openFile = async () => {
    await driver.connected();
    await driver.call(path.join(root, 'scripts/workbench/openNetwork.cjs'), 'openNetwork', file);
    process.stderr.write('Run "Layerwire: Train Network" from the command palette (F1).\n');
  };
  openFile().catch((/** @type {unknown} */ error) => {
    process.stderr.write(`Open ${file} by hand: ${messageOf(error)}\n`);
  });
  await server.ended;
}

/** @param {string} url */
function openInBrowser(url) {
  const child = spawn(OPENER, [url], { stdio: 'ignore', detached: true });
  child.on('error', () => {
    process.stderr.write('No browser could be opened; open the address above by hand.\n');
  });
  child.unref();
}
