/**
 * A VS Code workbench with the packaged extension, open in a headless browser: what the headless run and the tests
 * both stand on.
 */
import { DriverLink } from './driverLink.mjs';
import { openBrowser } from './openBrowser.mjs';
import { startServer } from './server.mjs';

/**
 * @typedef {object} Parts
 * @property {import('../setup/codeServer.mjs').CodeServer} codeServer
 * @property {string} browser
 * @property {string} vsix
 */

/**
 * @typedef {object} WorkbenchOptions
 * @property {Parts} parts what set-up has prepared
 * @property {string} [folder] the folder that the window opens; an empty one when absent
 * @property {Record<string, unknown>} [settings]
 * @property {import('./openBrowser.mjs').Adapter} [adapter] `software` when absent
 */

/**
 * @typedef {object} Workbench
 * @property {string} url
 * @property {import('playwright-core').Page} page
 * @property {DriverLink} driver
 * @property {() => Promise<void>} close ends browser and server; nothing of them is left
 */

/** How long the workbench may take until its extension host runs, in milliseconds. */
const READY_LIMIT = 120_000;

/**
 * Opens a workbench and waits until its extension host runs.
 * @param {WorkbenchOptions} options
 * @returns {Promise<Workbench>}
 */
export async function openWorkbench({ parts, folder, settings, adapter = 'software' }) {
  const driver = await DriverLink.open();
  /** @type {(() => Promise<void>)[]} */
  const closers = [() => driver.close()];
  const close = async () => {
    for (const closer of closers.reverse()) {
      await closer();
    }
  };
  try {
    const server = await startServer({
      codeServer: parts.codeServer,
      vsix: parts.vsix,
      driver: driver.connection,
      ...(folder === undefined ? {} : { folder }),
      ...(settings === undefined ? {} : { settings }),
    });
    closers.push(() => server.close());
    const { origin, temporaryFolder } = server;
    const context = await openBrowser({ browser: parts.browser, adapter, origin, temporaryFolder });
    closers.push(() => context.close());
    void server.ended.then(() => {
      driver.fail(new Error('The VS Code server ended.'));
    });
    context.on('close', () => {
      driver.fail(new Error('The browser ended.'));
    });
    const page = context.pages()[0] ?? (await context.newPage());
    page.on('crash', () => {
      driver.fail(new Error("The workbench's page crashed."));
    });
    await page.goto(server.url, { waitUntil: 'domcontentloaded' });
    await driver.connected(READY_LIMIT);
    return { url: server.url, page, driver, close };
  } catch (error) {
    await close();
    throw error;
  }
}
