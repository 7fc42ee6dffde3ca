/**
 * The training page of `dist` in a browser of its own, with a host that does nothing but send what it is told: whatever is
 * measured of it is the page's, not VS Code's.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { onShutdown } from '../lifetime.mjs';
import { distFolder } from '../paths.mjs';
import { ensureBrowser } from '../setup/browser.mjs';

const ORIGIN = 'http://localhost';

/** Of VS Code's dark theme, what the page draws with. */
const THEME = {
  'font-family': 'sans-serif',
  'font-size': '13px',
  foreground: '#cccccc',
  descriptionForeground: '#9d9d9d',
  'editor-background': '#1e1e1e',
  'panel-border': '#2b2b2b',
  focusBorder: '#0078d4',
  'charts-blue': '#3794ff',
  'charts-green': '#89d185',
  'charts-purple': '#b180d7',
};

const TYPES = /** @type {const} */ ({ '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' });

/** @returns {Promise<import('playwright-core').Page>} */
export async function openTrainingPage() {
  const browser = await chromium.launch({ executablePath: await ensureBrowser() });
  onShutdown(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1400, height: 400 } });
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') {
      await route.fulfill({ contentType: 'text/html', body: shell() });
      return;
    }
    const type = Object.entries(TYPES).find(([ending]) => ending === path.extname(pathname))?.[1];
    const body = await readFile(path.join(distFolder, pathname)).catch(() => undefined);
    await (body === undefined || type === undefined
      ? route.fulfill({ status: 404 })
      : route.fulfill({ contentType: type, body }));
  });
  page.on('pageerror', (error) => {
    process.stderr.write(`The page failed: ${String(error.stack)}\n`);
  });
  await page.goto(`${ORIGIN}/`);
  return page;
}

/** The page as `src/host/webviewHtml.ts` writes it, with a stub of VS Code. */
function shell() {
  const theme = Object.entries(THEME).map(([name, value]) => `--vscode-${name}: ${value}`);
  return `<!DOCTYPE html>
<html lang="en" style="${theme.join('; ')}">
<head>
<meta charset="utf-8">
<link rel="stylesheet" href="/codicon.css">
<link rel="stylesheet" href="/training.css">
<script>
  window.acquireVsCodeApi = () => ({ postMessage() {}, getState() {}, setState() {} });
</script>
</head>
<body class="vscode-dark" data-worker-script="/worker.js" data-wasm-folder="/wasm">
<div id="root"></div>
<script src="/training.js"></script>
</body>
</html>`;
}
