/**
 * Launches the browser that shows the workbench, with a WebGPU adapter: the machine's, or else the software one.
 */
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { onShutdown } from '../lifetime.mjs';

/** @typedef {import('playwright-core').BrowserContext} BrowserContext */

/**
 * `software`: the software adapter, the same everywhere. `best`: the machine's graphics processor when the browser
 * grants it, else the software adapter.
 * @typedef {'software' | 'best'} Adapter
 */

const ALWAYS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page that nobody looks at trains as fast as one in front.
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--enable-unsafe-webgpu',
];

const SOFTWARE = ['--use-webgpu-adapter=swiftshader'];

/** Chromium on Linux reaches the graphics processor through Vulkan only, and only when told to. */
const HARDWARE =
  process.platform === 'linux'
    ? ['--enable-features=Vulkan', '--use-angle=vulkan', '--ignore-gpu-blocklist']
    : [];

/**
 * @param {object} options
 * @param {string} options.browser the program file
 * @param {Adapter} options.adapter
 * @param {string} options.origin a page on this machine, from which a hardware adapter is asked for
 * @param {string} options.temporaryFolder where the browser's fresh profile goes; the caller removes it
 * @returns {Promise<BrowserContext>} with one empty page; ends at shutdown
 */
export async function openBrowser({ browser, adapter, origin, temporaryFolder }) {
  if (adapter === 'best') {
    const context = await launch(browser, HARDWARE, temporaryFolder);
    if (await hasHardwareAdapter(context, origin)) {
      return context;
    }
    await context.close();
  }
  return await launch(browser, SOFTWARE, temporaryFolder);
}

/**
 * @param {string} browser
 * @param {readonly string[]} flags
 * @param {string} temporaryFolder
 */
async function launch(browser, flags, temporaryFolder) {
  const profile = await mkdtemp(path.join(temporaryFolder, 'browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser,
    headless: true,
    args: [...ALWAYS, ...flags],
    viewport: { width: 1400, height: 900 },
    // The launcher ends the browser itself, after it has said what happened.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const close = onShutdown(() => context.close());
  context.on('close', () => void close());
  return context;
}

/**
 * @param {BrowserContext} context
 * @param {string} origin
 * @returns {Promise<boolean>}
 */
async function hasHardwareAdapter(context, origin) {
  const page = context.pages()[0] ?? (await context.newPage());
  // WebGPU is there for secure pages only; this machine's own addresses count as such.
  await page.goto(`${origin}/healthz`);
  return await page.evaluate(async () => {
    try {
      const found = await navigator.gpu.requestAdapter();
      return found !== null && !found.info.isFallbackAdapter;
    } catch {
      return false;
    }
  });
}
