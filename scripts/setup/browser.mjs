/**
 * Finds a Chromium-based browser to drive: a named one, the system's, or Debian's package.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../lifetime.mjs';
import { isWindows } from '../paths.mjs';
import { runCommand } from './commands.mjs';
import { withLock } from './lock.mjs';

/** Names on PATH, the most likely to be complete and current first. */
const COMMANDS = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const MAC_APPLICATIONS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The browser's program file. Where none is found and this process may install Debian packages, it installs
 * `chromium`.
 * @returns {Promise<string>}
 * @throws with a sentence that says what to install
 */
export async function ensureBrowser() {
  const named = process.env.LAYERWIRE_BROWSER;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) {
      throw new Error(
        `LAYERWIRE_BROWSER names ${named}, but there is no such file; set it to a Chrome, Chromium or Edge.`,
      );
    }
    return named;
  }
  const found = findBrowser();
  if (found !== undefined) {
    return found;
  }
  if (process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get') !== undefined) {
    await withLock('browser', installDebianChromium);
    const installed = findBrowser();
    if (installed !== undefined) {
      return installed;
    }
  }
  throw new Error(
    'No Chrome, Chromium or Edge was found. Install one (on Debian: sudo apt-get install chromium), or set ' +
      'LAYERWIRE_BROWSER to its program file.',
  );
}

/** @returns {string | undefined} */
function findBrowser() {
  if (process.platform === 'darwin') {
    const folders = ['/Applications', path.join(process.env.HOME ?? '', 'Applications')];
    const files = folders.flatMap((folder) => MAC_APPLICATIONS.map((name) => path.join(folder, name)));
    return files.find((file) => existsSync(file));
  }
  if (isWindows) {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map(
      (name) => process.env[name] ?? '',
    );
    const files = folders.flatMap((folder) => WINDOWS_PROGRAMS.map((name) => path.win32.join(folder, name)));
    return files.find((file) => existsSync(file));
  }
  return COMMANDS.map((name) => onPath(name)).find((file) => file !== undefined);
}

async function installDebianChromium() {
  if (findBrowser() !== undefined) {
    return;
  }
  process.stderr.write("Installing Debian's chromium, because no browser was found…\n");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await runCommand('apt-get', ['update', '-qq'], { env });
    await runCommand(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'],
      { env },
    );
  } catch (error) {
    throw new Error(
      `No browser was found, and installing Debian's chromium failed. Install Chrome, Chromium or Edge by hand. ${messageOf(error)}`,
      { cause: error },
    );
  }
}

/**
 * @param {string} command
 * @returns {string | undefined} the program's file
 */
export function onPath(command) {
  const endings = isWindows ? ['.cmd', '.exe'] : [''];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const files = folders.flatMap((folder) => endings.map((ending) => path.join(folder, command + ending)));
  return files.find((file) => existsSync(file));
}
