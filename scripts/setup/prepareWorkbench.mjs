/**
 * Everything that a workbench needs, prepared side by side: the packaged extension, the server, the browser.
 */
import { buildAndPackage } from './build.mjs';
import { ensureBrowser } from './browser.mjs';
import { ensureCodeServer } from './codeServer.mjs';

/** @returns {Promise<import('../workbench/openWorkbench.mjs').Parts>} */
export async function prepareWorkbench() {
  const [vsix, codeServer, browser] = await Promise.all([
    buildAndPackage(),
    ensureCodeServer(),
    ensureBrowser(),
  ]);
  return { vsix, codeServer, browser };
}
